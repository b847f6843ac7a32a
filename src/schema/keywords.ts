import {
  _,
  Name,
  type Ajv2020,
  type CodeKeywordDefinition,
  type ErrorObject,
  type FuncKeywordDefinition,
} from "ajv/dist/2020.js";
import { choiceKeyword } from "./choice-keywords.ts";
import { isMultiple } from "./decimal.ts";
import { heirsKeyword } from "./heirs-keyword.ts";
import { canonical, findTwins } from "./twins.ts";

/** Puts keywords of our own in the place of AJV's where those are slow, imprecise, or say too little or too much. */
export function replaceKeywords(ajv: Ajv2020): void {
  const original = (keyword: string) => ajv.getKeyword(keyword) as CodeKeywordDefinition;
  const own = [
    choiceKeyword("oneOf"),
    choiceKeyword("anyOf"),
    heirsKeyword,
    malformedKeyword,
    multipleOf,
    uniqueItems,
    countingInner(original("contains")),
    valuesKeyword(original("enum")),
    valuesKeyword(original("const")),
  ];
  for (const keyword of own) {
    ajv.removeKeyword(keyword.keyword as string);
    ajv.addKeyword(keyword);
  }
}

/** What nobody can judge by is refused when it is compiled. */
const malformedKeyword: FuncKeywordDefinition = {
  keyword: "malformed",
  schemaType: "string",
  compile(reason: string) {
    throw new Error(reason);
  },
};

/** AJV divides and compares with a whole number, by which 19.99 is no multiple of 0.01. */
const multipleOf: FuncKeywordDefinition = {
  keyword: "multipleOf",
  type: "number",
  schemaType: "number",
  errors: false,
  error: {
    message: "must be a multiple",
    params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}`,
  },
  compile: (step: number) => (value: number) => isMultiple(value, step),
};

interface ListJudge {
  (list: readonly unknown[]): boolean;
  errors?: Partial<ErrorObject>[];
}

/** In one pass: comparing every two of 10,000 objects takes seconds. */
const uniqueItems: FuncKeywordDefinition = {
  keyword: "uniqueItems",
  type: "array",
  schemaType: "boolean",
  compile(isAsked: boolean, parentSchema) {
    const judge: ListJudge = (list) => {
      const twins = isAsked ? findTwins(list) : undefined;
      if (!twins) return true;
      const [j, i] = twins;
      judge.errors = [{ keyword: "uniqueItems", params: { i, j }, parentSchema }];
      return false;
    };
    return judge;
  },
};

/** Says how many of the errors before its own are about items that are not what it looks for. */
function countingInner(contains: CodeKeywordDefinition): CodeKeywordDefinition {
  return {
    ...contains,
    error: {
      message: "must contain such an item",
      params: ({ params, errsCount }) =>
        _`{minContains: ${params["min"]}, maxContains: ${params["max"] ?? _`undefined`}, inner: ${new Name("errors")} - ${errsCount ?? _`0`}}`,
    },
  };
}

const fewValues = 50;

/**
 * AJV compares with one value after another, and asks objects for their `toString`, which in a body may be anything;
 * so only few and simple values are left to it.
 */
function valuesKeyword(original: CodeKeywordDefinition): CodeKeywordDefinition {
  return {
    ...original,
    code(cxt, ruleType) {
      const values = (cxt.keyword === "enum" ? cxt.schema : [cxt.schema]) as readonly unknown[];
      const isSimple = values.every((value) => typeof value !== "object" || value === null);
      if (isSimple && values.length <= fewValues) {
        original.code(cxt, ruleType);
        return;
      }
      const has = cxt.gen.scopeValue("func", { ref: memberOf(values) });
      cxt.pass(_`${has}(${cxt.data})`);
    },
  };
}

function memberOf(values: readonly unknown[]): (value: unknown) => boolean {
  const scalars = new Set(values.filter((value) => typeof value !== "object"));
  const others = new Set(values.filter((value) => typeof value === "object").map(canonical));
  return (value) => (typeof value === "object" ? others.has(canonical(value)) : scalars.has(value));
}

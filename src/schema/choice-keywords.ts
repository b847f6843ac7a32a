import { _, Name, type CodeKeywordDefinition, type KeywordCxt } from "ajv/dist/2020.js";
import type { Discriminator, SchemaObject } from "./schema.ts";

/** AJV's own name for the number of errors so far. */
const errorCount = new Name("errors");

/**
 * `oneOf` and `anyOf` that go by a discriminator where there is one, and that say, when none fits, which of the errors
 * are whose: `ends` of the branches in the list of errors, counted from `start`. `byTag`: the discriminator is to blame.
 */
export function choiceKeyword(keyword: "oneOf" | "anyOf"): CodeKeywordDefinition {
  return {
    keyword,
    schemaType: "array",
    trackErrors: true,
    error: {
      message: "must fit one of the alternatives",
      params: ({ params, errsCount }) =>
        _`{passingSchemas: ${params["passing"]}, ends: ${params["ends"]}, byTag: ${params["byTag"]}, start: ${errsCount ?? _`0`}}`,
    },
    code: (cxt) => {
      const valid = cxt.gen.let("valid", false);
      const told = cxt.gen.let("told", false);
      const choice = { valid, passing: cxt.gen.let("passing", null), ends: cxt.gen.const("ends", _`[]`) };
      cxt.setParams({ passing: choice.passing, ends: choice.ends, byTag: _`false` });
      const { discriminator } = cxt.parentSchema as SchemaObject;
      cxt.gen.block(() => {
        if (discriminator?.choice) byDiscriminator(cxt, discriminator, { ...choice, told });
        else byTrial(cxt, choice);
      });
      cxt.result(
        valid,
        () => {
          cxt.reset();
        },
        () =>
          cxt.gen.if(_`!${told}`, () => {
            cxt.error(true);
          }),
      );
    },
  };
}

interface Names {
  readonly valid: Name;
  /** Indexes of the branches that fit. */
  readonly passing: Name;
  readonly ends: Name;
}

function byTrial(cxt: KeywordCxt, { valid, passing, ends }: Names): void {
  const { gen, keyword } = cxt;
  for (const index of (cxt.schema as unknown[]).keys()) {
    const fits = gen.name("_valid");
    const branch = cxt.subschema({ keyword, schemaProp: index, compositeRule: true }, fits);
    if (cxt.it.allErrors) gen.code(_`${ends}.push(${errorCount})`);
    if (keyword === "anyOf") {
      gen.assign(valid, _`${valid} || ${fits}`);
      if (!cxt.mergeValidEvaluated(branch, fits)) gen.if(_`!${valid}`);
      continue;
    }
    if (index > 0) {
      gen.if(_`${fits} && ${valid}`);
      gen
        .assign(valid, false)
        .assign(passing, _`[${passing}, ${index}]`)
        .else();
    }
    gen.if(fits, () => {
      gen.assign(valid, true).assign(passing, index);
      cxt.mergeEvaluated(branch, Name);
    });
  }
}

/** The branch that is chosen speaks for itself: its errors are told as they are. */
function byDiscriminator(
  cxt: KeywordCxt,
  { propertyName, choice }: Discriminator,
  names: Names & { readonly told: Name },
): void {
  const { gen, data } = cxt;
  const isObject = _`${data} !== null && typeof ${data} == "object" && !Array.isArray(${data})`;
  const tag = gen.const("tag", _`${isObject} ? ${data}[${propertyName}] : undefined`);
  const choose = (index: number) => {
    const fits = gen.name("_valid");
    gen.assign(names.told, true);
    const branch = cxt.subschema({ keyword: cxt.keyword, schemaProp: index }, fits);
    gen.assign(names.valid, fits);
    cxt.mergeEvaluated(branch, Name);
  };
  const { branches = {}, open = true, fallback = -1 } = choice ?? {};
  const isTag = _`(${tag} === undefined || typeof ${tag} == "string")`;
  cxt.setParams({ byTag: open ? _`false` : _`${isObject} && ${isTag}` }, true);
  gen.if(false);
  for (const [index, values] of groupByIndex(branches)) {
    const [first = _`false`, ...rest] = values.map((value) => _`${tag} === ${value}`);
    gen.elseIf(rest.reduce((all, one) => _`${all} || ${one}`, first));
    choose(index);
  }
  gen.elseIf(_`${fallback >= 0} && ${isObject}`);
  if (fallback >= 0) choose(fallback);
  gen.elseIf(_`${open} || typeof ${tag} != "string"`);
  gen.block(() => {
    byTrial(cxt, names);
  });
  gen.endIf();
}

function groupByIndex(branches: Readonly<Record<string, number>>): ReadonlyMap<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const [value, index] of Object.entries(branches))
    groups.set(index, [...(groups.get(index) ?? []), value]);
  return groups;
}

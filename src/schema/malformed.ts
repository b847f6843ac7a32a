import { jsonTypes } from "./json-type.ts";
import { escapeSegment, isObject } from "./pointer.ts";

interface Wanted {
  /** What it must be: `a list of names`. */
  readonly said: string;
  readonly fits: (value: unknown) => boolean;
  /** What each of its members must be. */
  readonly inner?: Wanted;
}

const isText = (value: unknown): value is string => typeof value === "string";
const isFlag = (value: unknown) => typeof value === "boolean";
const isSchema = (value: unknown) => isObject(value) || isFlag(value);

const number: Wanted = { said: "a number", fits: Number.isFinite };
const bound: Wanted = { said: "a number", fits: (value) => isFlag(value) || Number.isFinite(value) };
const text: Wanted = { said: "a text", fits: isText };
const flag: Wanted = { said: "true or false", fits: isFlag };
const list: Wanted = { said: "a list", fits: Array.isArray };
const names: Wanted = {
  said: "a list of names",
  fits: (value) => Array.isArray(value) && value.every(isText),
};
const isType = (value: unknown) => isText(value) && jsonTypes.includes(value);
const types: Wanted = {
  said: "the name of a type, or a list of them",
  fits: (value) => isType(value) || (Array.isArray(value) && value.length > 0 && value.every(isType)),
};
const schema: Wanted = { said: "a schema", fits: isSchema };
const schemas: Wanted = { ...list, inner: schema };
// YAML's empty `name:` says nothing of that property.
const perhaps: Wanted = { said: "a schema", fits: (value) => isSchema(value) || value === null };
const members: Wanted = { said: "an object", fits: isObject, inner: perhaps };
const schemaOrNames: Wanted = {
  said: "a schema, or a list of names",
  fits: (value) => isSchema(value) || names.fits(value),
};

/** What the values of keywords must be. */
const keywords: ReadonlyMap<string, Wanted> = new Map([
  ...each(members, ["properties", "patternProperties", "dependentSchemas"]),
  ...each({ ...members, inner: names }, ["dependentRequired"]),
  ...each({ ...members, inner: schemaOrNames }, ["dependencies"]),
  ...each(schemas, ["allOf", "anyOf", "oneOf", "prefixItems"]),
  ...each(schema, ["not", "if", "then", "else", "contains", "propertyNames", "additionalItems"]),
  ...each(schema, ["additionalProperties", "unevaluatedItems", "unevaluatedProperties"]),
  ...each({ ...schema, fits: (value) => isSchema(value) || Array.isArray(value) }, ["items"]),
  ...each(number, ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"]),
  ...each(number, ["minimum", "maximum", "multipleOf", "minContains", "maxContains"]),
  ...each(bound, ["exclusiveMinimum", "exclusiveMaximum"]),
  ...each(text, ["pattern", "format", "$ref", "$dynamicRef"]),
  ...each(flag, ["uniqueItems"]),
  ...each(list, ["enum"]),
  ...each(names, ["required"]),
  ...each(types, ["type"]),
]);

function each(wanted: Wanted, all: readonly string[]): (readonly [string, Wanted])[] {
  return all.map((keyword) => [keyword, wanted]);
}

/** Whether a keyword says something of values, so that nothing (YAML's `enum:`) says that nothing is asked for. */
export function isKeyword(name: string): boolean {
  return keywords.has(name);
}

/** A keyword of a schema that nobody can judge by. */
export interface Malformed {
  readonly keyword: string;
  /** Below the schema: `/required`, `/properties/name`. */
  readonly pointer: string;
  /** `required must be a list of names` */
  readonly said: string;
  /** Read as if it were not there: `required: true`, which draft 3 had in the schema of the property itself. */
  readonly isHarmless: boolean;
}

/** The keywords of one schema whose values are not of the kind they must be. */
export function malformedKeywords(node: Readonly<Record<string, unknown>>): readonly Malformed[] {
  let found: Malformed[] | undefined;
  for (const keyword in node) {
    const value = node[keyword];
    const wanted = keywords.get(keyword);
    if (!wanted || value === null) continue;
    const broken = brokenIn(value, keyword, wanted);
    if (broken) (found ??= []).push(broken);
  }
  return found ?? none;
}

const none: readonly Malformed[] = [];

function brokenIn(value: unknown, keyword: string, { said, fits, inner }: Wanted): Malformed | undefined {
  if (!fits(value)) {
    const isHarmless = keyword === "required" && isFlag(value);
    const hint = isHarmless ? ", in the schema that holds this one" : "";
    return { keyword, pointer: `/${keyword}`, said: `${keyword} must be ${said}${hint}`, isHarmless };
  }
  const within = inner ?? (Array.isArray(value) && keyword === "items" ? schema : undefined);
  if (!within) return undefined;
  const owner = value as Readonly<Record<string, unknown>>;
  for (const name in owner) {
    if (within.fits(owner[name])) continue;
    const pointer = `/${keyword}/${escapeSegment(name)}`;
    return { keyword, pointer, said: `${name} of ${keyword} must be ${within.said}`, isHarmless: false };
  }
  return undefined;
}

import type { Written } from "./witnesses.ts";

/** Keywords that OpenAPI 3.0 does not have. */
const later = new Set([
  "if",
  "then",
  "else",
  "prefixItems",
  "contains",
  "minContains",
  "maxContains",
  "unevaluatedItems",
  "unevaluatedProperties",
  "patternProperties",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "examples",
]);

type Convert = (schema: Written) => Written;

/** The schema with each schema in it changed, the innermost first. */
function everywhere(schema: unknown, convert: Convert): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  const each = (list: unknown): unknown =>
    (list as readonly unknown[]).map((one) => everywhere(one, convert));
  const entries = Object.entries(schema).map(([keyword, value]: [string, unknown]): [string, unknown] => {
    if (["allOf", "anyOf", "oneOf"].includes(keyword)) return [keyword, each(value)];
    if (["items", "additionalProperties", "not"].includes(keyword))
      return [keyword, everywhere(value, convert)];
    if (keyword !== "properties") return [keyword, value];
    const properties = Object.entries(value as object).map(([name, one]) => [name, everywhere(one, convert)]);
    return [keyword, Object.fromEntries(properties)];
  });
  return convert(Object.fromEntries(entries));
}

/** A schema of JSON Schema 2020-12 without what OpenAPI 3.0 cannot say. */
export function withoutLater(schema: Written): Written {
  const strip: Convert = (one) => {
    const kept = Object.fromEntries(Object.entries(one).filter(([keyword]) => !later.has(keyword)));
    // 3.0 has no `items` without `type: array` beside it, and wants `items` of every array.
    return kept["type"] === "array" && kept["items"] === undefined ? { ...kept, items: {} } : kept;
  };
  return everywhere(schema, strip) as Written;
}

/** The same schema in the words of OpenAPI 3.0: `nullable`, bounds that are exclusive by a flag, no lists of types. */
export function asWrittenBefore(schema: Written): unknown {
  return everywhere(withoutLater(schema), (one) => {
    const { type, const: only, exclusiveMinimum, exclusiveMaximum, ...rest } = one;
    const parts: Written[] = [];
    if (exclusiveMinimum !== undefined) parts.push({ minimum: exclusiveMinimum, exclusiveMinimum: true });
    if (exclusiveMaximum !== undefined) parts.push({ maximum: exclusiveMaximum, exclusiveMaximum: true });
    const values = "const" in one ? { enum: [only] } : {};
    const types = typeof type === "string" ? [type] : Array.isArray(type) ? (type as string[]) : [];
    const named = types.filter((name) => name !== "null");
    if (types.includes("null") && named.length === 0) parts.push({ enum: [null] });
    if (named.length > 1) parts.push({ anyOf: types.map((name) => ofType(name)) });
    const [first] = named;
    const own =
      named.length === 1 ? { type: first, ...(types.includes("null") ? { nullable: true } : {}) } : {};
    if ("enum" in rest && "const" in one) parts.push(values);
    const all = [...((rest["allOf"] as Written[] | undefined) ?? []), ...parts];
    return { ...values, ...rest, ...own, ...(all.length > 0 ? { allOf: all } : {}) };
  });
}

const ofType = (name: string): Written => {
  if (name === "null") return { enum: [null] };
  return name === "array" ? { type: name, items: {} } : { type: name };
};

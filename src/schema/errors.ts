import type { ErrorObject } from "ajv";
import { readMistakes, type Familiarity, type Mistake } from "./nearest-branch.ts";
import { escapeSegment, isObject, pointerSegments, valueAt } from "./pointer.ts";
import { declaredProperties } from "./properties.ts";
import type { Schema, SchemaError, SchemaObject } from "./schema.ts";

export interface Judged {
  /** The value as a whole, and the schema that judged it. */
  readonly root: unknown;
  readonly schema: Schema;
  readonly resolve: (schema: Schema) => Schema;
  readonly fragments: WeakMap<object, string>;
}

/** What AJV says, made fit for people: one error for one mistake, in the order of the schema's properties. */
export function readErrors(errors: readonly ErrorObject[], judged: Judged): SchemaError[] {
  const read = readMistakes(errors, familiarityIn(judged)).map((mistake) => readError(mistake, judged));
  const keyed = withoutRepeats(read).map((error) => ({ error, key: orderKey(error.pointer, judged) }));
  return keyed.toSorted((a, b) => compareKeys(a.key, b.key)).map(({ error }) => error);
}

function familiarityIn({ root, resolve }: Judged): Familiarity {
  return ({ instancePath, keyword, parentSchema }, index) => {
    const value = valueAt(root, pointerSegments(instancePath));
    const branch = (parentSchema as Readonly<Record<string, readonly Schema[]>>)[keyword]?.[index];
    if (branch === undefined || !isObject(value)) return 0;
    const declared = declaredProperties(branch, { resolve });
    return Object.keys(value).filter((name) => declared.has(name)).length;
  };
}

/** A schema may judge a value twice, as a base and through an heir. */
function withoutRepeats(errors: readonly SchemaError[]): SchemaError[] {
  return [...new Map(errors.map((error) => [`${error.pointer} ${error.schemaPointer}`, error])).values()];
}

function readError({ error, alternatives, missing }: Mistake, judged: Judged): SchemaError {
  const { root, fragments } = judged;
  const schema = error.parentSchema as Schema;
  const { keyword, params, property } = said(error, { schema, missing });
  const pointer =
    property === undefined ? error.instancePath : `${error.instancePath}/${escapeSegment(property)}`;
  const place = typeof schema === "object" ? (fragments.get(schema) ?? "") : "";
  return {
    pointer,
    keyword,
    params,
    schema,
    value: valueAt(root, pointerSegments(pointer)),
    schemaPointer: `${place}/${escapeSegment(keyword)}`,
    ...(alternatives ? { alternatives: alternatives.map((one) => readError(one, judged)) } : {}),
  };
}

interface Context {
  readonly schema: Schema;
  readonly missing: Mistake["missing"];
}

interface Said {
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The property that is meant where AJV complains about its object. */
  readonly property?: string | undefined;
}

function said({ keyword, params }: ErrorObject, { schema, missing }: Context): Said {
  const says = params as Record<string, unknown>;
  if (keyword === "oneOf" || keyword === "anyOf") {
    const discriminator = typeof schema === "object" ? schema.discriminator : undefined;
    if (discriminator?.choice && says["byTag"] === true) {
      const { propertyName: property, choice } = discriminator;
      return { keyword: "discriminator", params: { allowedValues: choice.shown }, property };
    }
    return { keyword, params: { passingSchemas: says["passingSchemas"], ...(missing ? { missing } : {}) } };
  }
  const isRequired = keyword === "required" || keyword === "dependentRequired";
  const name = isRequired
    ? says["missingProperty"]
    : (says["additionalProperty"] ?? says["unevaluatedProperty"]);
  return { keyword, params: says, property: typeof name === "string" ? name : undefined };
}

/** Position of each segment of a pointer among its siblings, as the schema lists them. */
function orderKey(pointer: string, { schema, resolve }: Judged): number[] {
  let candidates: Schema[] = [schema];
  return pointerSegments(pointer).map((segment) => {
    const objects = candidates.flatMap((one) => flatten(one, resolve));
    const names = objects.flatMap(({ properties }) => Object.keys(properties ?? {}));
    const position = names.indexOf(segment);
    candidates = objects.flatMap((one) => {
      const child =
        one.properties && Object.hasOwn(one.properties, segment) ? one.properties[segment] : one.items;
      return child === undefined ? [] : [child];
    });
    if (position >= 0) return position;
    return /^\d+$/.test(segment) ? Number(segment) : Number.MAX_SAFE_INTEGER;
  });
}

function flatten(schema: Schema, resolve: (schema: Schema) => Schema, depth = 0): SchemaObject[] {
  const resolved = resolve(schema);
  if (typeof resolved !== "object" || depth > 8) return [];
  const parts = [...(resolved.allOf ?? []), ...(resolved.anyOf ?? []), ...(resolved.oneOf ?? [])];
  return [resolved, ...parts.flatMap((part) => flatten(part, resolve, depth + 1))];
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

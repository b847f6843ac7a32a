import type { ErrorObject } from "ajv";
import { escapeSegment, pointerSegments, valueAt } from "./pointer.ts";
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
  const read = withoutBranches(errors).map((error) => readError(error, judged));
  const keyed = read.map((error) => ({ error, key: orderKey(error.pointer, judged) }));
  return keyed.toSorted((a, b) => compareKeys(a.key, b.key)).map(({ error }) => error);
}

function readError(error: ErrorObject, { root, fragments }: Judged): SchemaError {
  const params = error.params as Record<string, unknown>;
  const named = namedProperty(error.keyword, params);
  const pointer = named === undefined ? error.instancePath : `${error.instancePath}/${escapeSegment(named)}`;
  const schema = error.parentSchema as Schema;
  const place = typeof schema === "object" ? (fragments.get(schema) ?? "") : "";
  return {
    pointer,
    keyword: error.keyword,
    params,
    schema,
    value: valueAt(root, pointerSegments(pointer)),
    schemaPointer: `${place}/${escapeSegment(error.keyword)}`,
  };
}

/** Some keywords complain about the object when they mean one property of it. */
function namedProperty(keyword: string, params: Record<string, unknown>): string | undefined {
  const name =
    keyword === "required" || keyword === "dependentRequired"
      ? params["missingProperty"]
      : (params["additionalProperty"] ?? params["unevaluatedProperty"]);
  return typeof name === "string" ? name : undefined;
}

/**
 * For `anyOf` and `oneOf` AJV lists what is wrong with every branch, and then says that none fits. Where a branch
 * fits but for something deeper in the value, that something is the mistake; otherwise the choice itself is.
 */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword === "if") continue;
    if (error.keyword !== "anyOf" && error.keyword !== "oneOf") {
      kept.push(error);
      continue;
    }
    let start = kept.length;
    while (start > 0 && isBranchOf(kept[start - 1], error)) start--;
    const deeper = kept
      .splice(start)
      .filter(({ instancePath }) => instancePath.length > error.instancePath.length);
    if (deeper.length > 0) kept.push(...deeper);
    else kept.push(error);
  }
  return kept;
}

function isBranchOf(candidate: ErrorObject | undefined, choice: ErrorObject): boolean {
  if (!candidate || candidate.parentSchema === choice.parentSchema) return false;
  const path = choice.instancePath;
  return candidate.instancePath === path || candidate.instancePath.startsWith(`${path}/`);
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

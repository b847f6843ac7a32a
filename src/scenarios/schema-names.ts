import { compilePattern } from "../matchers/pattern.ts";
import type { Schema, SchemaObject, Schemas } from "../schema/schema.ts";

/** What one schema says about a name. */
export interface Said {
  /** It says which names there are. */
  readonly lists: boolean;
  /** It lets other names pass. */
  readonly open: boolean;
  /** It says of some names by a pattern which they are. */
  readonly patterned: boolean;
  readonly next: readonly Schema[];
  /** Objects whose keys are the names. */
  readonly named: readonly object[];
}

interface Search {
  readonly schemas: Schemas;
  readonly segment: string;
  /** Shared by one search: schemas that contain themselves end it as "anything goes". */
  readonly budget: { left: number };
}

const MOST_SCHEMAS = 1_000;
const nothing: Said = { lists: false, open: false, patterned: false, next: [], named: [] };
const anything: Said = { ...nothing, open: true };
const isIndex = /^(0|[1-9]\d*)$/;

/** Gathers what a schema, its `allOf` and its alternatives say about one name directly below. */
export function readSchema(schemas: Schemas, schema: Schema, segment: string): Said {
  return read(schema, { schemas, segment, budget: { left: MOST_SCHEMAS } });
}

function read(schema: Schema, search: Search): Said {
  const resolved = resolvedOrAny(schema, search.schemas);
  if (resolved === true || search.budget.left-- <= 0) return anything;
  if (resolved === false) return { ...nothing, lists: true };
  const own = merge([
    readProperties(resolved, search),
    readOthers(resolved, search),
    readItems(resolved, search),
    ...(resolved.allOf ?? []).map((part) => read(part, search)),
  ]);
  return merge([own, ...readAlternatives(resolved, own, search)]);
}

/** A reference that leads nowhere is the document's fault, and told when the document is read. */
export function resolvedOrAny(schema: Schema, schemas: Schemas): Schema {
  try {
    return schemas.resolve(schema);
  } catch {
    return true;
  }
}

function readProperties({ properties, patternProperties, type }: SchemaObject, { segment }: Search): Said {
  const property = properties && Object.hasOwn(properties, segment) ? properties[segment] : undefined;
  const patterned = Object.entries(patternProperties ?? {}).filter(([pattern]) => mayMatch(pattern, segment));
  return {
    lists: properties !== undefined || isScalarType(type),
    open: false,
    patterned: patternProperties !== undefined,
    next: [...(property === undefined ? [] : [property]), ...patterned.map(([, schema]) => schema)],
    named: properties === undefined ? [] : [properties],
  };
}

function readOthers(schema: SchemaObject, { segment }: Search): Said {
  if (schema["$dynamicRef"] !== undefined) return anything;
  const { properties = {}, additionalProperties, unevaluatedProperties } = schema;
  const others = [additionalProperties, unevaluatedProperties].filter((one) => one !== undefined);
  const allowed = others.filter((one) => one !== false);
  const next = Object.hasOwn(properties, segment) ? [] : allowed;
  return { ...nothing, lists: others.length > allowed.length, next };
}

function readItems({ items, prefixItems }: SchemaObject, { segment }: Search): Said {
  if (items === undefined && prefixItems === undefined) return nothing;
  if (!isIndex.test(segment)) return { ...nothing, lists: true };
  const item = prefixItems?.[Number(segment)] ?? items;
  return item === undefined ? anything : { ...nothing, lists: true, next: [item] };
}

/** An alternative that lists nothing lets everything pass, unless it only adds a condition to what was listed. */
function readAlternatives(
  { anyOf, oneOf, then, else: otherwise }: SchemaObject,
  own: Said,
  search: Search,
): Said[] {
  return [...(anyOf ?? []), ...(oneOf ?? []), then, otherwise]
    .filter((part) => part !== undefined)
    .filter((part) => !isScalar(resolvedOrAny(part, search.schemas)))
    .map((part) => read(part, search))
    .map((said) => (said.lists || own.lists ? said : anything));
}

function merge(parts: readonly Said[]): Said {
  return {
    lists: parts.some(({ lists }) => lists),
    open: parts.some(({ open }) => open),
    patterned: parts.some(({ patterned }) => patterned),
    next: parts.flatMap(({ next }) => next),
    named: parts.flatMap(({ named }) => named),
  };
}

function isScalar(schema: Schema): boolean {
  return typeof schema === "object" && isScalarType(schema.type);
}

function isScalarType(type: string | readonly string[] | undefined): boolean {
  return type !== undefined && ![type].flat().some((name) => name === "object" || name === "array");
}

/** A pattern that cannot be read may match. */
function mayMatch(pattern: string, name: string): boolean {
  try {
    return compilePattern(pattern).test(name);
  } catch {
    return true;
  }
}

import { isObject } from "../schema/pointer.ts";
import { conjuncts, declaredProperties, itemsOf, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";

/** Where in a value a part of it stands: names of properties, from the outside in; none for the value itself. */
export type Place = readonly string[];

/** A list of objects in a response. */
export interface ListPlace {
  readonly place: Place;
  readonly items: Schema;
  /** As its schema bounds it; Infinity for no bound. */
  readonly most: number;
}

/** A part of a schema. */
export interface Part {
  readonly place: Place;
  readonly schema: Schema;
}

/** How many objects a list of the answer may be inside of: `{ result: { items: [...] } }`. */
const deepest = 2;
/** Wider schemas are searched no deeper; what is in them is content, not wrapping. */
const widest = 30;

/** The schema of the part at a place. */
export function schemaAt(schema: Schema, place: Place, schemas: Schemas): Schema {
  return place.reduce((outer, name) => propertyOf(outer, name, schemas), schema);
}

/** The part at a place; undefined where the value has none. */
export function partAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (outer, name) => (isObject(outer) && Object.hasOwn(outer, name) ? outer[name] : undefined),
    value,
  );
}

/** A value with this part at that place and nothing else. */
export function wrapped(part: unknown, place: Place): unknown {
  return place.reduceRight((inner, name) => ({ [name]: inner }), part);
}

/** The list of objects that a schema is about: itself, or the only one among its parts (`{ data: [...], total }`). */
export function findList(schema: Schema, schemas: Schemas): ListPlace | undefined {
  let level: readonly Part[] = [{ place: [], schema }];
  for (let depth = 0; depth <= deepest && level.length <= widest; depth++) {
    const lists = level.flatMap((part) => asList(part, schemas) ?? []);
    if (lists.length > 0) return lists.length === 1 ? lists[0] : undefined;
    level = level.flatMap((part) => partsOf(part, schemas));
  }
  return undefined;
}

/** What a schema declares one level deeper. */
export function partsOf({ place, schema }: Part, schemas: Schemas): readonly Part[] {
  const properties = [...declaredProperties(schema, schemas)];
  return properties.map(([name, property]) => ({ place: [...place, name], schema: property }));
}

/** Whether a schema is one of objects and says what is in them. */
export function describesObject(schema: Schema, schemas: Schemas): boolean {
  return typesOf(schema, schemas).has("object") && declaredProperties(schema, schemas).size > 0;
}

function asList({ place, schema }: Part, schemas: Schemas): ListPlace | undefined {
  if (!typesOf(schema, schemas).has("array")) return undefined;
  const items = schemas.resolve(itemsOf(schema, schemas));
  if (!typesOf(items, schemas).has("object")) return undefined;
  const most = Math.min(...conjuncts(schema, schemas).map(({ maxItems = Infinity }) => maxItems));
  return { place, items, most };
}

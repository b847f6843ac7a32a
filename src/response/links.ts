import { declaredProperties, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import type { Family, Parent } from "./family.ts";
import { fieldLike, flat, singular } from "./field-names.ts";
import type { Thing } from "./role.ts";

/** A field that names a thing of another collection: `customer_id` one of `customers`. */
export interface Link {
  readonly field: string;
  readonly collection: string;
  /** Where the other things have their ids. */
  readonly idField: string;
}

interface Linking {
  readonly family: Family;
  readonly families: readonly Family[];
  readonly item: Schema;
  readonly idField: string | undefined;
  readonly schemas: Schemas;
}

/** Finds the fields of a thing that name things of other collections. */
export function linksOf(
  { family, families, item, idField, schemas }: Linking,
  thingOf: (family: Family) => Thing | undefined,
): readonly Link[] {
  const others = families.filter(
    (one) => one !== family && one.realm === family.realm && !one.name.includes("{"),
  );
  return [...scalars(item, schemas)].flatMap((field) => {
    if (field === idField) return [];
    const plain = flat(field);
    const name = /^(.+?)(?:uuid|id)$/.exec(plain)?.[1] ?? /^id(.+)$/.exec(plain)?.[1];
    const other = name === undefined ? undefined : others.find((one) => flat(oneOf(one)) === name);
    const named = other && thingOf(other)?.idField;
    return other && named !== undefined ? [{ field, collection: other.name, idField: named }] : [];
  });
}

/** The field by which a thing says whose it is: `userId`, `user_id` or `user` of what lies below `/users/{id}`. */
export function belongsBy({ family, parameter }: Parent, item: Schema, schemas: Schemas): string | undefined {
  const one = oneOf(family);
  const wanted = [...(/^(id|uuid|key)$/i.test(parameter) ? [] : [parameter]), `${one}id`, `id${one}`, one];
  return fieldLike(wanted, scalars(item, schemas));
}

function oneOf({ path }: Family): string {
  return singular(path.split("/").at(-1) ?? "");
}

function* scalars(item: Schema, schemas: Schemas): Generator<string> {
  for (const [name, schema] of declaredProperties(item, schemas)) {
    const types = typesOf(schema, schemas);
    if (types.size > 0 && !types.has("object") && !types.has("array") && !types.has("boolean")) yield name;
  }
}

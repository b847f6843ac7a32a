import { flat, singular } from "./field-names.ts";
import { declaredProperties, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";

/** What things are called, and the path parameter that names one. */
export interface IdPlace {
  readonly name: string;
  readonly parameter: string | undefined;
}

/** `petId` or `id` or `id_pet` …: the parameter's own name first, then what the collection's name suggests. */
export function findIdField(
  item: Schema,
  { name, parameter }: IdPlace,
  schemas: Schemas,
): string | undefined {
  const properties = [...declaredProperties(item, schemas)].flatMap(([property, schema]) =>
    isIdType(typesOf(schema, schemas)) && flat(property) !== "" ? [property] : [],
  );
  const one = singular(name);
  const wanted = [
    parameter ?? "id",
    "id",
    `${one}id`,
    `id${one}`,
    "uuid",
    "guid",
    "_id",
    `${one}uuid`,
    "key",
    "slug",
  ];
  for (const want of wanted) {
    const found = properties.find((property) => flat(property) === flat(want));
    if (found !== undefined) return found;
  }
  return parameter === undefined
    ? undefined
    : properties.find((property) => flat(parameter).endsWith(flat(property)));
}

const idTypes = new Set(["string", "integer", "number", "null"]);

/** Texts and numbers name things; what is not typed may be one. */
function isIdType(types: ReadonlySet<string>): boolean {
  return [...types].every((type) => idTypes.has(type));
}

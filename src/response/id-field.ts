import { declaredProperties } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";

interface IdPlace {
  readonly name: string;
  readonly parameter: string | undefined;
}

/** `petId` or `id` or `id_pet` …: the parameter's own name first, then what the collection's name suggests. */
export function findIdField(
  item: Schema,
  { name, parameter }: IdPlace,
  schemas: Schemas,
): string | undefined {
  const properties = [...declaredProperties(item, schemas).keys()];
  const one = singular(name);
  const flat = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
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

/** `ambassadors` → `ambassador`, `companies` → `company`, `boxes` → `box`. */
function singular(plural: string): string {
  if (/ies$/i.test(plural)) return plural.replace(/ies$/i, "y");
  if (/(s|x|z|ch|sh)es$/i.test(plural)) return plural.replace(/es$/i, "");
  return plural.replace(/([^s])s$/i, "$1");
}

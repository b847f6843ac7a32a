import { conjuncts, declaredProperties, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { firstValid } from "./error-words.ts";
import { flat } from "./field-names.ts";

/** The fields of a thing in which a server says when it was created and changed. */
export interface Stamps {
  readonly created: readonly Stamp[];
  readonly changed: readonly Stamp[];
}

interface Stamp {
  readonly field: string;
  /** An instant, in milliseconds since 1970, as the field has it. */
  readonly write: (time: number) => unknown;
}

const createdNames =
  /^((created|inserted|added)(at|on|date|time|datetime|timestamp|utc)?|(creation|create)(date|time|datetime|timestamp)|(date|time)(created|added))$/;
const changedNames =
  /^((updated|modified|changed|edited|last(updated?|modified|changed?|edited))(at|on|date|time|datetime|timestamp|utc)?|(update|modification|change)(date|time|datetime|timestamp)|(date|time)(updated|modified|changed))$/;

/** Finds the stamps among a thing's fields: those with such a name that can hold an instant. */
export function findStamps(item: Schema, schemas: Schemas): Stamps {
  const found = [...declaredProperties(item, schemas)].flatMap(([field, schema]) => {
    const name = flat(field);
    const isCreated = createdNames.test(name);
    if (!isCreated && !changedNames.test(name)) return [];
    const write = writerFor(schema, schemas);
    return write ? [{ isCreated, stamp: { field, write } }] : [];
  });
  const ofKind = (wanted: boolean) =>
    found.filter(({ isCreated }) => isCreated === wanted).map(({ stamp }) => stamp);
  return { created: ofKind(true), changed: ofKind(false) };
}

const forms: readonly ((time: number) => string | number)[] = [
  (time) => new Date(time).toISOString().replace(".000Z", "Z"),
  (time) => new Date(time).toISOString(),
  (time) => new Date(time).toISOString().replace(".000Z", "+00:00"),
  (time) => new Date(time).toISOString().slice(0, 10),
  (time) => new Date(time).toISOString().slice(0, 19).replace("T", " "),
  (time) => new Date(time).toISOString().slice(0, 19),
  (time) => Math.floor(time / 1000),
  (time) => time,
];

const probe = Date.UTC(2025, 10, 17, 9);

/** In the form of the field's example, if it has one; else in the first form that its schema takes. */
function writerFor(schema: Schema, schemas: Schemas): Stamp["write"] | undefined {
  const types = typesOf(schema, schemas);
  if (types.size === 0 || types.has("object")) return undefined;
  const examples = conjuncts(schema, schemas).flatMap((part) => part.examples ?? []);
  const shapes = new Set(examples.map(shapeOf));
  const fitting = forms.filter((form) => shapes.size === 0 || shapes.has(shapeOf(form(probe))));
  const values: readonly unknown[] = fitting.map((form) => form(probe));
  const value = firstValid(values, schema, schemas);
  return value === undefined ? undefined : fitting[values.indexOf(value)];
}

/** Two instants have the same form when they differ in digits only. */
function shapeOf(value: unknown): string {
  return String(value).replace(/\d/g, "0");
}

import type { MediaType } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { hashText, mix } from "../generate/hash.ts";
import { declaredProperties, itemsOf, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import type { createEchoes } from "./echo.ts";
import { totalName } from "./paging.ts";
import type { Resource } from "./resource.ts";
import type { Made, StoreAnswer } from "./stored.ts";

export interface TellTools {
  readonly schemas: Schemas;
  readonly generator: Generator;
  readonly echo: ReturnType<typeof createEchoes>;
}

/** Content made of records; `text` where it is known without writing it again. */
export interface Told {
  readonly value: unknown;
  readonly text: string | undefined;
}

export interface Telling {
  readonly resource: Resource;
  readonly media: MediaType;
  readonly seed: number;
}

/** What the store answered, in the form the operation declares. */
export function tellStored(answer: StoreAnswer, { resource, media, seed }: Telling, tools: TellTools): Told {
  const { schema = true } = media;
  switch (answer.kind) {
    case "one":
    case "deleted":
      return tellRecord(answer.made, { item: resource.item, schema, seed }, tools);
    case "many":
      return tellList(answer, { resource, schema, seed }, tools);
    default:
      return nothing;
  }
}

const nothing: Told = { value: undefined, text: undefined };

interface Form {
  readonly item: Schema;
  /** What the record is to look like. */
  readonly schema: Schema;
  readonly seed: number;
}

function tellRecord({ record, value }: Made, { item, schema, seed }: Form, tools: TellTools): Told {
  const { schemas, generator, echo } = tools;
  if (schemas.resolve(schema) === item) return { value, text: record.json };
  const given = echo(item, schemas.resolve(schema), "server")(value);
  return { value: generator.generate(schema, given ? { seed, given } : { seed }), text: undefined };
}

interface ListForm {
  readonly resource: Resource;
  readonly schema: Schema;
  readonly seed: number;
}

function tellList(
  answer: StoreAnswer & { kind: "many" },
  { resource, schema, seed }: ListForm,
  tools: TellTools,
): Told {
  const { schemas, generator } = tools;
  const { item, listField } = resource;
  const list = listField === undefined ? schema : propertyOf(schema, listField, schemas);
  const form = { item, schema: schemas.resolve(itemsOf(list, schemas)) };
  const told = answer.records.map((record) =>
    tellRecord({ record, value: record.value }, { ...form, seed: mix(seed, hashText(record.json)) }, tools),
  );
  const values = told.map(({ value }) => value);
  if (listField === undefined) {
    const texts = told.map(({ value, text }) => text ?? JSON.stringify(value));
    return { value: values, text: `[${texts.join(",")}]` };
  }
  const given = { ...totals(schema, answer.total, schemas), [listField]: values };
  return { value: generator.generate(schema, { seed, given }), text: undefined };
}

/** `{ total: 3 }` for every property that by its name and type says how many there are. */
function totals(schema: Schema, total: number, schemas: Schemas): Record<string, number> {
  const names = [...declaredProperties(schema, schemas)]
    .filter(([name, property]) => totalName.test(name) && typesOf(property, schemas).has("integer"))
    .map(([name]) => name);
  return Object.fromEntries(names.map((name) => [name, total]));
}

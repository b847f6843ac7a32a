import type { DeclaredResponse, MediaType } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { hashText, mix } from "../generate/hash.ts";
import { declaredProperties, itemsOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { merge } from "./compose.ts";
import type { createEchoes } from "./echo.ts";
import { generateFitting } from "./fitting.ts";
import { listFact } from "./paging.ts";
import { schemaAt, wrapped } from "./place.ts";
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
  readonly text: string | Buffer | undefined;
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
      return tellThing(answer.made, { resource, schema, seed }, tools);
    case "deleted":
      return tellThing(answer.made(), { resource, schema, seed }, tools);
    case "many":
      return tellList(answer, { resource, schema, seed }, tools);
    default:
      return nothing;
  }
}

const nothing: Told = { value: undefined, text: undefined };

interface Form {
  readonly resource: Resource;
  readonly schema: Schema;
  readonly seed: number;
}

function tellThing(made: Made, { resource, schema, seed }: Form, tools: TellTools): Told {
  const { item, place } = resource;
  const told = tellRecord(made, { item, schema: schemaAt(schema, place, tools.schemas), seed }, tools);
  if (place.length === 0) return told;
  const givens = [wrapped(told.value, place)];
  return { value: generateFitting(schema, { seed, examples: true, givens }, tools), text: undefined };
}

interface RecordForm {
  readonly item: Schema;
  /** What the record is to look like. */
  readonly schema: Schema;
  readonly seed: number;
}

function tellRecord({ record, value }: Made, { item, schema, seed }: RecordForm, tools: TellTools): Told {
  const wanted = tools.schemas.resolve(schema);
  // A response that does not say what it looks like may look like the thing.
  if (wanted === item || wanted === true) return { value, text: record.bytes ?? record.json };
  const givens = [tools.echo(item, wanted, "server")(value)];
  return { value: generateFitting(wanted, { seed, examples: true, givens }, tools), text: undefined };
}

type Many = Pick<StoreAnswer & { kind: "many" }, "total" | "part">;

function tellList(
  answer: StoreAnswer & { kind: "many" },
  { resource, schema, seed }: Form,
  tools: TellTools,
): Told {
  const { schemas } = tools;
  const { item, place } = resource;
  const form = { item, schema: itemsOf(schemaAt(schema, place, schemas), schemas) };
  const told = answer.records.map((record) =>
    tellRecord({ record, value: record.value }, { ...form, seed: mix(seed, hashText(record.json)) }, tools),
  );
  const values = told.map(({ value }) => value);
  if (place.length === 0) {
    const texts = told.map(({ value, text }) => text?.toString() ?? JSON.stringify(value));
    return { value: values, text: `[${texts.join(",")}]` };
  }
  const list = wrapped(values, place);
  const givens = [merge(facts(schema, answer, schemas), list), list];
  return { value: generateFitting(schema, { seed, examples: true, givens }, tools), text: undefined };
}

/** `{ total: 3, meta: { page: 1 } }`: what the wrapping says of the list, in itself and one level deeper. */
function facts(schema: Schema, many: Many, schemas: Schemas): Record<string, unknown> {
  const nested = [...declaredProperties(schema, schemas)].flatMap(([name, property]) => {
    const inner = typesOf(property, schemas).has("object") ? ownFacts(property, many, schemas) : {};
    return Object.keys(inner).length > 0 ? [[name, inner] as const] : [];
  });
  return { ...ownFacts(schema, many, schemas), ...Object.fromEntries(nested) };
}

function ownFacts(schema: Schema, { total, part }: Many, schemas: Schemas): Record<string, number> {
  const found = [...declaredProperties(schema, schemas)].flatMap(([name, property]) => {
    const types = typesOf(property, schemas);
    const fact = types.has("integer") || types.has("number") ? listFact(name, total, part) : undefined;
    return fact === undefined ? [] : [[name, fact] as const];
  });
  return Object.fromEntries(found);
}

/** Headers that say how long the list is. */
export function listHeaders(
  declared: DeclaredResponse | undefined,
  answer: StoreAnswer,
): Record<string, string> {
  if (answer.kind !== "many") return {};
  const known = (declared?.headers ?? []).flatMap(({ name }) => {
    const fact = listFact(name, answer.total, answer.part);
    return fact === undefined ? [] : [[name, String(fact)] as const];
  });
  return Object.fromEntries(known);
}

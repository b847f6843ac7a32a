import type { DeclaredResponse, MediaType } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { hashText, mix } from "../generate/hash.ts";
import { itemsOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { merge } from "./compose.ts";
import type { Earned } from "./earned.ts";
import type { createEchoes } from "./echo.ts";
import { generateFitting } from "./fitting.ts";
import { accountFor, type ListAccount } from "./list-account.ts";
import { absent, listHeader, without, wrappingFacts } from "./list-facts.ts";
import { schemaAt, wrapped } from "./place.ts";
import type { Resource } from "./resource.ts";
import type { Made, Many, One, StoreAnswer } from "./stored.ts";
import { tagOf } from "./tags.ts";

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

/** What the store has that makes a success. */
export type Success = StoreAnswer & { readonly kind: "one" | "many" | "deleted" };

export interface Speaking {
  readonly resource: Resource;
  readonly media: MediaType;
  readonly seed: number;
  readonly earned: Earned;
}

/** What the store answered, in the form the operation declares. */
export function tellStored(
  answer: Success,
  { resource, media, seed, earned }: Speaking,
  tools: TellTools,
): Told {
  const { schema = true } = media;
  switch (answer.kind) {
    case "one":
      return tellThing(answer.made, { resource, schema, seed, earned }, tools);
    case "deleted":
      return tellThing(answer.made(), { resource, schema, seed, earned }, tools);
    case "many":
      return tellList(answer, { resource, schema, seed, earned }, tools);
  }
}

interface Form {
  readonly resource: Resource;
  readonly schema: Schema;
  readonly seed: number;
  readonly earned: Earned;
}

function tellThing(made: Made, { resource, schema, seed }: Form, tools: TellTools): Told {
  const { item, place } = resource;
  const form = { item, schema: schemaAt(schema, place, tools.schemas), seed: () => seed };
  const told = tellRecord(made, form, tools);
  if (place.length === 0) return told;
  const givens = [wrapped(told.value, place)];
  return { value: generateFitting(schema, { seed, examples: true, givens }, tools), text: undefined };
}

interface RecordForm {
  readonly item: Schema;
  /** What the record is to look like. */
  readonly schema: Schema;
  /** Of what it lacks to look like that. */
  readonly seed: () => number;
}

function tellRecord({ record, value }: Made, { item, schema, seed }: RecordForm, tools: TellTools): Told {
  const wanted = tools.schemas.resolve(schema);
  // A response that does not say what it looks like may look like the thing.
  if (wanted === item || wanted === true) return { value, text: record.bytes ?? record.json };
  const givens = [tools.echo(item, wanted, "server")(value)];
  return { value: generateFitting(wanted, { seed: seed(), examples: true, givens }, tools), text: undefined };
}

function tellList(answer: Many, { resource, schema, seed, earned }: Form, tools: TellTools): Told {
  const { schemas } = tools;
  const { item, place } = resource;
  const items = itemsOf(schemaAt(schema, place, schemas), schemas);
  const told = answer.page.records.map((record) => {
    const form = { item, schema: items, seed: () => mix(seed, hashText(record.json)) };
    return tellRecord({ record, value: record.value }, form, tools);
  });
  const values = told.map(({ value }) => value);
  if (place.length === 0) {
    const texts = told.map(({ value, text }) => text?.toString() ?? JSON.stringify(value));
    return { value: values, text: `[${texts.join(",")}]` };
  }
  const list = wrapped(values, place);
  const facts = wrappingFacts(schema, { list: accountOf(answer, resource, earned), schemas, outer: "" });
  const givens = [merge(facts.given, list), list];
  const value = generateFitting(schema, { seed, examples: true, givens }, tools);
  return { value: without(value, facts.absent), text: undefined };
}

interface Telling {
  readonly declared: DeclaredResponse | undefined;
  readonly resource: Resource;
  readonly earned: Earned;
}

/** Headers that speak of what the store answered; an empty text for one that has nothing to say. */
export function storeHeaders(
  answer: Success,
  { declared, resource, earned }: Telling,
): Record<string, string> {
  if (answer.kind === "many") {
    const list = accountOf(answer, resource, earned);
    const known = (declared?.headers ?? []).flatMap(({ name }) => {
      const fact = listHeader(name, list);
      return fact === undefined ? [] : [[name, fact === absent ? "" : fact] as const];
    });
    return Object.fromEntries(known);
  }
  const tag = resource.isTagged && answer.kind === "one" ? { ETag: tagOf(answer.made.record.json) } : {};
  const location = answer.kind === "one" ? locationOf(answer, earned, resource) : undefined;
  return location === undefined ? tag : { ...tag, Location: location };
}

/** Where a created thing can be read, if things have paths of their own. */
function locationOf({ key, isNew }: One, { target }: Earned, { role, items }: Resource): string | undefined {
  if (role === "replace") return isNew === true ? target : undefined;
  if (role !== "create" || items === undefined || key === undefined) return undefined;
  const own = target.replace(/\/$/, "");
  const owner = items === "below" ? own : own.split("/").slice(0, -items.up).join("/") + items.path;
  return `${owner}/${encodeURIComponent(key)}`;
}

function accountOf({ page, part }: Many, { paging, idField }: Resource, earned: Earned): ListAccount {
  const { target, search, headers } = earned;
  const origin = `http://${headers["host"] ?? "localhost"}`;
  return accountFor(page, { part, paging, idField, address: { origin, target, search } });
}

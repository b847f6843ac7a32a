import type { Generator } from "../generate/generator.ts";
import { declaredProperties, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { BytesRecord } from "../store/record.ts";
import type { JsonObject, Store, StoredRecord } from "../store/store.ts";
import { chooseId, keyText } from "./choose-id.ts";
import { merge } from "./compose.ts";
import { fitting, generateFitting } from "./fitting.ts";
import { jsonText } from "./json-text.ts";
import { pageOf, type Part } from "./paging.ts";
import type { Resource } from "./resource.ts";

/** One request to a resource, as the store sees it. */
export interface StoreRequest {
  readonly session: string;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** What the request said of the thing, as far as the contract lets it. */
  readonly said: Readonly<Record<string, unknown>>;
  /** What a scenario adds. */
  readonly scripted: unknown;
  /** The authored example to build a new thing from. */
  readonly example: unknown;
  readonly dynamic: boolean;
}

/** What the store has to say. */
export type StoreAnswer =
  /** A single thing: created, found or changed. */
  | { readonly kind: "one"; readonly made: Made; readonly key: string | undefined }
  | {
      readonly kind: "many";
      readonly records: readonly StoredRecord[];
      readonly total: number;
      readonly part: Part;
    }
  /** What it was, made up where it was never written. */
  | { readonly kind: "deleted"; readonly made: () => Made }
  /** The store is the authority, and there is no such thing. */
  | { readonly kind: "missing" }
  /** A thing with the id that was sent is there already. */
  | { readonly kind: "conflict" }
  /** Nothing was written yet: answer from the contract, with these members. */
  | { readonly kind: "unwritten"; readonly given: Readonly<Record<string, unknown>> | undefined };

/** A record, and its value while that is at hand. */
export interface Made {
  readonly record: StoredRecord;
  readonly value: JsonObject;
}

/** A thing that is about to be stored. */
interface New extends Made {
  readonly record: BytesRecord;
}

interface Tools {
  readonly store: Store;
  readonly generator: Generator;
  readonly schemas: Schemas;
}

/** Plays the resource's part for one request. Throws `store-full`. */
export async function playResource(
  resource: Resource,
  request: StoreRequest,
  tools: Tools,
): Promise<StoreAnswer> {
  const at = shelfOf(resource, request);
  switch (resource.role) {
    case "create":
      return create(resource, request, { ...tools, at });
    case "list": {
      if (!(await tools.store.isWritten(request.session, at.collection)))
        return { kind: "unwritten", given: undefined };
      const part = pageOf(request.query, resource.defaults);
      const limit = Math.min(part.limit, resource.mostItems);
      const page = await tools.store.page(request.session, at.collection, { ...part, limit });
      return { kind: "many", ...page, part: { ...part, limit } };
    }
    default:
      return playItem(resource, request, { ...tools, at });
  }
}

interface Shelf {
  readonly session: string;
  readonly collection: string;
  readonly idField: string;
}

interface ShelfTools extends Tools {
  readonly at: Shelf;
}

function shelfOf(resource: Resource, { session, path }: StoreRequest): Shelf {
  const collection = resource.collection.replace(/\{([^{}]*)\}/g, (_, parent: string) =>
    String(path[parent]),
  );
  return { session, collection, idField: resource.idField ?? "id" };
}

async function create(resource: Resource, request: StoreRequest, tools: ShelfTools): Promise<StoreAnswer> {
  const { store, at } = tools;
  const { idField, item } = resource;
  const given = merge(withParents(resource, request, tools), request.scripted) as JsonObject;
  if (idField === undefined) {
    const key = String(await store.increment(at.session, "ids", at.collection));
    const made = make(resource, { request, given, named: {} }, tools);
    await keep(made, key, tools);
    return { kind: "one", made, key: undefined };
  }
  const sent = given[idField];
  const isSent = sent !== undefined && sent !== null;
  if (isSent && (await store.get(at.session, at.collection, keyText(sent))) !== undefined)
    return { kind: "conflict" };
  const id = isSent ? sent : await chooseId({ ...at, idField, item, seed: request.seed }, tools);
  const named = { [idField]: id };
  const made = make(resource, { request, given: { ...given, ...named }, named }, tools);
  const key = keyText(made.value[idField] ?? id);
  await keep(made, key, tools);
  return { kind: "one", made, key };
}

/** `POST /products/2/reviews` creates a review whose productId is 2, where it has one. */
function withParents(
  { item, collection }: Resource,
  { path, said }: StoreRequest,
  { schemas }: ShelfTools,
): JsonObject {
  if (!collection.includes("{")) return said;
  const properties = declaredProperties(item, schemas);
  const known = Object.entries(path).flatMap(([name, value]) => {
    const property = properties.get(name);
    return property !== undefined && schemas.validator(property)(value).length === 0
      ? [[name, value] as const]
      : [];
  });
  return { ...Object.fromEntries(known), ...said };
}

interface Making {
  readonly request: StoreRequest;
  readonly given: JsonObject;
  /** Its id alone, which stays where the rest of what is given cannot. */
  readonly named: JsonObject;
}

function make({ item }: Resource, { request, given, named }: Making, tools: ShelfTools): New {
  const value = valueOf(item, { request, given, named }, tools) as JsonObject;
  return { value, record: new BytesRecord(jsonText(value), value) };
}

function valueOf(item: Schema, { request, given, named }: Making, tools: ShelfTools): unknown {
  const { seed, dynamic, example, scripted } = request;
  const illustrated = example === undefined ? undefined : merge(example, given);
  if (illustrated !== undefined && (scripted !== undefined || fitting(item, tools.schemas)(illustrated)))
    return illustrated;
  // What a scenario says is said, valid or not.
  if (scripted !== undefined) return tools.generator.generate(item, { seed, given, examples: !dynamic });
  return generateFitting(item, { seed, examples: !dynamic, givens: [given, named] }, tools);
}

async function playItem(resource: Resource, request: StoreRequest, tools: ShelfTools): Promise<StoreAnswer> {
  const { store, at, schemas } = tools;
  const key = String(request.path[resource.parameter ?? ""]);
  const id = idValue(resource, request.path[resource.parameter ?? ""], schemas);
  const named = resource.idField === undefined || id === undefined ? {} : { [resource.idField]: id };
  const isWritten = await store.isWritten(at.session, at.collection);
  const known = isWritten ? await store.get(at.session, at.collection, key) : undefined;
  if (isWritten && !known) return { kind: "missing" };
  switch (resource.role) {
    case "read":
      return known ? { kind: "one", made: asMade(known), key } : { kind: "unwritten", given: named };
    case "delete": {
      await store.delete(at.session, at.collection, key);
      return {
        kind: "deleted",
        made: () => (known ? asMade(known) : make(resource, { request, given: named, named }, tools)),
      };
    }
    default: {
      const base = known?.value ?? named;
      const said = merge(request.said, request.scripted) as JsonObject;
      const given = { ...kept(resource, base, { said, schemas }), ...named };
      const made = make(resource, { request: { ...request, example: undefined }, given, named }, tools);
      await keep(made, key, tools);
      return { kind: "one", made, key };
    }
  }
}

async function keep({ record }: New, key: string, { store, at }: ShelfTools): Promise<void> {
  await store.put({ ...at, key }, record);
  record.letGo();
}

function asMade(record: StoredRecord): Made {
  return { record, value: record.value };
}

interface Change {
  readonly said: JsonObject;
  readonly schemas: Schemas;
}

/** PATCH changes what it names (RFC 7396); PUT replaces everything but what only the server sets. */
function kept({ role, item }: Resource, base: JsonObject, { said, schemas }: Change): JsonObject {
  if (role === "change") return merge(base, said) as JsonObject;
  const own = Object.entries(base).filter(([name]) => {
    const property = schemas.resolve(propertyOf(item, name, schemas));
    return typeof property === "object" && property.readOnly === true;
  });
  return { ...Object.fromEntries(own), ...said };
}

/** The id in the path, as the type its property has. */
function idValue({ idField, item }: Resource, sent: unknown, schemas: Schemas): unknown {
  if (idField === undefined) return undefined;
  const schema = propertyOf(item, idField, schemas);
  const types = typesOf(schema, schemas);
  const wantsNumber = (types.has("integer") || types.has("number")) && !types.has("string");
  const value =
    wantsNumber && Number.isFinite(Number(sent)) ? Number(sent) : types.has("string") ? String(sent) : sent;
  return schemas.validator(schema)(value).length === 0 ? value : undefined;
}

import type { Generator } from "../generate/generator.ts";
import { hashText, mix } from "../generate/hash.ts";
import { jsonText } from "../generate/json-text.ts";
import { propertyOf, typesOf } from "../schema/properties.ts";
import type { Schemas } from "../schema/schema.ts";
import { TextRecord } from "../store/record.ts";
import type { JsonObject, Store, StoredRecord } from "../store/store.ts";
import { merge } from "./compose.ts";
import { pageOf } from "./paging.ts";
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
  | { readonly kind: "many"; readonly records: readonly StoredRecord[]; readonly total: number }
  | { readonly kind: "deleted"; readonly made: Made }
  /** The store is the authority, and there is no such thing. */
  | { readonly kind: "missing" }
  /** Nothing was written yet: answer from the contract, with these members. */
  | { readonly kind: "unwritten"; readonly given: Readonly<Record<string, unknown>> };

/** A record, and its value while that is at hand. */
export interface Made {
  readonly record: StoredRecord;
  readonly value: JsonObject;
}

/** A thing that is about to be stored. */
interface New extends Made {
  readonly record: TextRecord;
}

interface Tools {
  readonly store: Store;
  readonly generator: Generator;
  readonly schemas: Schemas;
}

/** Ids are asked for at most this often before the last one is taken as it is. */
const idAttempts = 100;

/** Plays the resource's part for one request. Throws `store-full`. */
export async function playResource(
  resource: Resource,
  request: StoreRequest,
  tools: Tools,
): Promise<StoreAnswer> {
  const at = placeOf(resource, request);
  switch (resource.role) {
    case "create":
      return create(resource, request, { ...tools, at });
    case "list": {
      if (!(await tools.store.isWritten(request.session, at.collection)))
        return { kind: "unwritten", given: {} };
      const page = await tools.store.page(request.session, at.collection, pageOf(request.query));
      return { kind: "many", ...page };
    }
    default:
      return playItem(resource, request, { ...tools, at });
  }
}

interface Place {
  readonly session: string;
  readonly collection: string;
  readonly idField: string;
}

interface PlacedTools extends Tools {
  readonly at: Place;
}

function placeOf(resource: Resource, { session, path }: StoreRequest): Place {
  const collection = resource.collection.replace(/\{([^{}]*)\}/g, (_, parent: string) =>
    String(path[parent]),
  );
  return { session, collection, idField: resource.idField ?? "id" };
}

async function create(resource: Resource, request: StoreRequest, tools: PlacedTools): Promise<StoreAnswer> {
  const { said, scripted } = request;
  const given = merge(said, scripted) as JsonObject;
  const id = await chooseId(resource, { request, given }, tools);
  const key = keyText(id ?? (await tools.store.increment(request.session, "ids", tools.at.collection)));
  const withId = resource.idField === undefined ? given : { ...given, [resource.idField]: id };
  const made = make(resource, { request, given: withId }, tools);
  await keep(made, key, tools);
  return { kind: "one", made, key: resource.idField === undefined ? undefined : key };
}

/** What stands in a path for an id. */
function keyText(id: unknown): string {
  return typeof id === "string" ? id : JSON.stringify(id);
}

interface Making {
  readonly request: StoreRequest;
  readonly given: JsonObject;
}

function make({ item }: Resource, { request, given }: Making, { generator }: PlacedTools): New {
  const { seed, dynamic, example } = request;
  const value = (
    example === undefined
      ? generator.generate(item, { seed, given, examples: !dynamic })
      : merge(example, given)
  ) as JsonObject;
  return { value, record: new TextRecord(jsonText(value), value) };
}

/** The id that was sent, else the next free number, else a generated text that is free. */
async function chooseId(
  resource: Resource,
  { request, given }: Making,
  tools: PlacedTools,
): Promise<unknown> {
  const { idField, item } = resource;
  if (idField === undefined) return undefined;
  const { store, at, schemas, generator } = tools;
  const sent = given[idField];
  if (sent !== undefined && sent !== null) return sent;
  const schema = propertyOf(item, idField, schemas);
  const isFree = async (id: unknown) =>
    (await store.get(at.session, at.collection, keyText(id))) === undefined;
  const types = typesOf(schema, schemas);
  const isNumber = types.has("integer") || types.has("number");
  let id: unknown;
  for (let attempt = 0; attempt < idAttempts; attempt++) {
    id = isNumber
      ? await store.increment(at.session, "ids", at.collection)
      : generator.generate(schema, {
          seed: mix(request.seed, mix(hashText(idField), attempt)),
          examples: false,
        });
    if (await isFree(id)) return id;
  }
  return id;
}

async function playItem(resource: Resource, request: StoreRequest, tools: PlacedTools): Promise<StoreAnswer> {
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
        made: known ? asMade(known) : make(resource, { request, given: named }, tools),
      };
    }
    default: {
      const base = known?.value ?? named;
      const said = merge(request.said, request.scripted) as JsonObject;
      const given = { ...kept(resource, base, { said, schemas }), ...named };
      const made = make(resource, { request: { ...request, example: undefined }, given }, tools);
      await keep(made, key, tools);
      return { kind: "one", made, key };
    }
  }
}

async function keep({ record }: New, key: string, { store, at }: PlacedTools): Promise<void> {
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

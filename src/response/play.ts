import type { JsonObject, StoredRecord } from "../store/store.ts";
import { changeOf } from "./change.ts";
import { chooseId, keyText } from "./choose-id.ts";
import { scriptedOver } from "./compose.ts";
import { namedBy } from "./imagine.ts";
import { laidOver } from "./laid-over.ts";
import { keep, keepSingle, make, whole, stamped, withLinks, withOwners } from "./make.ts";
import { partOf } from "./paging.ts";
import type { Resource } from "./resource.ts";
import {
  atShelf,
  findRecord,
  inView,
  isAuthority,
  keyOf,
  ownership,
  shelfOf,
  type ShelfTools,
} from "./shelf.ts";
import type { Made, One, Refusal, StoreAnswer, StoreRequest, StoreTools } from "./stored.ts";
import { names, tagOf } from "./tags.ts";

/** Plays the resource's part for one request. Throws `store-full`. */
export async function playResource(
  resource: Resource,
  request: StoreRequest,
  tools: StoreTools,
): Promise<StoreAnswer> {
  const owner = resource.owners.length > 0 ? await ownership(resource, request, tools) : "unknown";
  if (owner === "lost") return { kind: "missing" };
  return await play(resource, request, atShelf(tools, shelfOf(resource, request), owner));
}

function play(resource: Resource, request: StoreRequest, own: ShelfTools): Promise<StoreAnswer> {
  switch (resource.role) {
    case "create":
      return create(resource, request, own);
    case "list":
      return list(resource, request, own);
    default:
      return playItem(resource, request, own);
  }
}

async function list(resource: Resource, request: StoreRequest, tools: ShelfTools): Promise<StoreAnswer> {
  const { store, at } = tools;
  const imagined = (await isAuthority(tools)) ? undefined : request.imaginedList();
  if (imagined === "unknown") return { kind: "unwritten", given: undefined };
  const { query } = request;
  const { offset, limit, after } = partOf(query, resource.paging);
  const part = { offset, limit: Math.min(limit, resource.mostItems), after };
  const [belongs, wanted] = [inView(resource, request), resource.filter(query)];
  const where =
    belongs && wanted ? (value: JsonObject) => belongs(value) && wanted(value) : (belongs ?? wanted);
  const wish = { offset, limit: part.limit, after, where, arrange: resource.sorting(query) };
  const page = imagined ? imagined.page(wish) : await store.page(at.session, at.collection, wish);
  const isLost = after !== undefined && page.offset === 0;
  const isImagined = imagined !== undefined;
  return isLost ? lostCursor(resource, after) : { kind: "many", page, part, isImagined };
}

/** Nobody gave out such a cursor, or what it named is gone from the front of the list. */
function lostCursor({ paging }: Resource, cursor = ""): Refusal {
  const pointer = `/${paging.names.cursor ?? ""}`;
  const message = `${pointer.slice(1)} must be a cursor that this list gave out, not ${JSON.stringify(cursor.slice(0, 40))}`;
  return {
    kind: "invalid",
    violations: [{ in: "query", pointer, code: "cursor", message, schemaPointer: "" }],
  };
}

async function create(resource: Resource, request: StoreRequest, tools: ShelfTools): Promise<StoreAnswer> {
  const { store, at } = tools;
  const { idField, item } = resource;
  const said = scriptedOver(withOwners(resource, request, tools), request.scripted);
  if (idField === undefined) {
    const key = String(await store.increment(at.session, "ids", at.collection));
    const made = make(resource, { request, given: await settled(said), named: {} }, tools);
    await keep(made, key, tools);
    return { kind: "one", made, key: undefined };
  }
  const sent = said[idField];
  const isSent = sent !== undefined && sent !== null;
  if (isSent && (await store.get(at.session, at.collection, keyText(sent))) !== undefined)
    return { kind: "conflict" };
  const id = isSent ? sent : await chooseId({ at, idField, item, seed: request.seed }, tools);
  const named = { [idField]: id };
  const made = make(resource, { request, given: await settled(laidOver(said, named)), named }, tools);
  const key = keyText(made.value[idField] ?? id);
  await keep(made, key, tools);
  return { kind: "one", made, key };

  async function settled(given: JsonObject): Promise<JsonObject> {
    const linked = await withLinks(resource, { request, given }, tools);
    return stamped(resource, { given: linked, isNew: true }, tools);
  }
}

async function playItem(resource: Resource, request: StoreRequest, tools: ShelfTools): Promise<StoreAnswer> {
  const { schemas } = tools;
  const { role } = resource;
  const named = namedBy(resource, request.path, schemas);
  const isWritten = await isAuthority(tools);
  const known = isWritten ? await findRecord(resource, request, tools) : undefined;
  const unmet = known && conditionOf(request, known, role === "read");
  if (unmet) return unmet;
  const mayBeNew = role === "replace" && (resource.mayCreate || resource.isSingle);
  if (isWritten && !known && !mayBeNew) return { kind: "missing" };
  const key = keyOf(resource, request);
  switch (role) {
    case "read":
      return known ? { kind: "one", made: asMade(known), key } : { kind: "unwritten", given: named };
    case "delete":
      await remove(resource, key, tools);
      return {
        kind: "deleted",
        made: () => (known ? asMade(known) : imagine(resource, request, { named, tools })),
      };
    default:
      return write(resource, request, { known, named, isNew: isWritten && !known, tools });
  }
}

interface Writing {
  readonly known: StoredRecord | undefined;
  readonly named: JsonObject;
  readonly isNew: boolean;
  readonly tools: ShelfTools;
}

async function write(
  resource: Resource,
  request: StoreRequest,
  { known, named, isNew, tools }: Writing,
): Promise<One | Refusal> {
  const base = known?.value ?? (isNew ? named : imagine(resource, request, { named, tools }).value);
  const change = changeOf(resource, request, { base, named, tools });
  if ("kind" in change) return change;
  const owned =
    resource.view || isNew ? withOwners(resource, { ...request, said: change.value }, tools) : change.value;
  const given = await stamped(resource, { given: owned, isNew }, tools);
  const making = { request: { ...request, example: undefined }, given, named };
  const isWhole = !isNew && tools.schemas.validator(resource.item)(given).length === 0;
  const made = isWhole ? whole(given) : make(resource, making, tools);
  const key = keyOf(resource, request);
  await (resource.isSingle ? keepSingle(made, tools) : keep(made, key, tools));
  return { kind: "one", made, key, isNew };
}

/** What a thing that was never written is like: as reading it would have shown it. */
function imagine(
  resource: Resource,
  request: StoreRequest,
  { named, tools }: { readonly named: JsonObject; readonly tools: ShelfTools },
): Made {
  const given = laidOver(request.imagined() ?? {}, named);
  return make(
    resource,
    { request: { ...request, example: undefined, scripted: undefined }, given, named },
    tools,
  );
}

/** Takes a thing away, and what was kept below it. */
export async function remove(
  resource: Pick<Resource, "isSingle" | "hasNested">,
  key: string,
  { store, at }: Pick<ShelfTools, "store" | "at">,
): Promise<void> {
  if (resource.isSingle) await store.replace(at, []);
  else await store.delete(at.session, at.collection, key);
  if (!resource.hasNested) return;
  const below = `${at.collection}/${key.replace(/[%/]/g, encodeURIComponent)}/`;
  for (const collection of await store.collections(at.session)) {
    if (collection.startsWith(below)) await store.replace({ ...at, collection }, []);
  }
}

/** RFC 9110, section 13.2.2. */
function conditionOf(
  { ifMatch, ifNoneMatch }: StoreRequest,
  record: StoredRecord,
  isRead: boolean,
): StoreAnswer | undefined {
  if (ifMatch === undefined && ifNoneMatch === undefined) return undefined;
  const tag = tagOf(record.json);
  if (ifMatch !== undefined && !names(ifMatch, tag)) return { kind: "stale" };
  if (ifNoneMatch === undefined || !names(ifNoneMatch, tag)) return undefined;
  return isRead ? { kind: "unchanged", record } : { kind: "stale" };
}

function asMade(record: StoredRecord): Made {
  return { record, value: record.value };
}

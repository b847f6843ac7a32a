import type { Written } from "../generate/generator.ts";
import { below, hashText, mix } from "../generate/hash.ts";
import { declaredProperties, propertyOf } from "../schema/properties.ts";
import type { Schema } from "../schema/schema.ts";
import { ownKey } from "../store/record-key.ts";
import { BytesRecord } from "../store/record.ts";
import type { JsonObject } from "../store/store.ts";
import { merge } from "./compose.ts";
import { fitting, writeFitting } from "./fitting.ts";
import { laidOver } from "./laid-over.ts";
import { lasting } from "../http/lasting.ts";
import type { Resource } from "./resource.ts";
import type { ShelfTools } from "./shelf.ts";
import type { Made, StoreRequest } from "./stored.ts";

/** A thing that is about to be stored. */
export interface New extends Made {
  readonly record: BytesRecord;
}

export interface Making {
  readonly request: StoreRequest;
  readonly given: JsonObject;
  /** Its id alone, which stays where the rest of what is given cannot. */
  readonly named: JsonObject;
}

/** Makes a thing around what is known of it. Throws `impossible-schema`. */
export function make({ item }: Resource, { request, given, named }: Making, tools: ShelfTools): New {
  const { value, json } = written(item, { request, given, named }, tools);
  return whole(value as JsonObject, json);
}

/** A thing that lacks nothing; its JSON is written anew where it is not known. */
export function whole(value: JsonObject, json: Buffer = lasting(JSON.stringify(value))): New {
  return { value, record: new BytesRecord(json, value) };
}

function written(item: Schema, { request, given, named }: Making, tools: ShelfTools): Written {
  const { seed, dynamic, example, scripted } = request;
  const illustrated = example === undefined ? undefined : merge(example, given);
  if (illustrated !== undefined && (scripted !== undefined || fitting(item, tools.schemas)(illustrated)))
    return { value: illustrated, json: undefined };
  // What a scenario says is said, valid or not.
  if (scripted !== undefined) return tools.generator.write(item, { seed, given, examples: !dynamic });
  return writeFitting(item, { seed, examples: !dynamic, givens: [given, named] }, tools);
}

/** Puts a thing on its shelf; of a thing there is one of, in place of the one before. */
export async function keep({ record }: New, key: string, { store, at }: ShelfTools): Promise<void> {
  const { session, collection, idField } = at;
  await store.put({ session, collection, idField, key }, record);
  record.letGo();
}

/** As `keep`, for a thing there is one of. */
export async function keepSingle({ record }: New, { store, at }: ShelfTools): Promise<void> {
  await store.replace(at, [{ key: ownKey(record, at.idField), record }]);
  record.letGo();
}

/** `POST /products/2/reviews` creates a review whose productId is 2, where it has one. */
export function withOwners(
  { item, shelf, view }: Resource,
  { path, said }: Pick<StoreRequest, "path" | "said">,
  tools: Pick<ShelfTools, "schemas">,
): JsonObject {
  if (view) return laidOver(said, fitted(item, [view.field, path[view.parameter]], tools));
  if (!shelf.includes("{")) return said;
  const properties = declaredProperties(item, tools.schemas);
  const known = Object.entries(path).flatMap((one) =>
    properties.has(one[0]) ? Object.entries(fitted(item, one, tools)) : [],
  );
  return laidOver(Object.fromEntries(known), said);
}

/** The value as the property has it, if it can: paths write numbers as text, and some properties text as numbers. */
function fitted(
  item: Schema,
  [name, value]: readonly [string, unknown],
  { schemas }: Pick<ShelfTools, "schemas">,
): JsonObject {
  const judge = schemas.validator(propertyOf(item, name, schemas));
  const found = [value, String(value), Number(value)].find((one) => judge(one).length === 0);
  return found === undefined ? {} : { [name]: found };
}

/** References that nobody decided on point at things that exist, if there are any. */
export async function withLinks(
  { item, links }: Resource,
  { request, given }: { readonly request: Pick<StoreRequest, "seed">; readonly given: JsonObject },
  tools: ShelfTools,
): Promise<JsonObject> {
  let linked = given;
  for (const { field, collection, idField } of links) {
    if (Object.hasOwn(given, field)) continue;
    const { store, at } = tools;
    const { total } = await store.page(at.session, collection, { limit: 0 });
    if (total === 0) continue;
    const offset = below(mix(request.seed, hashText(field)), total);
    const [record] = (await store.page(at.session, collection, { offset, limit: 1 })).records;
    const id = record?.value[idField];
    if (id !== undefined && id !== null) linked = laidOver(linked, fitted(item, [field, id], tools));
  }
  return linked;
}

/** When a thing was created and changed, where the request does not say it: a second later for each write of the session. */
export async function stamped(
  { stamps }: Resource,
  { given, isNew }: { readonly given: JsonObject; readonly isNew: boolean },
  { store, at, now }: ShelfTools,
): Promise<JsonObject> {
  const wanted = isNew ? [...stamps.created, ...stamps.changed] : stamps.changed;
  const open = wanted.filter(({ field }) => !Object.hasOwn(given, field));
  if (open.length === 0) return given;
  const time = now + 1000 * (await store.increment(at.session, "ticks", "writes"));
  return laidOver(given, Object.fromEntries(open.map(({ field, write }) => [field, write(time)])));
}

import type { JsonObject, StoredRecord } from "../store/store.ts";
import { keyText } from "./choose-id.ts";
import type { Resource } from "./resource.ts";
import type { StoreRequest, StoreTools } from "./stored.ts";

/** Where the things of one request are kept. */
export interface Shelf {
  readonly session: string;
  readonly collection: string;
  readonly idField: string;
}

export interface ShelfTools extends StoreTools {
  readonly at: Shelf;
  readonly owner: Ownership;
}

/** The tools for one shelf. */
export function atShelf(
  { store, generator, schemas, now, tell }: StoreTools,
  at: Shelf,
  owner: Ownership,
): ShelfTools {
  return { store, generator, schemas, now, tell, at, owner };
}

/** The collection that a request is about: `users/7/posts`. */
export function shelfOf(
  { shelf, idField }: Resource,
  { session, path }: Pick<StoreRequest, "session" | "path">,
): Shelf {
  return { session, collection: filled(shelf, path), idField: idField ?? "id" };
}

/** A slash in an id is not one between names. */
function filled(template: string, path: StoreRequest["path"]): string {
  if (!template.includes("{")) return template;
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) =>
    keyText(path[name] ?? "").replace(/[%/]/g, encodeURIComponent),
  );
}

/** What the store knows of the owner that a path names. */
export type Ownership =
  /** Nothing: nobody was created, or things have no owners. */
  | "unknown"
  /** Nobody has posts whom nobody created. */
  | "lost"
  /** One who was created has what was created for them. */
  | "known";

/** Looks for the owners that a path names. */
export async function ownership(
  { owners }: Resource,
  { session, path }: StoreRequest,
  { store }: StoreTools,
): Promise<Ownership> {
  let found: Ownership = "unknown";
  for (const { shelf, parameter } of owners) {
    const collection = filled(shelf, path);
    if (!(await store.isWritten(session, collection))) continue;
    if (!(await store.get(session, collection, keyText(path[parameter] ?? "")))) return "lost";
    found = "known";
  }
  return found;
}

/** Whether the store is the authority on a shelf. */
export async function isAuthority({ at, store, owner }: ShelfTools): Promise<boolean> {
  return owner === "known" || (await store.isWritten(at.session, at.collection));
}

/** Whether a record is one of those that the path speaks of. */
export function inView(
  { view }: Resource,
  { path }: StoreRequest,
): ((value: JsonObject) => boolean) | undefined {
  if (!view) return undefined;
  const owner = keyText(path[view.parameter] ?? "");
  return (value) => Object.hasOwn(value, view.field) && keyText(value[view.field]) === owner;
}

/** The record that a request names, if there is one. */
export async function findRecord(
  resource: Resource,
  request: StoreRequest,
  { store, at }: ShelfTools,
): Promise<StoredRecord | undefined> {
  if (resource.isSingle) return (await store.page(at.session, at.collection, { limit: 1 })).records[0];
  const record = await store.get(at.session, at.collection, keyOf(resource, request));
  const belongs = inView(resource, request);
  return record && (!belongs || belongs(record.value)) ? record : undefined;
}

/** The key in the path; nothing for a thing there is one of. */
export function keyOf({ parameter }: Resource, { path }: Pick<StoreRequest, "path">): string {
  return parameter === undefined ? "" : keyText(path[parameter] ?? "");
}

import type { QueryPair } from "../http/query.ts";
import { isObject } from "../schema/pointer.ts";
import { itemsOf, propertyOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { shapeOf } from "./coerce.ts";

type Tree = Record<string, unknown>;

/** Brackets deeper than any honest request has. */
const depthLimit = 10;

/** Style `deepObject`, with brackets within brackets as they are commonly sent: `filter[tags][]=a&filter[by][name]=b`. */
export function readDeepObject(pairs: readonly QueryPair[], name: string): Tree | undefined {
  const root = newTree();
  let found = false;
  for (const pair of pairs) {
    if (!pair.name.startsWith(`${name}[`) || !pair.name.endsWith("]")) continue;
    const keys = pair.name.slice(name.length + 1, -1).split("][");
    if (keys.length > depthLimit) continue;
    put(root, keys, pair.value);
    found = true;
  }
  return found ? root : undefined;
}

/** Makes lists of what the schema calls lists: `[]` and `[0]` are items, and a single value is a list of one. */
export function settleLists(value: unknown, schema: Schema, schemas: Schemas): unknown {
  if (value === undefined) return undefined;
  if (shapeOf(schema, schemas) === "array") {
    const items = itemsOf(schema, schemas);
    return listed(value).map((item) => settleLists(item, items, schemas));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, own]) => [name, settleLists(own, propertyOf(schema, name, schemas), schemas)]),
  );
}

function listed(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  if (typeof value !== "object" || value === null) return [value];
  const entries = Object.entries(value);
  if (!entries.every(([key]) => /^\d*$/.test(key))) return [value];
  return entries.flatMap(([key, own]: [string, unknown]) =>
    key === "" && Array.isArray(own) ? (own as unknown[]) : [own],
  );
}

function put(root: Tree, keys: readonly string[], value: string): void {
  let node = root;
  for (const key of keys.slice(0, -1)) {
    const next = node[key];
    node = isObject(next) ? next : (node[key] = newTree());
  }
  const last = keys.at(-1) ?? "";
  const known = node[last];
  if (known === undefined) node[last] = value;
  else node[last] = Array.isArray(known) ? [...(known as unknown[]), value] : [known, value];
}

function newTree(): Tree {
  return Object.create(null) as Tree;
}

import { readRequestValue } from "./request-value.ts";
import type { Name } from "./collection-name.ts";

/** What a template reads of the session's store. */
export interface StorePath {
  /** The parts of its name, one after the other: `users/`, the path's userId, `/posts`. */
  readonly collection: readonly Name[];
  /** Of the record; undefined for the number of records. */
  readonly key: Name | undefined;
  /** Within the record. */
  readonly field: readonly string[];
}

/** One step: `.name`, `/name` after an owner, `[path.petId]` or `["a.b"]`. */
const step = /(?:\.|(?=\/))([^.[\]"\s]+)|\[\s*(?:"([^"]*)"|([^[\]"]+))\s*\]/y;

/**
 * Reads `store.pets.7.name`, `store.pets[path.petId].name` or `store.users/[path.userId]/posts.length`; undefined
 * where it is none.
 */
export function readStorePath(text: string): StorePath | undefined {
  const steps = stepsOf(text.slice("store".length));
  const [first, ...rest] = steps ?? [];
  if (first === undefined) return undefined;
  const collection = [first];
  // After a slash the name goes on: its owner is a part of it.
  while (endsInSlash(collection.at(-1)) && rest[0] !== undefined) {
    collection.push(...rest.splice(0, 1));
    if (isSlashed(rest[0])) collection.push(...rest.splice(0, 1));
  }
  const [key, ...field] = rest;
  if (key === undefined || !field.every((name) => typeof name === "string")) return undefined;
  const isLength = key === "length" && field.length === 0;
  return { collection, key: isLength ? undefined : key, field };
}

function stepsOf(text: string): Name[] | undefined {
  const steps: Name[] = [];
  for (let at = 0; at < text.length; at = step.lastIndex) {
    step.lastIndex = at;
    const [whole, plain, quoted, reference] = step.exec(text) ?? [];
    if (whole === undefined) return undefined;
    const name = plain ?? quoted ?? readRequestValue((reference ?? "").trim());
    if (name === undefined) return undefined;
    steps.push(name);
  }
  return steps;
}

function endsInSlash(name: Name | undefined): boolean {
  return typeof name === "string" && name.endsWith("/");
}

function isSlashed(name: Name | undefined): boolean {
  return typeof name === "string" && name.startsWith("/");
}

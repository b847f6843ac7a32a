import { isObject } from "../schema/pointer.ts";
import type { Cursor } from "./cursor.ts";

/** The methods that have a member of their own in a Path Item Object; `query` came with OpenAPI 3.2. */
export const methods: readonly string[] = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
];

export interface Method {
  /** Upper case. */
  readonly method: string;
  readonly cursor: Cursor;
}

/** What a path item has by method; what stands in `additionalOperations` (OpenAPI 3.2) comes last. */
export function methodsOf(pathItem: Cursor): Method[] {
  return writtenMethods(pathItem).filter(({ cursor }) => isObject(cursor.value));
}

/** The same, with what is no operation at all. */
export function writtenMethods(pathItem: Cursor): Method[] {
  const own = methods
    .filter((name) => pathItem.has(name))
    .map((name) => ({ method: name.toUpperCase(), cursor: pathItem.get(name) }));
  const additional = pathItem
    .get("additionalOperations")
    .members()
    .map(([name, cursor]) => ({ method: name.toUpperCase(), cursor }));
  return [...own, ...additional];
}

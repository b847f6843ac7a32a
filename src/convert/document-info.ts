import { distinct, type JsonObject } from "./json.ts";
import type { Operation } from "./model.ts";
import { resourceWords } from "./operation-id.ts";

/** The `info` of a document; what no page states is taken from the operations' resources and servers. */
export function documentInfo(operations: readonly Operation[]): JsonObject {
  return { title: titleOf(operations), version: versionOf(operations) };
}

/** No page states the API's name: the one resource all operations are about, or the server's host. */
function titleOf(operations: readonly Operation[]): string {
  const resources = distinct(operations.map((operation) => resourceWords(operation).join(" ")));
  const host = /^[a-z]+:\/\/([^/:]+)/i.exec(operations[0]?.servers[0]?.url ?? "")?.[1];
  const name = resources.length === 1 ? resources[0] : host;
  return `${name ? name.charAt(0).toUpperCase() + name.slice(1) : "Captured"} API`;
}

/** No page states a version: the one in the server's path, or none at all. */
function versionOf(operations: readonly Operation[]): string {
  const [version] = operations
    .flatMap(({ servers }) => servers)
    .flatMap(({ url }) => /\/v(\d+(?:\.\d+)*)(?=\/|$)/.exec(url)?.[1] ?? []);
  return version ?? "0";
}

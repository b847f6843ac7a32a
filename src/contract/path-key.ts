import { readQuery } from "../http/query.ts";
import type { Operation } from "./operation.ts";

/** A parameter that a key of `paths` speaks of, and what it must be. */
export interface Need {
  readonly in: "query" | "header";
  readonly name: string;
  /** Undefined where any value will do: `?q={q}`. */
  readonly value: string | undefined;
}

const parts = /^((?:[^?#{]|\{[^{}]*\}?)*)(?:\?([^#]*))?(?:#(.*))?$/s;

/**
 * What a URL's path can match of a key of `paths`. OpenAPI has nothing else in a key; some authors write a query or a
 * fragment behind it, since no two operations of one method may have the same key.
 */
export function templateOf(path: string): string {
  return parts.exec(path)?.[1] ?? path;
}

/** The names in a template: `petId` of `/pets/{petId}`. */
export function templateNames(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}

/** `?sort={order}`: the value of `sort` is that of the parameter `order`. */
interface KeyPair {
  readonly name: string;
  readonly parameter: string;
}

/** The parameters that a key has in its query. */
export function keyPairs(path: string): KeyPair[] {
  return readQuery(parts.exec(path)?.[2] ?? "").flatMap(({ name, value }) => {
    const [, parameter] = /^\{([^{}]*)\}$/.exec(value) ?? [];
    return parameter === undefined ? [] : [{ name, parameter }];
  });
}

/**
 * What distinguishes an operation from others at its path. A fragment never reaches a server, so it counts only where it
 * repeats what a parameter of the operation says: `#Action=List` with a parameter `Action` in query or header.
 */
export function needsOf({ path, parameters }: Pick<Operation, "path" | "parameters">): readonly Need[] {
  if (!/[?#]/.test(path)) return none;
  const [, , query = "", fragment = ""] = parts.exec(path) ?? [];
  const repeated = readQuery(fragment).flatMap(({ name, value }) => {
    const lower = name.toLowerCase();
    const found = parameters.find((one) =>
      one.in === "header" ? one.name === lower : one.in === "query" && one.name === name,
    );
    return found ? [need(found.in === "header" ? "header" : "query", found.name, value)] : [];
  });
  return [...readQuery(query).map(({ name, value }) => need("query", name, value)), ...repeated];
}

const none: readonly Need[] = [];

function need(place: Need["in"], name: string, value: string): Need {
  return { in: place, name, value: value === "" || value.includes("{") ? undefined : value };
}

/** A text that two operations share where no request can be told to be for the one or the other. */
export function shapeOf(
  base: string,
  operation: Pick<Operation, "method" | "path" | "isGreedy" | "parameters">,
): string {
  const template = base + templateOf(operation.path);
  const shape = template.replace(/\{[^{}]*\}/g, "{}") + (operation.isGreedy ? "+" : "");
  const needs = needsOf(operation).map((one) => JSON.stringify([one.in, one.name, one.value]));
  return [`${operation.method} ${shape}`, ...needs.toSorted()].join(" ");
}

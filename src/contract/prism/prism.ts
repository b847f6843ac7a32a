import { createRequire } from "node:module";
import { InputError } from "../../problem/input-error.ts";
import type { JsonObject } from "../read.ts";

type Reader = typeof import("@stoplight/prism-http/dist/utils/operations.js");

/** An operation as Prism describes it. */
export type PrismOperation = Awaited<ReturnType<Reader["getHttpOperationsFromSpec"]>>[number];

/** Loads a module of Prism; it is CommonJS, and costs nothing until it is asked for. */
export const loadPrism = createRequire(import.meta.url);

/**
 * Reads a document with Prism: OpenAPI 2.0 and 3, or a Postman collection. It resolves references in place, so the
 * document must be the caller's own. Throws InputError for one that refers to others: Prism would fetch and open
 * whatever they name.
 */
export async function readWithPrism(document: JsonObject): Promise<readonly PrismOperation[]> {
  const external = externalReference(document);
  if (external !== undefined) {
    throw new InputError(`Prism is not asked: the document refers to ${external.slice(0, 200)}`);
  }
  // The package's own entrance loads its mocker and validator too: 140 MB and seconds, against 76 MB and 0.7 s.
  const { getHttpOperationsFromSpec } = loadPrism("@stoplight/prism-http/dist/utils/operations") as Reader;
  return getHttpOperationsFromSpec(document);
}

/** The first `$ref` that leaves the document; Prism follows them in examples and extensions too. */
function externalReference(document: JsonObject): string | undefined {
  const open: unknown[] = [document];
  const seen = new Set<object>();
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const ref = (value as JsonObject)["$ref"];
    if (typeof ref === "string" && !ref.startsWith("#")) return ref;
    for (const one of Object.values(value) as unknown[]) if (typeof one === "object") open.push(one);
  }
  return undefined;
}

type SecurityScheme = NonNullable<PrismOperation["security"]>[number][number];

const schemeMembers = new Set(["type", "description", "name", "in", "scheme", "flows"]);

/** A security scheme by its key, as OpenAPI writes it: Prism adds an id, another one at each start. */
export function namedScheme(scheme: SecurityScheme): readonly [string, JsonObject] {
  return [scheme.key, Object.fromEntries(Object.entries(scheme).filter(([name]) => schemeMembers.has(name)))];
}

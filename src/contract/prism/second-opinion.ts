import { createRequire } from "node:module";
import { InputError } from "../../problem/input-error.ts";
import type { JsonObject } from "../read.ts";

/** A response to be judged. */
export interface JudgedResponse {
  readonly method: string;
  /** The path's template. */
  readonly path: string;
  readonly status: number;
  readonly mediaType: string;
  readonly value: unknown;
}

/** What Prism makes of responses: one sentence for each thing it objects to. */
export type SecondOpinion = (response: JudgedResponse) => readonly string[];

type Prism = typeof import("@stoplight/prism-http");
type PrismValidator = typeof import("@stoplight/prism-http/dist/validator/index.js");

/**
 * Reads a document with Prism, to have a second opinion on what we say of it. Loading Prism takes a second or two and
 * 60 MB, so nothing that answers requests comes here (spec/decisions/001-prism.md). Throws InputError for a document
 * that refers to others: Prism would fetch and open whatever they name.
 */
export async function consultPrism(document: JsonObject): Promise<SecondOpinion> {
  const external = externalReference(document);
  if (external !== undefined) {
    throw new InputError(`Prism is not asked: the document refers to ${external.slice(0, 200)}`);
  }
  const load = createRequire(import.meta.url);
  const prism = load("@stoplight/prism-http") as Prism;
  const { validateOutput } = load("@stoplight/prism-http/dist/validator") as PrismValidator;
  // Prism resolves references in place; it gets a copy of its own.
  const operations = await prism.getHttpOperationsFromSpec(structuredClone(document));
  const byName = new Map(operations.map((one) => [`${one.method.toUpperCase()} ${one.path}`, one]));
  return ({ method, path, status, mediaType, value }) => {
    const resource = byName.get(`${method} ${path}`);
    if (!resource) return ["Prism does not find this operation"];
    const element = { statusCode: status, headers: { "content-type": mediaType }, body: value };
    try {
      const verdict = validateOutput({ resource, element });
      return verdict._tag === "Left" ? verdict.left.map(({ message }) => message) : [];
    } catch (error) {
      return [`Prism fails on it: ${(error as Error).message}`];
    }
  };
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

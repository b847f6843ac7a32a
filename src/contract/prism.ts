import { createRequire } from "node:module";
import type { JsonObject } from "./read.ts";

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
 * 60 MB, so nothing that answers requests comes here (spec/decisions/001-prism.md).
 */
export async function consultPrism(document: JsonObject): Promise<SecondOpinion> {
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
    const verdict = validateOutput({ resource, element });
    return verdict._tag === "Left" ? verdict.left.map(({ message }) => message) : [];
  };
}

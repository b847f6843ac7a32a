import { InputError } from "../../problem/input-error.ts";
import type { JsonObject } from "../read.ts";
import { loadPrism, readWithPrism } from "./prism.ts";

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

type PrismValidator = typeof import("@stoplight/prism-http/dist/validator/index.js");

/**
 * Reads a document with Prism, to have a second opinion on what we say of it. Loading Prism takes a second or two and
 * 60 MB, so nothing that answers requests comes here (spec/decisions/001-prism.md). Throws InputError for a document
 * that refers to others, and for a Postman collection: of those Prism knows no more than the bodies it would judge.
 */
export async function consultPrism(document: JsonObject): Promise<SecondOpinion> {
  if (!("openapi" in document) && !("swagger" in document)) {
    throw new InputError("Prism is not asked: the document is neither OpenAPI nor Swagger 2.0");
  }
  const operations = await readWithPrism(structuredClone(document));
  const { validateOutput } = loadPrism("@stoplight/prism-http/dist/validator") as PrismValidator;
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

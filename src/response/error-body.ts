import type { DeclaredResponse, MediaType } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { essence, isJson } from "../http/media-type.ts";
import type { Schemas } from "../schema/schema.ts";
import { compose, merge } from "./compose.ts";
import { createErrorFiller, type ErrorFacts, type ErrorFiller } from "./error-shape.ts";

export interface ErrorWish {
  readonly facts: ErrorFacts;
  readonly seed: number;
  /** The named example to answer with. */
  readonly example?: string | undefined;
  /** What a scenario says of the body. */
  readonly given?: unknown;
  readonly dynamic?: boolean | undefined;
}

export interface ErrorBody {
  /** Undefined when the contract declares the error without content. */
  readonly media: MediaType | undefined;
  readonly value: unknown;
}

/** Writes errors in the contract's own language. */
export class ErrorWriter {
  readonly #schemas: Schemas;
  readonly #generator: Generator;
  readonly #fillers = new WeakMap<MediaType, ErrorFiller>();

  constructor(schemas: Schemas, generator: Generator) {
    this.#schemas = schemas;
    this.#generator = generator;
  }

  /**
   * The body of a declared error: an authored example while nothing more is known, else what was wrong in the
   * shape that the schema has room for, and the rest generated. Errors ignore Accept.
   */
  write(declared: DeclaredResponse, wish: ErrorWish): ErrorBody {
    const media = declared.content.find(({ type }) => isJson(essence(type))) ?? declared.content[0];
    if (!media) return { media, value: undefined };
    const { facts, given, dynamic } = wish;
    const named =
      wish.example === undefined ? undefined : media.examples.find(({ name }) => name === wish.example);
    const isPlain = facts.findings.length === 0 && dynamic !== true;
    const example = named ?? (isPlain ? media.examples[0] : undefined);
    if (example) return { media, value: merge(example.value, given) };
    if (media.schema === undefined && given === undefined)
      return { media, value: { message: facts.message } };
    if (media.schema === undefined) return { media, value: given };
    return { media, value: this.#fitting(media, wish) };
  }

  /** What was found, in the shape of the schema; without it, should the schema refuse that after all. */
  #fitting(media: MediaType, { facts, seed, dynamic, given }: ErrorWish): unknown {
    const { fill, maps } = this.#filler(media);
    const filled = fill(facts);
    const { value } = compose(media, { seed, dynamic, given: merge(filled, given) }, this.#generator);
    const judge = this.#schemas.validator(media.schema ?? true);
    const exact = maps.reduce((whole, path) => putBack(whole, filled, path), value);
    for (const candidate of [exact, value]) if (judge(candidate).length === 0) return candidate;
    return compose(media, { seed, dynamic, given }, this.#generator).value;
  }

  #filler(media: MediaType): ErrorFiller {
    let filler = this.#fillers.get(media);
    if (!filler) this.#fillers.set(media, (filler = createErrorFiller(media.schema ?? true, this.#schemas)));
    return filler;
  }
}

/** Replaces a map that was generated around by what had been filled in. */
function putBack(whole: unknown, filled: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return filled === undefined ? whole : filled;
  if (!isObject(whole) || !isObject(filled) || filled[name] === undefined) return whole;
  return { ...whole, [name]: putBack(whole[name], filled[name], rest) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

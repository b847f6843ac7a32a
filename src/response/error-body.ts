import { isObject } from "../schema/pointer.ts";
import type { DeclaredResponse, MediaType, NamedExample } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { essence, isJson } from "../http/media-type.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Schemas } from "../schema/schema.ts";
import { compose, merge } from "./compose.ts";
import { concrete } from "./choose.ts";
import { complete } from "./error-complete.ts";
import { everything, tells, type ErrorFacts } from "./error-facts.ts";
import type { Fill } from "./error-list.ts";
import { learnShapes } from "./error-shape.ts";
import { phraseOf } from "./error-words.ts";
import { badPreference } from "./preferences.ts";

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
  readonly #shapes = new WeakMap<MediaType, readonly Fill[]>();

  constructor(schemas: Schemas, generator: Generator) {
    this.#schemas = schemas;
    this.#generator = generator;
  }

  /**
   * The body of a declared error: the first authored example that is valid while nothing more is known, else what
   * was wrong in the shape that the schema has room for, and the rest generated. Errors ignore Accept. Throws
   * ProblemError `invalid-preference` where an example is named that there is not.
   */
  write({ content }: DeclaredResponse, wish: ErrorWish): ErrorBody {
    const { facts, given, dynamic } = wish;
    const named = wish.example === undefined ? undefined : namedExample(content, wish.example);
    const media = named?.media ?? mediaOf(content);
    if (!media) return { media, value: undefined };
    if (named) return { media, value: merge(named.example.value, given) };
    try {
      const isPlain = facts.findings.length === 0 && dynamic !== true;
      const example = isPlain ? this.#validExample(media) : undefined;
      if (example) return { media, value: merge(example.value, given) };
      if (media.schema === undefined) return { media, value: given ?? unshaped(media, facts) };
      return { media, value: this.#fitting(media, wish) };
    } catch (error) {
      if (!(error instanceof ProblemError) && !(error instanceof InputError)) throw error;
      // The schema cannot be used, or allows no value: the error is told all the same, as far as that goes.
      const [example] = media.examples;
      return { media, value: merge(example ? example.value : unshaped(media, facts), given) };
    }
  }

  #validExample({ schema = true, examples }: MediaType): NamedExample | undefined {
    if (examples.length === 0) return undefined;
    const judge = this.#schemas.validator(schema);
    return examples.find(({ value }) => judge(value).length === 0);
  }

  /** The richest body that is valid, of those that tell everything if there are any. */
  #fitting(media: MediaType, { facts, seed, dynamic, given }: ErrorWish): unknown {
    const { schema = true } = media;
    const judge = this.#schemas.validator(schema);
    const how = {
      schemas: this.#schemas,
      generator: this.#generator,
      seed,
      examples: dynamic !== true,
    };
    let valid: { readonly body: unknown } | undefined;
    for (const filled of candidates(this.#shapesOf(media), facts)) {
      const body = complete(schema, merge(filled, given), how);
      if (body === undefined || judge(body).length > 0) continue;
      if (tells(body, facts)) return body;
      valid ??= { body };
    }
    if (valid) return valid.body;
    const { value } = compose(media, { seed, dynamic, given }, this.#generator);
    return judge(value).length === 0 ? value : merge(unshaped(media, facts), given);
  }

  #shapesOf(media: MediaType): readonly Fill[] {
    let shapes = this.#shapes.get(media);
    if (!shapes) this.#shapes.set(media, (shapes = learnShapes(media.schema ?? true, this.#schemas)));
    return shapes;
  }
}

/** JSON before XML before what else there is: errors are read by programs. */
function mediaOf(content: readonly MediaType[]): MediaType | undefined {
  const offers = content.map(concrete);
  return (
    offers.find(({ type }) => isJson(essence(type))) ??
    offers.find(({ type }) => /[/+]xml$/.test(essence(type))) ??
    offers[0]
  );
}

function namedExample(
  content: readonly MediaType[],
  name: string,
): { media: MediaType; example: NamedExample } {
  for (const media of content.map(concrete)) {
    const example = media.examples.find((one) => one.name === name);
    if (example) return { media, example };
  }
  const names = new Set(content.flatMap(({ examples }) => examples.map((example) => example.name)));
  throw badPreference("example", name, [...names].join(", ") || "no example: the contract has none here");
}

/** Where the contract names a media type and says nothing of its shape. */
function unshaped({ type }: MediaType, facts: ErrorFacts): unknown {
  const detail = everything(facts);
  if (type.startsWith("text/") && !isJson(essence(type))) return detail;
  if (essence(type) !== "application/problem+json") return { message: detail };
  return { type: "about:blank", title: phraseOf(facts.status), status: facts.status, detail };
}

/** What may be filled in: everything, then the same without its lists and maps, then its scalars alone. */
function* candidates(shapes: readonly Fill[], facts: ErrorFacts): Iterable<unknown> {
  for (const poorer of [whole, withoutLists, scalars]) {
    for (const fill of shapes)
      for (const terse of [true, false]) {
        const filled = fill({ facts, terse });
        if (filled !== undefined) yield poorer(filled);
      }
  }
}

function whole(filled: unknown): unknown {
  return filled;
}

function withoutLists(filled: unknown): unknown {
  if (!isObject(filled)) return filled;
  const kept = Object.entries(filled).filter(([, value]) => !Array.isArray(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutLists(value)]));
}

function scalars(filled: unknown): unknown {
  if (!isObject(filled)) return filled;
  return Object.fromEntries(
    Object.entries(filled).filter(([, value]) => typeof value !== "object" || value === null),
  );
}

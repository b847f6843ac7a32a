import { isObject } from "../schema/pointer.ts";
import type { MediaType, NamedExample } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { essence, isJson } from "../http/media-type.ts";

/** A response's content as a value, and where it came from. */
export interface Composed {
  readonly value: unknown;
  readonly source: "example" | "generated";
}

export interface Ingredients {
  readonly seed: number;
  /** Decided already: merged over the example or what is generated. */
  readonly given?: unknown;
  /** The authored example to answer with; undefined: generate. */
  readonly example?: NamedExample | undefined;
  /** Generated instead of authored, down to the examples of single properties. */
  readonly dynamic?: boolean | undefined;
}

/** Makes the value of a media type: the authored example, else generated from the schema. */
export function compose(media: MediaType, ingredients: Ingredients, generator: Generator): Composed {
  const { seed, given, example, dynamic = false } = ingredients;
  if (example) return { value: merge(example.value, given), source: "example" };
  const { schema = given === undefined ? {} : true } = media;
  const value = generator.generate(schema, {
    seed,
    examples: !dynamic,
    ...(given === undefined ? {} : { given }),
  });
  return { value, source: "generated" };
}

/** Objects are merged member by member; anything else is replaced. */
export function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isObject(base) || !isObject(over)) return over;
  const entries = Object.entries(over).map(([name, value]) => [name, merge(base[name], value)] as const);
  return { ...base, ...Object.fromEntries(entries) };
}

/** The value as it goes over the wire. */
export function serialize(value: unknown, media: MediaType): string {
  if (typeof value === "string" && !isJson(essence(media.type)) && media.type !== "*/*") return value;
  return value === undefined ? "" : JSON.stringify(value);
}

/** The Content-Type to send: a range of the document is narrowed to something a client can read. */
export function contentType({ type }: MediaType): string {
  if (type === "*/*" || type === "application/*") return "application/json";
  if (type === "text/*") return "text/plain; charset=utf-8";
  return type.startsWith("text/") && !type.includes("charset") ? `${type}; charset=utf-8` : type;
}

import { isObject } from "../schema/pointer.ts";
import type { MediaType, NamedExample } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { mix } from "../generate/hash.ts";
import { essence } from "../http/media-type.ts";
import { bytesToValue } from "../media/bytes.ts";
import { concreteType, mediaKind } from "../media/kind.ts";
import { placeholderFile } from "../media/placeholder.ts";
import type { JsonObject } from "../store/store.ts";
import { laidOver } from "./laid-over.ts";

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
  // A text (XML, say) has no members that others could be merged over.
  if (example && (typeof example.value !== "string" || !isObject(given))) {
    return { value: merge(example.value, given), source: "example" };
  }
  const { schema = given === undefined ? {} : true } = media;
  const file = given === undefined ? fileFor(media, seed) : undefined;
  if (file !== undefined && media.schema === undefined) return { value: file, source: "generated" };
  const value = generator.generate(schema, {
    seed,
    examples: !dynamic,
    ...(given === undefined ? {} : { given }),
  });
  const isFile = file !== undefined && typeof value === "string" && !isAuthored(media, value);
  return { value: isFile ? file : value, source: "generated" };
}

/** A real file for a media type that is bytes, as a value: a picture of one pixel, or some bytes. */
function fileFor({ type, schema }: MediaType, seed: number): string | undefined {
  const isBinary = typeof schema === "object" && schema.format === "binary";
  const concrete = concreteType(type, isBinary);
  const file = placeholderFile(concrete);
  if (file) return bytesToValue(file, concrete);
  if (mediaKind(concrete) !== "bytes" || !(isBinary || essence(concrete) === "application/octet-stream")) {
    return undefined;
  }
  const bytes = Array.from({ length: 32 }, (_, index) => mix(seed, index) & 0xff);
  return bytesToValue(Buffer.from(bytes), concrete);
}

/** Whether a text is what the document says, rather than any text: Base64 stays what it is, too. */
function isAuthored({ schema }: MediaType, value: string): boolean {
  if (typeof schema !== "object") return false;
  const { examples = [], enum: values = [], default: usual, contentEncoding } = schema;
  return [...examples, ...values, schema.const, usual].includes(value) || contentEncoding !== undefined;
}

/** What is to be kept of a thing that a scenario speaks of: what is no object says nothing of it. */
export function scriptedOver(thing: JsonObject, scripted: unknown): JsonObject {
  return isObject(scripted) ? (merge(thing, scripted) as JsonObject) : thing;
}

/** Objects are merged member by member; anything else is replaced. */
export function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isObject(base) || !isObject(over)) return over;
  const entries = Object.entries(over).map(([name, value]) => [name, merge(base[name], value)] as const);
  return laidOver(base, Object.fromEntries(entries));
}

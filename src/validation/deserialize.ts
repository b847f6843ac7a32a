import { decodeForm, percentDecode, type CookiePair, type QueryPair } from "../http/query.ts";
import type { Shape } from "./coerce.ts";
import { readDeepObject } from "./deep-object.ts";

/** How a value is written into a path, query, header or cookie (OpenAPI 3.1, Parameter Object, Style Values). */
export interface Writing {
  readonly name: string;
  readonly style: string;
  readonly explode: boolean;
  readonly shape: Shape;
  /** Whether an escaped separator (`%2C`) separates too, as clients send it that escape everything. */
  readonly isLenient?: boolean;
}

/** Text, list of texts or object of texts; undefined when it is not there, or not written as it should be. */
export type Deserialized = unknown;

type Decode = (raw: string) => string;
type Split = (text: string) => readonly string[];

const asSent: Decode = (raw) => raw;
const atCommas: Split = (text) => text.split(",");

/** Styles `simple`, `label` and `matrix`: a path segment, still percent-encoded. */
export function readSegment(sent: string, writing: Writing): Deserialized {
  const { style, explode, isLenient } = writing;
  const [raw, decode] = isLenient ? [percentDecode(sent), asSent] : [sent, percentDecode];
  if (style === "matrix") return raw.startsWith(";") ? readMatrix(raw.slice(1), writing, decode) : undefined;
  if (style !== "label") return compose(raw, writing, { split: splitter(style), decode });
  if (!raw.startsWith(".")) return undefined;
  const split: Split = explode ? (text) => text.split(".") : atCommas;
  return compose(raw.slice(1), writing, { split, decode });
}

/** A header, in which nothing is percent-encoded (OpenAPI 3.1.1, appendix D). */
export function readHeader(raw: string, writing: Writing): Deserialized {
  const split = writing.style === "simple" ? splitHeader : splitter(writing.style);
  return compose(raw, writing, { split, decode: asSent });
}

/** A comma within a quoted string (`"a,b", W/"c"`) belongs to it (RFC 9110, section 5.5). */
function splitHeader(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (isQuoted) {
      if (char === "\\") i++;
      else if (char === '"') isQuoted = false;
    } else if (char === ",") {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    } else if (char === '"') isQuoted = i - start < 8 && /^\s*(?:W\/)?$/.test(text.slice(start, i));
  }
  // A quote that does not end is a character like any other.
  if (isQuoted) return text.split(",").map((part) => part.trim());
  return [...parts, text.slice(start).trim()];
}

function readMatrix(raw: string, { name, shape, explode }: Writing, decode: Decode): Deserialized {
  const parts = raw.split(";");
  const pairs = parts.map((part): Pair => assignment(part, decode) ?? [decode(part), ""]);
  if (shape === "object" && explode) return collect(pairs);
  const own = parts.filter((_, index) => pairs[index]?.[0] === name);
  const [first, ...more] = own.map((part) => (part.includes("=") ? part.slice(part.indexOf("=") + 1) : ""));
  if (first === undefined) return undefined;
  if (shape === "array" && explode) return [first, ...more].map(decode);
  return compose(first, { shape, explode }, { split: atCommas, decode });
}

/** Styles `form`, `spaceDelimited`, `pipeDelimited` and `deepObject`; `isOwn`: an exploded object has that property. */
export function readPairs(
  pairs: readonly QueryPair[],
  writing: Writing,
  isOwn: (property: string) => boolean,
): Deserialized {
  const { name, style, explode, shape, isLenient } = writing;
  if (style === "deepObject") return readDeepObject(pairs, name);
  if (shape === "object" && explode && style === "form") {
    const own = pairs.filter((pair) => isOwn(pair.name));
    return own.length === 0 ? undefined : collect(own.map((pair) => [pair.name, pair.value]));
  }
  const own = pairs.filter((pair) => pair.name === name || (shape === "array" && isItem(pair.name, name)));
  const [first, second] = own;
  if (!first) return undefined;
  if (shape === "primitive") return second ? own.map((pair) => pair.value) : first.value;
  // The delimited styles have no exploded form (OpenAPI 3.1, Style Examples): what is delimited is a list all the same.
  if (shape === "array" && ((explode && style === "form") || second)) return own.map((pair) => pair.value);
  const raw = isLenient ? first.raw.replaceAll(/%2c/gi, ",") : first.raw;
  return compose(raw, { shape, explode: false }, { split: splitter(style), decode: decodeForm });
}

/** Whether it is `ids[]` or `ids[0]`, as many clients write the items of `ids`. */
export function isItem(pair: string, name: string): boolean {
  return pair.startsWith(`${name}[`) && /^\[\d{0,4}\]$/.test(pair.slice(name.length));
}

/**
 * The separator counts only where it was sent as itself; escaped, it is part of a value (RFC 6570). `tabDelimited` is
 * what Swagger 2.0 calls tsv; 2.0 has its delimited styles in headers, paths and forms too.
 */
export function splitter(style: string): Split {
  if (style === "spaceDelimited") return (raw) => raw.split(/%20|\+| /);
  if (style === "tabDelimited") return (raw) => raw.split(/%09|\t/);
  if (style === "pipeDelimited") return (raw) => raw.split(/\||%7c/i);
  return atCommas;
}

/**
 * Style `form` in a cookie: exploded items come as cookies of the same name or, by the letter of 3.0, joined by `&`;
 * most are sent with commas. Style `cookie` (3.2) knows only the first, and no percent-encoding.
 */
export function readCookie(
  cookies: readonly CookiePair[],
  { name, style, explode, shape, isLenient }: Writing,
  isOwn: (property: string) => boolean,
): Deserialized {
  const decode = style === "cookie" || isLenient ? asSent : percentDecode;
  const own = cookies.filter((cookie) => cookie.name === name);
  const [first, second] = own;
  if (!first) {
    const properties = shape === "object" && explode ? cookies.filter((cookie) => isOwn(cookie.name)) : [];
    if (properties.length === 0) return undefined;
    return collect(properties.map((cookie) => [cookie.name, decode(cookie.raw)]));
  }
  if (shape === "array" && second) return own.map((cookie) => decode(cookie.raw));
  const isJoined = explode && style !== "cookie";
  const split: Split = isJoined ? (raw) => raw.split(raw.includes("&") ? "&" : ",") : atCommas;
  const sent = isLenient ? percentDecode(first.raw) : first.raw;
  const raw = isJoined && shape === "array" ? sent.replaceAll(`&${name}=`, "&") : sent;
  return compose(raw, { shape, explode }, { split, decode });
}

function compose(
  raw: string,
  { shape, explode }: Pick<Writing, "shape" | "explode">,
  { split, decode }: { split: Split; decode: Decode },
): Deserialized {
  if (shape === "primitive") return decode(raw);
  const parts = raw === "" ? [] : split(raw);
  if (shape === "array") return parts.map(decode);
  const pairs = explode ? parts.map((part) => assignment(part, decode)) : alternating(parts.map(decode));
  return pairs?.every((pair) => pair !== undefined) ? collect(pairs) : undefined;
}

type Pair = readonly [name: string, value: string];

function assignment(part: string, decode: Decode): Pair | undefined {
  const equals = part.indexOf("=");
  return equals < 0 ? undefined : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
}

function alternating(parts: readonly string[]): readonly Pair[] | undefined {
  if (parts.length % 2 === 1) return undefined;
  return parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? ""] as const] : []));
}

/** A name that comes twice has a list. */
function collect(pairs: readonly Pair[]): Record<string, unknown> {
  const object = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of pairs) {
    const known = object[name];
    if (known === undefined) object[name] = value;
    else object[name] = Array.isArray(known) ? [...(known as unknown[]), value] : [known, value];
  }
  return object;
}

import { isObject } from "../schema/pointer.ts";
import { isJson } from "../http/media-type.ts";
import { partTypes, type Encodings, type PropertyEncoding } from "./property-encoding.ts";
import { writeScalar } from "./scalar.ts";

type Pair = readonly [name: string, value: string];

/** An object as `application/x-www-form-urlencoded`; what no style says is written in brackets: `a[b]=1`. */
export function writeForm(value: unknown, encodings: Encodings = {}): string {
  if (!isObject(value)) return escape(writeScalar(value));
  return Object.entries(value)
    .flatMap(([name, own]) => (own === undefined ? [] : writeProperty(name, own, encodings[name])))
    .join("&");
}

function writeProperty(name: string, value: unknown, encoding: PropertyEncoding | undefined): string[] {
  const keep = encoding?.allowReserved ?? false;
  const join = ([key, text]: Pair) => `${escape(key)}=${escape(text, keep)}`;
  if (encoding?.isStyled === true) return writeStyled(name, value, encoding);
  if (isJson(partTypes(encoding)[0] ?? "")) return [join([name, JSON.stringify(value)])];
  if (Array.isArray(value) && !value.some((one) => typeof one === "object" && one !== null)) {
    return value.map((one) => join([name, writeScalar(one)]));
  }
  return inBrackets(name, value).map(join);
}

function inBrackets(name: string, value: unknown): Pair[] {
  if (typeof value !== "object" || value === null) return [[name, writeScalar(value)]];
  return Object.entries(value).flatMap(([key, own]) => inBrackets(`${name}[${key}]`, own));
}

const separators: Readonly<Record<string, string>> = {
  spaceDelimited: "%20",
  tabDelimited: "%09",
  pipeDelimited: "|",
};

function writeStyled(name: string, value: unknown, encoding: PropertyEncoding): string[] {
  const { style, explode, allowReserved } = encoding;
  const text = (one: unknown) => escape(writeScalar(one), allowReserved);
  if (typeof value !== "object" || value === null) return [`${escape(name)}=${text(value)}`];
  if (style === "deepObject") {
    return inBrackets(name, value).map(([key, own]) => `${escape(key)}=${text(own)}`);
  }
  if (explode) {
    const entries = Object.entries(value);
    return entries.map(([key, own]) => `${escape(Array.isArray(value) ? name : key)}=${text(own)}`);
  }
  const items = Array.isArray(value) ? (value as unknown[]) : Object.entries(value).flat();
  return [`${escape(name)}=${items.map(text).join(separators[style] ?? ",")}`];
}

/** RFC 3986's reserved characters, without those that mean something in a form or may not stand in one. */
const reserved = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/g;

function escape(text: string, keepReserved = false): string {
  const encoded = encodeURIComponent(Buffer.from(text).toString()).replaceAll("%20", "+");
  return keepReserved ? encoded.replace(reserved, decodeURIComponent) : encoded;
}

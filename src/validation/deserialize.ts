import { decodeForm, percentDecode, type QueryPair } from "../http/query.ts";
import type { Shape } from "./coerce.ts";

/** How a value is written into a path, query, header or cookie (OpenAPI 3.1, Parameter Object, Style Values). */
export interface Writing {
  readonly name: string;
  readonly style: string;
  readonly explode: boolean;
  readonly shape: Shape;
}

/** Text, list of texts or object of texts; undefined when it is not there. */
export type Deserialized = unknown;

/** Styles `simple`, `label` and `matrix`: a path segment or a header, still percent-encoded. */
export function readSegment(raw: string, writing: Writing): Deserialized {
  switch (writing.style) {
    case "label":
      return raw.startsWith(".") ? readList(raw.slice(1), writing, writing.explode ? "." : ",") : undefined;
    case "matrix":
      return raw.startsWith(";") ? readMatrix(raw.slice(1), writing) : undefined;
    default:
      return readList(raw, writing, ",");
  }
}

function readList(raw: string, { shape, explode }: Writing, separator: string): Deserialized {
  if (shape === "primitive") return percentDecode(raw);
  const parts = raw === "" ? [] : raw.split(separator);
  if (shape === "array") return parts.map((part) => percentDecode(part.trim()));
  return explode ? fromAssignments(parts) : fromAlternating(parts);
}

function readMatrix(raw: string, { name, shape, explode }: Writing): Deserialized {
  const parts = raw.split(";");
  if (shape === "object" && explode) return fromAssignments(parts);
  const own = parts.filter((part) => part === name || part.startsWith(`${name}=`));
  if (own.length === 0) return undefined;
  const values = own.map((part) => part.slice(name.length + 1));
  const [first = ""] = values;
  if (shape === "primitive") return percentDecode(first);
  if (shape === "array" && explode) return values.map(percentDecode);
  const items = first === "" ? [] : first.split(",");
  return shape === "array" ? items.map(percentDecode) : fromAlternating(items);
}

/** Styles `form`, `spaceDelimited`, `pipeDelimited` and `deepObject`; `properties` are those the schema declares. */
export function readPairs(
  pairs: readonly QueryPair[],
  writing: Writing,
  properties: (name: string) => boolean,
): Deserialized {
  const { name, style, explode, shape } = writing;
  if (style === "deepObject") return readDeepObject(pairs, name);
  if (shape === "object" && explode && style === "form") {
    const own = pairs.filter((pair) => properties(pair.name));
    return own.length === 0 ? undefined : objectOf(own.map((pair) => [pair.name, pair.value]));
  }
  const own = pairs.filter((pair) => pair.name === name || (shape === "array" && pair.name === `${name}[]`));
  const [first] = own;
  if (!first) return undefined;
  if (shape === "primitive") return own.length === 1 ? first.value : own.map((pair) => pair.value);
  if (shape === "array" && (explode || own.length > 1)) return own.map((pair) => pair.value);
  const items = splitRaw(first.raw, style).map(decodeForm);
  return shape === "array" ? items : fromAlternating(items);
}

/** The separator counts only where it was sent as itself; escaped, it is part of a value (RFC 6570). */
function splitRaw(raw: string, style: string): string[] {
  if (raw === "") return [];
  if (style === "spaceDelimited") return raw.split(/%20|\+/);
  if (style === "pipeDelimited") return raw.split(/\||%7c/i);
  return raw.split(",");
}

function readDeepObject(pairs: readonly QueryPair[], name: string): Deserialized {
  const root = Object.create(null) as Record<string, unknown>;
  let found = false;
  for (const pair of pairs) {
    if (!pair.name.startsWith(`${name}[`) || !pair.name.endsWith("]")) continue;
    const keys = pair.name.slice(name.length + 1, -1).split("][");
    if (keys.length > 10) continue;
    put(root, keys, pair.value);
    found = true;
  }
  return found ? root : undefined;
}

function put(root: Record<string, unknown>, keys: readonly string[], value: string): void {
  let node = root;
  for (const key of keys.slice(0, -1)) {
    const next = node[key];
    node = (
      typeof next === "object" && next !== null ? next : (node[key] = Object.create(null))
    ) as typeof node;
  }
  const last = keys.at(-1) ?? "";
  const known = node[last];
  if (known === undefined) node[last] = value;
  else node[last] = Array.isArray(known) ? [...(known as unknown[]), value] : [known, value];
}

function fromAssignments(parts: readonly string[]): Record<string, unknown> {
  return objectOf(
    parts.map((part) => {
      const equals = part.indexOf("=");
      return equals < 0
        ? [percentDecode(part), ""]
        : [percentDecode(part.slice(0, equals)), percentDecode(part.slice(equals + 1))];
    }),
  );
}

function fromAlternating(parts: readonly string[]): Record<string, unknown> {
  const entries: [string, string][] = [];
  for (let i = 0; i + 1 < parts.length; i += 2)
    entries.push([percentDecode(parts[i] ?? ""), percentDecode(parts[i + 1] ?? "")]);
  return objectOf(entries);
}

function objectOf(
  entries: readonly (readonly [string, string] | readonly string[])[],
): Record<string, unknown> {
  const object = Object.create(null) as Record<string, unknown>;
  for (const [name = "", value = ""] of entries) object[name] = value;
  return object;
}

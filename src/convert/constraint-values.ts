import { isObject, parseJson } from "./json.ts";
import type { TypeName, TypeNotation } from "./type-notation.ts";

/** `a, b, or c` · `a or b` · `a, b or c`; values may themselves be `or`. */
export function splitValues(text: string): string[] {
  const parts = text.split(", ");
  const last = parts.pop() ?? "";
  if (parts.length > 0 && last.startsWith("or ")) return [...parts, last.slice(3)];
  const pair = /^(.+?) or (.+)$/.exec(last);
  return pair?.[1] !== undefined && pair[2] !== undefined ? [...parts, pair[1], pair[2]] : [...parts, last];
}

const FITS: Readonly<Partial<Record<TypeName, (json: unknown) => boolean>>> = {
  integer: (json) => Number.isInteger(json),
  number: (json) => typeof json === "number",
  boolean: (json) => typeof json === "boolean",
  array: (json) => Array.isArray(json),
  object: isObject,
};

/** The value a text stands for under a type; undefined where it fits none of the alternatives. */
export function readValue(text: string, type: TypeNotation | undefined): unknown {
  const names = type?.alternatives.map(({ name }) => name) ?? [];
  if (text === "null" && type?.nullable !== false) return null;
  const plain = text.replace(/ \(empty\)$/, "");
  const json = parseJson(plain);
  if (plain !== text && json === "") return "";
  if (names.length === 0 || names.includes("any")) return json ?? text;
  if (names.some((name) => FITS[name]?.(json))) return json;
  return names.includes("string") ? text : undefined;
}

/** A value of a JSON document, as it is written to YAML. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** Keys that hold undefined are left out of the document. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

// Whatever is nested deeper than this was not written by a person, and would exhaust the stack of those who walk it.
const DEEPEST = 200;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/g;

/** Parses a text; undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  const opening = text.trimStart();
  if (/^[[{]/.test(opening) && endOfJson(opening, 0) === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The offset behind the bracket that closes the one at `start`; undefined where none does, or at absurd depth. */
export function endOfJson(text: string, start: number): number | undefined {
  let depth = 0;
  for (const token of text.slice(start).matchAll(TOKEN)) {
    if (/^[[{]$/.test(token[0])) depth++;
    else if (/^[\]}]$/.test(token[0])) depth--;
    if (depth === 0) return start + token.index + token[0].length;
    if (depth > DEEPEST) return undefined;
  }
  return undefined;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** The values without repetitions, in the order of their first appearance. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

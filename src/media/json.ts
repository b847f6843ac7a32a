import { essence } from "../http/media-type.ts";
import { unreadable } from "./unreadable.ts";

/** Deeper than any honest body, and shallow enough for everything that walks one. */
const depthLimit = 200;

/** A JSON text as a value. Throws ProblemError `invalid-body` where it is none, or nested too deeply. */
export function parseJson(text: string): unknown {
  if (text.length > depthLimit * 2 && depthOf(text) > depthLimit) {
    throw unreadable("JSON", `It is nested more than ${String(depthLimit)} levels deep.`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw unreadable("JSON", (error as Error).message);
  }
}

/** The same where the text may be no JSON at all: then it stays a text. */
export function tryJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

const lineLimit = 500_000;

/** One JSON value a line; the record separators of RFC 7464 are let be. */
export function parseLines(text: string): unknown[] {
  const lines = text.replaceAll("\x1e", "").split(/\r\n|\n|\r/);
  if (lines.length > lineLimit)
    throw unreadable("JSON lines", `it has more than ${String(lineLimit)} lines.`);
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [parseJson(line)];
    } catch (error) {
      throw unreadable("JSON lines", `line ${String(index + 1)}: ${(error as Error).message}`);
    }
  });
}

/** A list as a JSON value a line; anything else is one line. RFC 7464 has a record separator before each. */
export function writeLines(value: unknown, type: string): string {
  const start = /[/+]json-seq$/.test(essence(type)) ? "\x1e" : "";
  return (Array.isArray(value) ? value : [value]).map((one) => `${start}${JSON.stringify(one)}\n`).join("");
}

/** The deepest nesting of brackets outside strings, without building anything. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = endOfString(text, i);
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
  }
  return deepest;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== 0x22) i += text.charCodeAt(i) === 0x5c ? 2 : 1;
  return i;
}

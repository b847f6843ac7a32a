import { InputError } from "../problem/input-error.ts";
import { isObject } from "../schema/pointer.ts";
import { jsonMistake } from "./json-mistake.ts";
import { readPlainYaml } from "./yaml/plain.ts";
import { readYaml, YamlError } from "./yaml/yaml.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

const help = "Correct the file at this place; any OpenAPI 3.0 or 3.1 document in JSON or YAML will do.";

/** The text of a document, JSON or YAML, as plain values. Throws InputError with line and column. */
export function readDocument(text: string, source: string): JsonObject {
  const value = parseText(text, source);
  if (isObject(value)) return value;
  const cause =
    text.trim() === "" ? "the file is empty" : "this is not an OpenAPI document: it holds no object";
  throw new InputError(cause, { place: `${source}:1:1`, help });
}

/** A text, JSON or YAML, as a plain value. Throws InputError with line and column. */
export function parseText(text: string, source: string): unknown {
  if (/^\s*<[a-z!?]/i.test(text)) {
    throw new InputError("this is HTML or XML, not JSON or YAML", { place: `${source}:1:1`, help });
  }
  if (/^\s*[{[]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      // JSON is YAML as well, and YAML forgives a comma too many; a large text is not worth another minute.
      if (text.length > longestSecondTry) throw notJson(error as SyntaxError, text, source);
    }
  }
  const plain = readPlainYaml(text);
  if (plain) return plain.value;
  try {
    return readYaml(text);
  } catch (error) {
    throw notYaml(error, source);
  }
}

const longestSecondTry = 1024 * 1024;

function notJson({ message }: SyntaxError, text: string, source: string): InputError {
  const before = text.slice(0, jsonMistake(text)).split("\n");
  const place = `${source}:${String(before.length)}:${String((before.at(-1) ?? "").length + 1)}`;
  const [cause = message] = message.split(/, \.{3}|, "| in JSON/);
  return new InputError(`this is no JSON: ${cause}`, { place, help });
}

function notYaml(error: unknown, source: string): InputError {
  if (!(error instanceof YamlError)) {
    // The library's own, or a stack that was not deep enough.
    return new InputError(`the text cannot be read: ${(error as Error).message}`, { place: source, help });
  }
  const [cause = ""] = error.message.split("\n");
  return new InputError(cause.replace(/ at line \d+, column \d+:?$/, ""), {
    place: `${source}:${error.place}`,
    help,
  });
}

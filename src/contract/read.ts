import { LineCounter, parseDocument } from "yaml";
import { InputError } from "../problem/input-error.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

const help = "Correct the file at this place; any OpenAPI 3.0 or 3.1 document in JSON or YAML will do.";

/** The text of a document, JSON or YAML, as plain values. Throws InputError with line and column. */
export function readDocument(text: string, source: string): JsonObject {
  const value = /^\s*[{[]/.test(text) ? (tryJson(text) ?? readYaml(text, source)) : readYaml(text, source);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InputError("this is not an OpenAPI document: it holds no object", { place: source, help });
  }
  return value as JsonObject;
}

/** JSON is YAML as well; the YAML reader is asked again for the place of a mistake. */
function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readYaml(text: string, source: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    const [cause = error.message] = error.message.split("\n");
    throw new InputError(cause.replace(/ at line \d+, column \d+:?$/, ""), {
      place: `${source}:${String(line)}:${String(col)}`,
      help,
    });
  }
  try {
    return document.toJS();
  } catch (cause) {
    throw new InputError((cause as Error).message, { place: source, help });
  }
}

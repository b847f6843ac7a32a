import { listed } from "../problem/nearest.ts";
import { valueAt } from "../schema/pointer.ts";
import type { Subject } from "./subject.ts";

/** A value of the request that a template names: `{{ request.body.roles.0 }}`. */
export interface Reference {
  /** `request.body`, `session`, … */
  readonly root: string;
  /** What follows the root. */
  readonly segments: readonly string[];
}

/** A text cut into what is written and what is read from the request. */
export type Piece = string | Reference;

const OPEN = "{{";
const CLOSE = "}}";

/** Roots that a name follows, and roots that stand alone. */
const deep = new Map<string, (subject: Subject) => unknown>([
  ["request.body", (subject) => subject.body],
  ["request.headers", (subject) => subject.headers],
  ["request.query", (subject) => subject.query],
  ["request.path", (subject) => subject.path],
  ["request.cookies", (subject) => subject.cookies],
]);
const plain = new Map<string, (subject: Subject) => unknown>([
  ["request.method", (subject) => subject.method],
  ["session", (subject) => subject.session],
]);
const roots = [...deep.keys(), ...plain.keys()];

/**
 * Cuts a text at its templates; `\{{` is a brace that is meant. Throws an Error with the reason where a template is
 * not closed or names what nobody knows.
 */
export function readTemplate(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let written = "";
  let at = 0;
  for (let open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
    const meant = open > at && text[open - 1] === "\\";
    written += text.slice(at, meant ? open - 1 : open);
    if (meant) {
      written += OPEN;
      at = open + OPEN.length;
      continue;
    }
    const close = text.indexOf(CLOSE, open);
    if (close < 0) throw new Error("a template is opened by {{ and never closed");
    if (written !== "") pieces.push(written);
    written = "";
    pieces.push(readReference(text.slice(open + OPEN.length, close).trim()));
    at = close + CLOSE.length;
  }
  written += text.slice(at);
  if (written !== "" || pieces.length === 0) pieces.push(written);
  return pieces;
}

/** The value a reference names in this request; undefined when it has none. Only own properties are read. */
export function dereference({ root, segments }: Reference, subject: Subject): unknown {
  const read = deep.get(root) ?? plain.get(root);
  return valueAt(read?.(subject), segments);
}

function readReference(name: string): Reference {
  const [first = "", second = "", ...rest] = name.split(".");
  const root = first === "request" ? `${first}.${second}` : first;
  const segments = first === "request" ? rest : name.split(".").slice(1);
  const known = deep.has(root) || (plain.has(root) && segments.length === 0);
  if (!known || segments.includes("")) {
    throw new Error(
      `"{{ ${name.slice(0, 80)} }}" names nothing a template can read (it reads ${listed(roots)})`,
    );
  }
  return {
    root,
    segments: root === "request.headers" ? segments.map((segment) => segment.toLowerCase()) : segments,
  };
}

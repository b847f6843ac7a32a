import { endOfLine } from "./text.ts";
import { indentOf, type Lines } from "./lines.ts";
import { closingQuote, NotPlain, scalarOf, unquoted } from "./scalar.ts";

const deepest = 100;

/** A list or object in brackets, of one line or several. The lines are left behind it. */
export function flowValue(lines: Lines, parent: number): unknown {
  const value = readFlow(lines, { parent, depth: 0 });
  endOfLine(lines.line.slice(lines.column));
  lines.jump(lines.at + 1);
  return value;
}

interface Around {
  /** Indentation of what holds the outermost bracket: every line of it is deeper. */
  readonly parent: number;
  readonly depth: number;
}

function readFlow(lines: Lines, { parent, depth }: Around): unknown {
  if (depth > deepest) throw new NotPlain();
  const around = { parent, depth: depth + 1 };
  return lines.line[lines.column] === "[" ? readList(lines, around) : readObject(lines, around);
}

function readList(lines: Lines, around: Around): unknown[] {
  const list: unknown[] = [];
  lines.column++;
  while (peek(lines, around) !== "]") {
    list.push(readValue(lines, around));
    if (!separated(lines, around, "]")) break;
  }
  lines.column++;
  return list;
}

function readObject(lines: Lines, around: Around): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  lines.column++;
  while (peek(lines, around) !== "}") {
    const key = readKey(lines);
    if (Object.hasOwn(object, key) || key === "__proto__" || key === "<<") throw new NotPlain();
    const isEmpty = [",", "}"].includes(peek(lines, around));
    object[key] = isEmpty ? null : readValue(lines, around);
    if (!separated(lines, around, "}")) break;
  }
  lines.column++;
  return object;
}

/** Whether something follows; a comma may stand before the end. */
function separated(lines: Lines, around: Around, end: string): boolean {
  const next = peek(lines, around);
  if (next !== "," && next !== end) throw new NotPlain();
  if (next === ",") lines.column++;
  return next === ",";
}

/** The key, and the colon behind it. */
function readKey(lines: Lines): string {
  const { line, column } = lines;
  if (/["']/.test(line[column] ?? "")) {
    const key = readQuoted(lines);
    if (lines.line[lines.column] !== ":") throw new NotPlain();
    lines.column++;
    return key;
  }
  const [all = "", key = ""] =
    /^([^\s,[\]{}&*!|>%@`"'?#:-][^,[\]{}#:]*?)[ \t]*:(?=[ \t,}]|$)/.exec(line.slice(column)) ?? [];
  if (key === "") throw new NotPlain();
  lines.column += all.length;
  return key;
}

function readValue(lines: Lines, around: Around): unknown {
  const { line, column } = lines;
  const first = line[column] ?? "";
  if (first === "[" || first === "{") return readFlow(lines, around);
  if (first === '"' || first === "'") return readQuoted(lines);
  const [text = ""] = /^[^\s,[\]{}&*!|>%@`?:#][^,[\]{}#]*/.exec(line.slice(column)) ?? [];
  // A key in a list, or a text of several lines.
  if (text === "" || /:(?:[ \t]|$)|^-(?:[ \t]|$)/.test(text)) throw new NotPlain();
  lines.column += text.length;
  const next = peek(lines, around);
  if (next !== "," && next !== "]" && next !== "}") throw new NotPlain();
  return scalarOf(text.trimEnd());
}

function readQuoted(lines: Lines): string {
  const { line, column } = lines;
  const end = closingQuote(line, column);
  if (end < 0) throw new NotPlain();
  lines.column = end + 1;
  return unquoted(line.slice(column + 1, end), line[column] ?? "");
}

/** The next character that is no space, on this line or a later one; the lines are left at it. */
function peek(lines: Lines, { parent }: Around): string {
  for (;;) {
    const { line } = lines;
    while (line[lines.column] === " ") lines.column++;
    const found = line[lines.column];
    if (found === "#" || found === "\t") throw new NotPlain();
    if (found !== undefined) return found;
    lines.jump(lines.at + 1);
    if (lines.isOver || (lines.line.trim() !== "" && indentOf(lines.line) <= parent)) throw new NotPlain();
  }
}

import { flowValue } from "./flow.ts";
import { Lines } from "./lines.ts";
import { closingQuote, NotPlain, scalarOf, unquoted } from "./scalar.ts";
import { blockText, plainText, quotedText } from "./text.ts";

const deepest = 100;

/**
 * Reads the YAML that nearly all documents are written in (blocks, brackets, quotes, texts of several lines; no
 * anchors, tags, merge keys or directives) some thirty times as fast as the library does. Undefined for anything else, mistakes
 * included: the library has to be asked then.
 */
export function readPlainYaml(text: string): { value: unknown } | undefined {
  if (/\r(?!\n)/.test(text)) return undefined;
  const lines = new Lines(text.includes("\r") ? text.replaceAll("\r\n", "\n") : text);
  try {
    const column = lines.skip();
    if (column < 0) return undefined;
    const value = readNode(lines, { parent: -1, depth: 0 });
    return lines.skip() < 0 ? { value } : undefined;
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

interface Around {
  /** Indentation of what holds the node: all of its lines are deeper. */
  readonly parent: number;
  readonly depth: number;
}

/** What begins at the place up to which the lines are read: a list, an object, or a value on lines of its own. */
function readNode(lines: Lines, around: Around): unknown {
  const { line, column } = lines;
  if (around.depth > deepest) throw new NotPlain();
  if (isItem(line, column)) return readList(lines, around.depth + 1);
  if (keyAt(lines)) return readObject(lines, around.depth + 1);
  return readValue(lines, around.parent);
}

function readList(lines: Lines, depth: number): unknown[] {
  const indent = lines.column;
  const list: unknown[] = [];
  do {
    if (!isItem(lines.line, lines.column)) throw new NotPlain();
    lines.column++;
    list.push(readBelow(lines, { parent: indent, depth }));
  } while (lines.skip() === indent && isItem(lines.line, indent));
  if (lines.column > indent && !lines.isOver) throw new NotPlain();
  return list;
}

function readObject(lines: Lines, depth: number): Record<string, unknown> {
  const indent = lines.column;
  const object: Record<string, unknown> = {};
  do {
    const found = keyAt(lines);
    if (!found || Object.hasOwn(object, found.key)) throw new NotPlain();
    lines.column = found.end;
    object[found.key] = readMember(lines, { parent: indent, depth });
  } while (lines.skip() === indent);
  if (lines.column > indent && !lines.isOver) throw new NotPlain();
  return object;
}

/** A list that is a member may stand as far to the left as its key. */
function readMember(lines: Lines, around: Around): unknown {
  if (isEmptyFrom(lines)) {
    lines.jump(lines.at + 1);
    const column = lines.skip();
    if (column === around.parent && isItem(lines.line, column)) return readList(lines, around.depth + 1);
    return column > around.parent ? readNode(lines, around) : null;
  }
  lines.skip();
  return readValue(lines, around.parent);
}

/** What stands behind the dash of an item, on the same line or below. */
function readBelow(lines: Lines, around: Around): unknown {
  if (isEmptyFrom(lines)) {
    lines.jump(lines.at + 1);
    return lines.skip() > around.parent ? readNode(lines, around) : null;
  }
  lines.skip();
  return readNode(lines, around);
}

function readValue(lines: Lines, parent: number): unknown {
  const first = lines.line[lines.column] ?? "";
  switch (first) {
    case '"':
    case "'":
      return quotedText(lines, parent);
    case "|":
    case ">":
      return blockText(lines, parent);
    case "[":
    case "{":
      return flowValue(lines, parent);
    default:
      if (isSpecial(lines.line, lines.column) || keyAt(lines)) throw new NotPlain();
      return scalarOf(plainText(lines, parent));
  }
}

/** Whether the rest of the line is a comment or nothing. */
function isEmptyFrom({ line, column }: Lines): boolean {
  let at = column;
  while (line[at] === " ") at++;
  return at >= line.length || (line[at] === "#" && at > column);
}

function isItem(line: string, column: number): boolean {
  return line[column] === "-" && (line[column + 1] === " " || column + 1 === line.length);
}

/** Characters that begin something else than a plain text. */
function isSpecial(line: string, column: number): boolean {
  const first = line[column] ?? "";
  if (first === "-" || first === "?" || first === ":")
    return /^.(?:[ \t]|$)/.test(line.slice(column, column + 2));
  return "&*!|>%@`,]}#\t".includes(first);
}

/** The key that begins here, and where what it stands for begins. */
function keyAt(lines: Lines): { key: string; end: number } | undefined {
  const { line, column } = lines;
  const first = line[column] ?? "";
  if (first === '"' || first === "'") {
    const end = closingQuote(line, column);
    if (end < 0 || !/^:(?: |$)/.test(line.slice(end + 1, end + 3))) return undefined;
    return named(unquoted(line.slice(column + 1, end), first), end + 2);
  }
  if (first === "[" || first === "{") return undefined;
  const end = colonFrom(line, column);
  if (end < 0) return undefined;
  const key = line.slice(column, end).trimEnd();
  if (isSpecial(line, column) || key.includes(" #") || key.includes("\t")) throw new NotPlain();
  return named(key, end + 1);
}

/** Where the first colon is that a space or the end of the line follows. */
function colonFrom(line: string, column: number): number {
  for (let at = line.indexOf(":", column); at >= 0; at = line.indexOf(":", at + 1)) {
    const next = line.charCodeAt(at + 1);
    if (next === 32 || next === 9 || at + 1 === line.length) return at;
  }
  return -1;
}

function named(key: string, end: number): { key: string; end: number } {
  // `<<` merges another object; `~` and nothing at all are no names.
  if (key === "<<" || key === "__proto__" || key === "" || key === "~") throw new NotPlain();
  return { key, end };
}

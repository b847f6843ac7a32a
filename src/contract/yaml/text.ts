import { indentOf, type Lines } from "./lines.ts";
import { closingQuote, isEscaped, NotPlain, unquoted, withoutComment } from "./scalar.ts";

/** A `|` or `>` text; `parent` is the indentation of what holds it. The lines are left behind it. */
export function blockText(lines: Lines, parent: number): string {
  const [, style, first, second] =
    /^([|>])(?:([1-9]?)([+-]?)|[+-][1-9])(?:[ \t]+#.*|[ \t]*)$/.exec(lines.line.slice(lines.column)) ?? [];
  if (first === undefined || second === undefined) throw new NotPlain();
  const found = lines.deeper(lines.at + 1, parent);
  lines.jump(lines.at + 1 + found.length);
  const top = found.find((line) => line.trim() !== "");
  if (top === undefined) throw new NotPlain();
  // An indentation that is said counts from what holds the text.
  const indent = first === "" ? indentOf(top) : Math.max(parent, 0) + Number(first);
  const texts = found.map((line) => {
    const own = indentOf(line);
    // What is less indented, or a tab, is a mistake or a comment.
    if (own < indent && own < line.length) throw new NotPlain();
    return line.slice(indent);
  });
  let end = texts.length;
  while (end > 0 && texts[end - 1] === "") end--;
  const kept = texts.slice(0, end);
  const text = style === "|" ? kept.join("\n") : folded(kept);
  if (second === "-") return text;
  return second === "+" ? text + "\n".repeat(texts.length - end + 1) : `${text}\n`;
}

/** YAML 1.2, section 8.1.3: lines are joined by spaces, except next to those that are indented further. */
function folded(lines: readonly string[]): string {
  let text = "";
  let empty = 0;
  let wasDeeper = false;
  for (const [index, line] of lines.entries()) {
    if (line === "") {
      empty++;
      continue;
    }
    const isDeeper = line.startsWith(" ") || line.startsWith("\t");
    const isFirst = text === "" && empty === index;
    const breaks = isFirst ? empty : isDeeper || wasDeeper ? empty + 1 : empty;
    text += (breaks === 0 && !isFirst ? " " : "\n".repeat(breaks)) + line;
    empty = 0;
    wasDeeper = isDeeper;
  }
  return text;
}

/** A quoted text, of one line or several. The lines are left behind it. */
export function quotedText(lines: Lines, parent: number): string {
  const { line, column, at } = lines;
  const quote = line[column] ?? "";
  const end = closingQuote(line, column);
  if (end >= 0) {
    endOfLine(line.slice(end + 1));
    lines.jump(at + 1);
    return unquoted(line.slice(column + 1, end), quote);
  }
  const parts = [line.slice(column + 1)];
  for (const next of lines.deeper(at + 1, parent)) {
    const closing = closingQuote(`${quote}${next}`, 0) - 1;
    if (closing < 0) {
      parts.push(next);
      continue;
    }
    endOfLine(next.slice(closing + 1));
    lines.jump(at + 1 + parts.length);
    return unquoted(joined([...parts, next.slice(0, closing)], quote), quote);
  }
  throw new NotPlain();
}

/** Lines of a quoted text: an empty one is a line break, and between others there is a space. */
function joined(parts: readonly string[], quote: string): string {
  const lastOne = parts.length - 1;
  const trimmed = parts.map((part, index) => {
    const start = index === 0 ? part : part.replace(/^[ \t]+/, "");
    return index === lastOne ? start : start.replace(/[ \t]+$/, "");
  });
  return glued(trimmed, quote === '"' ? "\\n" : "\n");
}

/** A text without quotes that goes on in deeper lines. The lines are left behind it. */
export function plainText(lines: Lines, parent: number): string {
  const { line, column, at } = lines;
  const first = withoutComment(line.slice(column));
  const deeper = lines.deeper(at + 1, parent);
  const comment = deeper.findIndex((one) => /^[ \t]*#/.test(one));
  const following = comment < 0 ? deeper : deeper.slice(0, comment);
  while (following.at(-1)?.trim() === "") following.pop();
  lines.jump(at + 1 + following.length);
  if (following.length === 0) return first;
  const parts = [line.slice(column), ...following].map((one) => one.trim());
  // A comment ends the text, and a key cannot have more than one line: neither is worth telling apart here.
  if (
    parts.some((part) => /(?:^|[ \t])#|:(?:[ \t]|$)/.test(part)) ||
    following.some((one) => /^ *\t/.test(one))
  ) {
    throw new NotPlain();
  }
  return glued(parts, "\n");
}

function glued(parts: readonly string[], lineBreak: string): string {
  let text = parts[0] ?? "";
  let empty = 0;
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue;
    if (part === "" && index < parts.length - 1) {
      empty++;
      continue;
    }
    // In double quotes a backslash at the end of a line joins it to the next.
    const isJoined = lineBreak === "\\n" && isEscaped(text, text.length);
    if (isJoined) text = text.slice(0, -1);
    text += (empty === 0 ? (isJoined ? "" : " ") : lineBreak.repeat(empty)) + part;
    empty = 0;
  }
  return text;
}

/** After a value there is nothing but a comment. */
export function endOfLine(rest: string): void {
  if (!/^[ \t]*(?:[ \t]#.*)?$/.test(rest)) throw new NotPlain();
}

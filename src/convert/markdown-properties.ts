import type { CaptureText } from "./capture.ts";
import type { MarkdownPart } from "./markdown-parts.ts";
import { unknownShape, type Attribute } from "./model.ts";
import { readType, type TypeNotation } from "./type-notation.ts";

/** What stands before the first property, and the properties. */
export interface MarkdownList {
  readonly before: string;
  readonly properties: readonly Attribute[];
}

interface Start {
  readonly name: string;
  readonly type: TypeNotation | undefined;
  /** What stands between the parentheses; empty: any type. */
  readonly word: string;
  readonly at: number;
  readonly end: number;
}

const NAME = /(?<!\S)-\s+\*\*((?:(?!\*\*).)+|\*)\*\*\s+(?=\()/g;

/** Reads `- **name** (TYPE) description` items; a dash or a bold word alone starts none. */
export function readProperties(
  { text, offset }: Pick<MarkdownPart, "text" | "offset">,
  capture: CaptureText,
): MarkdownList {
  const starts = [...text.matchAll(NAME)].flatMap((match) => {
    const start = readStart(match, text);
    if (start && !start.type && start.word)
      capture.warn(
        capture.lineAt(offset + start.at),
        `the type of \`${start.name}\` is not known: any value`,
      );
    return start ?? [];
  });
  return {
    before: text.slice(0, starts[0]?.at).trim(),
    properties: starts.map(({ name, type, at, end }, index) => ({
      ...unknownShape,
      name,
      line: capture.lineAt(offset + at),
      type,
      description: text.slice(end, starts[index + 1]?.at).trim(),
      required: false,
      deprecated: false,
      readOnly: false,
      writeOnly: false,
    })),
  };
}

/** Takes a balanced pair of parentheses off the front of a text. */
export function takeParentheses(text: string): { inside: string; length: number } | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/[()]/g)) {
    depth += token === "(" ? 1 : -1;
    if (depth === 0) return { inside: text.slice(1, index), length: index + 1 };
  }
  return undefined;
}

function readStart(match: RegExpExecArray, text: string): Start | undefined {
  const at = match.index;
  const opening = at + match[0].length;
  const taken = takeParentheses(text.slice(opening));
  if (!taken) return undefined;
  const type = readType(taken.inside);
  // A parenthesis of prose is no type; one word may be a type that is not known here, none means any type.
  if (!type && !/^\w*$/.test(taken.inside)) return undefined;
  return { name: match[1] ?? "", type, word: taken.inside, at, end: opening + taken.length };
}

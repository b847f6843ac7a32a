import type { CaptureText, Line } from "./capture.ts";
import { readConstraints } from "./constraints.ts";
import { unknownShape, type Shape } from "./model.ts";
import type { TypeNotation } from "./type-notation.ts";

type Prose = Pick<Shape, "description" | "constraints" | "additionalProperties">;

const ADDITIONAL = /^Additional properties are (NOT )?allowed\.$/;

/**
 * Reads what stands between an attribute line and its children: description paragraphs, then one paragraph of
 * constraint sentences, then a sentence about additional properties. An external-doc label may come last; it is
 * kept with the description.
 */
export function readProse(
  lines: readonly Line[],
  type: TypeNotation | undefined,
  capture: CaptureText,
): Prose {
  const paragraphs = toParagraphs(lines);
  const label = takeLabel(paragraphs, type);
  const additional = ADDITIONAL.exec(paragraphs.at(-1) ?? "");
  if (additional) paragraphs.pop();

  const reading = readConstraints(asSentence(paragraphs.at(-1)), type);
  if (reading && reading.unreadable === undefined) paragraphs.pop();
  else if (reading) {
    const line = lines.find(({ text }) => text !== "")?.number ?? 1;
    capture.warn(
      line,
      `"${paragraphs.at(-1) ?? ""}" was kept as prose: \`${String(reading.unreadable)}\` is no value of its type`,
    );
  }
  return {
    description: [...paragraphs, ...label].join("\n\n"),
    constraints:
      reading?.unreadable === undefined && reading ? reading.constraints : unknownShape.constraints,
    additionalProperties: additional ? additional[1] === undefined : undefined,
  };
}

/** Paragraphs of a text, its bullets as Markdown bullets, each indented by what it has beyond its first line. */
export function toParagraphs(lines: readonly Line[]): string[] {
  const paragraphs: string[][] = [];
  let base: number | undefined;
  for (const { text, indent, bullet } of lines) {
    if (text === "") base = undefined;
    else {
      if (base === undefined) paragraphs.push([]);
      base ??= indent;
      paragraphs.at(-1)?.push(`${" ".repeat(Math.max(0, indent - base))}${bullet ? "- " : ""}${text}`);
    }
  }
  return paragraphs.map((paragraph) => paragraph.join("\n"));
}

/** Takes a last paragraph that is no sentence off, where what precedes it stands in constraint position. */
function takeLabel(paragraphs: string[], type: TypeNotation | undefined): string[] {
  const before = paragraphs.at(-2);
  const constrained =
    ADDITIONAL.test(before ?? "") || readConstraints(asSentence(before), type) !== undefined;
  return constrained && !/\.$/.test(paragraphs.at(-1) ?? "") ? paragraphs.splice(-1) : [];
}

function asSentence(paragraph: string | undefined): string {
  return (paragraph ?? "").replaceAll("\n", " ");
}

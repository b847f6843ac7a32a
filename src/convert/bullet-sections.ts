import { readAttributeLine } from "./attribute-line.ts";
import { readTitle, type BulletTitle } from "./bullet-title.ts";
import type { CaptureText, Line } from "./capture.ts";
import { HELP_ENGLISH, METHODS } from "./layout.ts";
import { isExampleHeading } from "./samples.ts";

/** A heading at the left margin and the lines below it. */
interface Section {
  /** `Body`, `Responses`, `Path parameters`… in English. */
  readonly heading: string;
  readonly line: Line;
  readonly lines: readonly Line[];
}

/** A page cut at its landmarks. */
export interface BulletPage extends BulletTitle {
  readonly method: string;
  readonly path: string;
  /** Between the operation line and the first heading. */
  readonly introduction: readonly Line[];
  readonly sections: readonly Section[];
  /** Code samples and examples. */
  readonly tail: readonly Line[];
}

/** A method and a path; in a translated page the method may be any word. */
export const OPERATION = /^(\p{L}[\p{L}-]*) (\/\S*)$/u;
const HEADING = /^(?:Headers|(?:Path|Query|Header|Cookie) parameters|Cookies|Body(?: .*)?|Responses)$/;

interface OperationLine {
  readonly at: number;
  readonly number: number;
  readonly method: string;
  readonly path: string;
}

interface Cut extends Pick<BulletPage, "introduction" | "sections"> {
  readonly operation: OperationLine;
}

/** The line `METHOD /path`; refused where its method is in another language. */
function findOperation(capture: CaptureText): OperationLine {
  const found = capture.lines.flatMap(({ text, indent, bullet, number }, at) => {
    const [, method, path] = indent === 0 && !bullet ? (OPERATION.exec(text) ?? []) : [];
    return method && path ? [{ at, method, path, number }] : [];
  });
  const known = found.find(({ method }) => METHODS.includes(method));
  // The samples at a translated page's end still have the English line.
  const first = known ? found.find(({ path }) => path === known.path) : found[0];
  if (first && known === first) return known;
  const cause = `\`${first?.method ?? ""}\` is no HTTP method: the page seems to be translated`;
  return capture.refuse(first?.number ?? 1, cause, HELP_ENGLISH);
}

/** Cuts a page; refuses it where its headings are not the English ones. */
export function cutPage(capture: CaptureText): BulletPage {
  const operation = findOperation(capture);
  const { at, method, path } = operation;
  const after = capture.lines.slice(at + 1);
  const tailAt = after.findIndex(
    (line, index) =>
      line.indent === 0 &&
      (/^curl(\s|$)/.test(line.text) ||
        isExampleHeading(line) ||
        (line.text === `${method} ${path}` &&
          after.slice(0, index).some(({ text }) => text === "Responses"))),
  );
  const middle = tailAt === -1 ? after : after.slice(0, tailAt);
  const starts = middle.flatMap((line, index) => (isHeading(middle, index) ? [{ line, index }] : []));
  const introduction = middle.slice(0, starts[0]?.index ?? middle.length);
  const sections = starts.map(({ line, index }, next) => ({
    heading: line.text,
    line,
    lines: middle.slice(index + 1, starts[next + 1]?.index ?? middle.length),
  }));
  refuseForeignHeadings(capture, { operation, introduction, sections });
  return {
    ...readTitle(capture.lines.slice(0, at)),
    method,
    path,
    introduction,
    sections,
    tail: tailAt === -1 ? [] : after.slice(tailAt),
  };
}

/** A description may hold the word alone on a line: a heading is followed by what it announces. */
function isHeading(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  if (!line || line.indent !== 0 || line.bullet || !HEADING.test(line.text)) return false;
  if (line.text.startsWith("Body")) return readBodyHeading(line.text) !== undefined;
  return lines.slice(at + 1).find(({ text }) => text !== "")?.bullet ?? false;
}

/** `Body`, `Body Required`, `Body object Required`; undefined for a sentence that starts with the word. */
export function readBodyHeading(text: string): ReturnType<typeof readAttributeLine> {
  const read = readAttributeLine(text);
  return read?.name === "Body" ? read : undefined;
}

/** A translated page still has bullets, but below headings that are not known here. */
function refuseForeignHeadings(capture: CaptureText, { operation, introduction, sections }: Cut): void {
  const complete = sections.some(({ heading }) => heading === "Responses");
  const foreign = complete
    ? foreignHeading(introduction, isTyped)
    : foreignHeading(capture.lines.slice(operation.at + 1), (text) => isTyped(text) || /^\d{3}\b/.test(text));
  if (foreign) {
    const cause = `\`${foreign.text}\` is no section of an English page, but attributes follow it: it seems to be translated`;
    capture.refuse(foreign.number, cause, HELP_ENGLISH);
  }
  if (complete) return;
  const help = "Save the operation page again, down to its responses and code samples.";
  const cause = "the page has no section `Responses`: it is not an operation page, or incomplete";
  capture.refuse(operation.number, cause, help);
}

function foreignHeading(lines: readonly Line[], announced: (bullet: string) => boolean): Line | undefined {
  const told = lines.filter(({ text }) => text !== "");
  return told.find((line, at) => {
    const next = told[at + 1];
    const margin = line.indent === 0 && !line.bullet && !HEADING.test(line.text);
    return margin && next?.bullet && announced(next.text);
  });
}

function isTyped(bullet: string): boolean {
  return readAttributeLine(bullet)?.type !== undefined;
}

import type { CaptureText } from "./capture.ts";
import { HELP_ENGLISH } from "./layout.ts";

type Kind = "servers" | "authentication" | "parameters" | "responses" | "place" | "body" | "response";

/** A heading with the text up to the next one. */
export interface MarkdownPart {
  readonly kind: Kind;
  /** `Path` or `Headers` of a `place`, the code of a `response`. */
  readonly word: string;
  readonly text: string;
  /** Where the text begins in the capture. */
  readonly offset: number;
  /** The response it stands below; undefined above `Responses`. */
  readonly code: string | undefined;
}

const SECTIONS = String.raw`(?<servers>Servers)|(?<authentication>Authentication methods?)|(?<parameters>Parameters)|(?<responses>Responses)`;
const PARTS = [
  SECTIONS,
  String.raw`(?<place>Path|Query|Header|Cookie|Headers)(?: [Pp]arameters)?`,
  String.raw`(?<body>Body)(?: [Pp]arameters)?(?::|\s+Content-type:)`,
  String.raw`(?<response>\d{3}|[1-5]XX|default)(?::)?`,
].join("|");
// Both generations of headings, in flat text too: a heading need not start a line.
const SECTION = new RegExp(String.raw`(?<!\S)##\s+(?:${SECTIONS}|(?<body>Body) parameters)(?=\s|$)`, "g");
const PART = new RegExp(String.raw`(?<!\S)#{2,4}\s+(?:${PARTS})(?=\s|$)`, "g");
const POWERED = /\[Powered by Bump\.sh\]\([^)]*\)\s*$/;

/** Cuts a rendition behind its title at its headings; refuses it where they are not the English ones. */
export function cutMarkdown(
  capture: CaptureText,
  start: number,
): { introduction: string; parts: readonly MarkdownPart[] } {
  const text = capture.text.replace(POWERED, "");
  const sections = [...text.matchAll(SECTION)].filter(({ index }) => index >= start);
  // A description may hold headings of its own, but it stands before the servers.
  const first = sections.find(({ groups }) => groups?.["servers"]) ?? sections[0];
  if (!first || !sections.some(({ groups }) => groups?.["responses"])) refuse(capture, start);
  return { introduction: text.slice(start, first.index).trim(), parts: toParts(text, first.index) };
}

function toParts(text: string, from: number): MarkdownPart[] {
  const headings = [...text.matchAll(PART)].filter(({ index }) => index >= from);
  let inResponses = false;
  let code: string | undefined;
  return headings.map(({ 0: heading, index, groups }, at) => {
    const [kind, word = ""] = Object.entries(groups ?? {}).find(([, found]) => found) ?? [];
    if (kind === "responses") inResponses = true;
    if (kind === "response" && inResponses) code = word;
    const offset = index + heading.length;
    return { kind: kind as Kind, word, text: text.slice(offset, headings[at + 1]?.index), offset, code };
  });
}

function refuse(capture: CaptureText, start: number): never {
  const heading = /(?<!\S)##\s+\S+/g;
  heading.lastIndex = start;
  const found = heading.exec(capture.text);
  const cause = found
    ? `the page has no section \`Responses\` (it has \`${found[0]}\`): it seems to be translated`
    : "the page has no section `Responses`: it is not an operation page, or incomplete";
  return capture.refuse(capture.lineAt(found?.index ?? 0), cause, HELP_ENGLISH);
}

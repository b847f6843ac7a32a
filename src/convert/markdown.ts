import type { CaptureText } from "./capture.ts";
import { HELP_ENGLISH, METHODS, type Layout } from "./layout.ts";
import { cutMarkdown, type MarkdownPart } from "./markdown-parts.ts";
import { readBody, readResponses } from "./markdown-bodies.ts";
import { readProperties } from "./markdown-properties.ts";
import type { Aspect, Credential, Page, Parameter, Server } from "./model.ts";
import { credentialByName } from "./security.ts";

const SHOWS: readonly Aspect[] = ["servers", "authentication"];
const PLACES: Readonly<Record<string, Parameter["in"]>> = {
  Path: "path",
  Query: "query",
  Header: "header",
  Headers: "header",
  Cookie: "cookie",
};
const OPERATION = /\*\*(\p{L}+) (\/\S*?)\*\*(?!\S)/u;

/** A portal's own Markdown rendition, flat on one line or line by line. */
export const markdownLayout: Layout = {
  name: "markdown",
  recognises: ({ text }) => /^\s*#\s/.test(text) && OPERATION.test(text),
  read: readMarkdown,
};

function readMarkdown(capture: CaptureText): Page {
  const operation = OPERATION.exec(capture.text);
  const [opening = "", method = "", path = ""] = operation ?? [];
  const index = operation?.index ?? 0;
  if (!METHODS.includes(method)) {
    const cause = `\`${method}\` is no HTTP method: the page seems to be translated`;
    capture.refuse(capture.lineAt(index), cause, HELP_ENGLISH);
  }
  const { introduction, parts } = cutMarkdown(capture, index + opening.length);
  const title = capture.text.slice(0, index).trim().replace(/^#\s+/, "");
  return {
    capture: capture.name,
    layout: markdownLayout.name,
    shows: new Set(SHOWS),
    method,
    path,
    title,
    badges: [],
    description: introduction,
    servers: parts.filter(({ kind }) => kind === "servers").flatMap(readServers),
    security: parts
      .filter(({ kind }) => kind === "authentication")
      .flatMap((part) => readSecurity(part, capture)),
    inferred: { servers: [], security: [] },
    parameters: parts.flatMap((part) => readParameters(part, capture)),
    body: readBody(parts, capture),
    responses: readResponses(parts, capture),
    warnings: capture.warnings,
  };
}

/** `- LABEL: URL (X)`; the label is the description, or the URL again. */
function readServers({ text }: MarkdownPart): Server[] {
  return [...text.matchAll(/(?<!\S)-\s+(.*?):\s+(\S+)\s+\([^)]*\)/gs)].map(([, label = "", url = ""]) => ({
    url,
    description: label === url ? "" : label,
  }));
}

/** A bullet per alternative, ` & ` between schemes that go together. */
function readSecurity({ text, offset }: MarkdownPart, capture: CaptureText): Credential[][] {
  const alternatives = text.split(/(?<!\S)-\s+/).map((label) => label.trim());
  return alternatives.filter(Boolean).flatMap((label) => {
    const credentials = label.split(/\s+&\s+/).map(credentialByName);
    const known = credentials.filter((credential) => credential !== undefined);
    if (known.length === credentials.length) return [known];
    capture.warn(
      capture.lineAt(offset + text.indexOf(label)),
      `\`${label}\` is no authentication method known here: left out`,
    );
    return [];
  });
}

function readParameters(part: MarkdownPart, capture: CaptureText): Parameter[] {
  const place = part.kind === "place" && part.code === undefined ? PLACES[part.word] : undefined;
  return place
    ? readProperties(part, capture).properties.map((property) => ({ ...property, in: place }))
    : [];
}

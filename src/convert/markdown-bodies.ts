import type { CaptureText } from "./capture.ts";
import type { MarkdownPart } from "./markdown-parts.ts";
import { readProperties, takeParentheses } from "./markdown-properties.ts";
import { unknownShape, type Body, type Content, type Response } from "./model.ts";
import { readType } from "./type-notation.ts";

/** Reads the `Body` headings above `Responses`, one per media type. */
export function readBody(parts: readonly MarkdownPart[], capture: CaptureText): Body | undefined {
  const bodies = parts
    .filter(({ kind, code }) => kind === "body" && code === undefined)
    .map((part) => readContent(part, capture));
  const [first] = bodies;
  return (
    first && {
      required: false,
      description: first.description,
      content: bodies.map(({ content }) => content),
    }
  );
}

/** Reads the responses with the headings below each. */
export function readResponses(parts: readonly MarkdownPart[], capture: CaptureText): Response[] {
  return parts
    .filter(({ kind, code, word }) => kind === "response" && code === word)
    .map(({ word, text }) => {
      const own = parts.filter(({ code }) => code === word);
      return {
        code: word,
        description: text.trim(),
        headers: own
          .filter(({ kind }) => kind === "place")
          .flatMap((part) => readProperties(part, capture).properties),
        content: own.filter(({ kind }) => kind === "body").map((part) => readContent(part, capture).content),
      };
    });
}

/** `application/json (object) description - **name** (TYPE) …`. */
function readContent(
  { text, offset }: MarkdownPart,
  capture: CaptureText,
): { description: string; content: Content } {
  const opening = /^\s*(\S+\/\S+?(?:\s*;\s*[\w-]+=[^\s;]+)*)(?:\s+|$)/.exec(text);
  const [head = "", mediaType = "application/json"] = opening ?? [];
  if (!opening)
    capture.warn(capture.lineAt(offset), "a body's media type was lost: taken to be application/json");
  const rest = text.slice(head.length);
  const typed = rest.startsWith("(") ? takeParentheses(rest) : undefined;
  const type = readType(typed?.inside ?? "object");
  const after = typed?.length ?? 0;
  const list = readProperties({ text: rest.slice(after), offset: offset + head.length + after }, capture);
  const children = list.properties.length > 0 ? list.properties : undefined;
  return {
    description: list.before,
    content: { mediaType, shape: { ...unknownShape, type, children }, examples: [] },
  };
}

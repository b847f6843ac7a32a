import { bulletLayout } from "./bullet.ts";
import { CaptureText, type Capture } from "./capture.ts";
import { METHODS, type Layout } from "./layout.ts";
import { markdownLayout } from "./markdown.ts";
import type { Page } from "./model.ts";

const layouts: readonly Layout[] = [markdownLayout, bulletLayout];

const HELP =
  `The layouts known are ${layouts.map(({ name }) => name).join(" and ")}: save the operation page as text with its ` +
  "bullets and indentation (•), or save the site's own Markdown rendition of it.";

/** Reads one capture; throws InputError, naming file and line, where it is empty, prose, translated or of a layout unknown here. */
export function readCapture(capture: Capture): Page {
  const text: CaptureText = new CaptureText(capture);
  const first = text.lines.find((line) => line.text !== "");
  if (!first) return text.refuse(1, "the capture is empty", "Save the operation page as text again.");
  const layout = layouts.find((candidate) => candidate.recognises(text));
  if (layout) return layout.read(text);
  return text.refuse(first.number, unknownLayout(text), HELP);
}

function unknownLayout({ lines }: CaptureText): string {
  const method = lines.find(({ text }) => METHODS.includes(text.split(" ")[0] ?? ""));
  return method
    ? `this page's layout is not known: line ${method.number} (\`${shorten(method.text)}\`) names a method, but no bulleted attributes follow`
    : "this is not an operation page: no line names a method and a path (`POST /pets`)";
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

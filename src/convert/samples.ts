import type { Line } from "./capture.ts";
import { readCurl, type CurlRequest } from "./curl.ts";
import { endOfJson, parseJson } from "./json.ts";
import type { Example } from "./model.ts";

/** The payloads below one `Request example` or `Response examples (NNN)` heading. */
export interface ExampleBlock {
  /** `request`, or a response's code as its heading gives it. */
  readonly of: string;
  readonly line: number;
  readonly examples: readonly Example[];
}

/** The end of an HTML page: code samples and payloads. */
export interface Samples {
  readonly curl: CurlRequest | undefined;
  readonly blocks: readonly ExampleBlock[];
}

const HEADING = /^(Request|Response) examples?(?: \((\d{3}|[1-5]XX|default)\))?$/i;

/** Whether a line opens a block of payloads. */
export function isExampleHeading({ text, indent }: Line): boolean {
  return indent === 0 && HEADING.test(text);
}

/** Reads the lines from the first code sample to the end of the page. */
export function readSamples(lines: readonly Line[]): Samples {
  const starts = lines.flatMap((line, at) => (isExampleHeading(line) ? [at] : []));
  const curlAt = lines.findIndex(({ text }) => /^curl(\s|$)/.test(text));
  return {
    curl: curlAt === -1 ? undefined : readCurl(rawText(lines.slice(curlAt)).trimStart()),
    blocks: starts.map((at, index) => {
      const end = starts[index + 1] ?? lines.length;
      return {
        of: ownerOf(lines[at]?.text ?? ""),
        line: lines[at]?.number ?? 1,
        examples: readPayloads(rawText(lines.slice(at + 1, end))),
      };
    }),
  };
}

function ownerOf(heading: string): string {
  const [, side, code] = HEADING.exec(heading) ?? [];
  return side?.toLowerCase() === "request" ? "request" : (code ?? "without a code");
}

/** Finds the JSON payloads of a block; the lines before each are its summary and description. */
function readPayloads(text: string): Example[] {
  const whole = parseJson(text);
  if (whole !== undefined) return [{ summary: "", description: "", value: whole }];
  const found: Example[] = [];
  let from = 0;
  for (const opening of text.matchAll(/^[[{]/gm)) {
    if (opening.index < from) continue;
    const end = endOfJson(text, opening.index);
    if (end === undefined) break;
    const value = parseJson(text.slice(opening.index, end));
    if (value === undefined) continue;
    found.push({ ...readCaption(text.slice(from, opening.index)), value });
    from = end;
  }
  return found;
}

/** Summary line and description line; `# Headers` and `# Payload` are markers of the portal. */
function readCaption(text: string): Pick<Example, "summary" | "description"> {
  const [caption = ""] = text.split(/^# Headers$/m);
  const [summary = "", ...description] = caption
    .replace(/^# Payload$/m, "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return { summary, description: description.join("\n") };
}

function rawText(lines: readonly Line[]): string {
  return lines.map(({ raw }) => raw).join("\n");
}

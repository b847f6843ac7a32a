import { parseJson } from "./json.ts";

/** A curl sample, read as the request it would send. */
export interface CurlRequest {
  /** Upper case; undefined where the sample leaves it to curl. */
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly user: string | undefined;
  /** The body as written, before any decoding. */
  readonly body: string | undefined;
}

const OPTIONS: Record<string, "method" | "header" | "body" | "user" | "url" | "skipped"> = {
  "-X": "method",
  "--request": "method",
  "-H": "header",
  "--header": "header",
  "-d": "body",
  "--data": "body",
  "--data-raw": "body",
  "--data-binary": "body",
  "--json": "body",
  "-u": "user",
  "--user": "user",
  "--url": "url",
  "-F": "skipped",
  "--form": "skipped",
  "-o": "skipped",
  "--output": "skipped",
  "--data-urlencode": "skipped",
};

/** Reads a text that starts with `curl`; what follows the command's last line is not looked at. */
export function readCurl(text: string): CurlRequest | undefined {
  const [command, ...words] = shellWords(text);
  if (command !== "curl") return undefined;
  const found: Record<"method" | "body" | "user" | "url" | "skipped", string | undefined> = {
    method: undefined,
    body: undefined,
    user: undefined,
    url: undefined,
    skipped: undefined,
  };
  const headers: [string, string][] = [];
  for (let at = 0; at < words.length; at++) {
    const [option, joined] = splitOption(words[at] ?? "");
    const meaning = OPTIONS[option];
    if (meaning) {
      const value = joined ?? words[++at] ?? "";
      if (meaning === "header") headers.push(splitHeader(value));
      else found[meaning] = value;
    } else if (!option.startsWith("-")) found.url ??= option;
  }
  if (found.url === undefined) return undefined;
  return { method: found.method?.toUpperCase(), url: found.url, headers, user: found.user, body: found.body };
}

/** The JSON value of a body; a JSON string that holds JSON again is decoded twice. */
export function decodeBody(body: string): unknown {
  const value = parseJson(body);
  return (typeof value === "string" ? parseJson(value) : undefined) ?? value;
}

function splitOption(word: string): [option: string, joined: string | undefined] {
  const long = /^(--[\w-]+)=(.*)$/s.exec(word);
  const short = /^(-[XHdu])(.+)$/s.exec(word);
  const [, option = word, joined] = long ?? short ?? [];
  return [option, joined];
}

function splitHeader(header: string): [string, string] {
  const colon = header.indexOf(":");
  return colon === -1 ? [header.trim(), ""] : [header.slice(0, colon).trim(), header.slice(colon + 1).trim()];
}

const WORD = /'([^']*)'|"([^"\\]*(?:\\[^][^"\\]*)*)"|\\\n|\\([^])|([^\s'"\\]+)|(\n)|([^\S\n]+)|(['"\\])/g;

/** Splits a command as a POSIX shell does, up to the first line end that is neither quoted nor escaped. */
function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  const flush = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  for (const [, single, double, escaped, bare, end, , stray] of text.matchAll(WORD)) {
    if (end !== undefined) break;
    const piece = single ?? double?.replace(/\\(["\\$`\n])/g, "$1") ?? escaped ?? bare ?? stray;
    if (piece === undefined) flush();
    else word = (word ?? "") + piece;
  }
  flush();
  return words;
}

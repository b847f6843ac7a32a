import { cut } from "./columns.ts";

/** Stands for a body that is not shown. */
export const tooLong = Symbol("a long body");

/** A request as a line for the shell says it. */
export interface CommandParts {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Undefined for none; `tooLong` for one that nobody wants to read. */
  readonly body: string | typeof tooLong | undefined;
}

/** Longer bodies are left to whoever has them. */
const longestBody = 1_500;

/** A line to paste into a POSIX shell that sends the request. */
export function command({ method, url, headers, body }: CommandParts): string {
  return [
    "curl",
    ...methodArguments(method, body !== undefined),
    shellWord(cut(url, 2_000)),
    ...headers.flatMap(([name, value]) => ["-H", shellWord(`${name}: ${value}`)]),
    // Unlike --data, it never takes what begins with @ for the name of a file.
    ...(body === undefined ? [] : bodyArguments(body)),
  ].join(" ");
}

/** What tells curl the method, where it would not choose it itself. */
export function methodArguments(method: string, hasBody: boolean): string[] {
  if (method === "HEAD") return ["--head"];
  return method === (hasBody ? "POST" : "GET") ? [] : ["-X", shellWord(method)];
}

/** One word of a POSIX shell; between single quotes nothing has a meaning but the closing one. */
export function shellWord(text: string): string {
  return /^[\w:/.%=,@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function bodyArguments(body: string | typeof tooLong): string[] {
  if (body === tooLong || body.length > longestBody) return ["--data-binary", "@the-same-body"];
  return ["--data-raw", shellWord(harmless(body))];
}

/** In JSON, where it may stand in strings only, an escape is the same as what a terminal might obey. */
function harmless(body: string): string {
  return body.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

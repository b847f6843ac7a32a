import { unreadable } from "./unreadable.ts";

/** One part of a multipart body. */
export interface Part {
  /** Of its Content-Disposition. */
  readonly name: string | undefined;
  readonly filename: string | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const partLimit = 2000;
const headerLimit = 100;
const headerBytesLimit = 16_384;
const format = "multipart content";

/**
 * The parts of a multipart body (RFC 2046, section 5.1.1), in their order; lines may end in a bare LF too. The whole
 * body is at hand, so nothing is awaited. Throws ProblemError `invalid-body`.
 */
export function splitMultipart(body: Buffer, boundary: string | undefined): Part[] {
  if (boundary === undefined || boundary === "") {
    throw unreadable(format, "its Content-Type names no boundary.");
  }
  const delimiter = Buffer.from(`--${boundary}`, "latin1");
  const parts: Part[] = [];
  let mark = nextMark(body, delimiter, 0);
  if (!mark) throw unreadable(format, `the boundary ${boundary} is nowhere in it.`);
  while (!mark.isLast) {
    const next = nextMark(body, delimiter, mark.end);
    if (!next) throw unreadable(format, `it was cut off: the closing --${boundary}-- is missing.`);
    if (parts.length === partLimit) throw unreadable(format, `it has more than ${String(partLimit)} parts.`);
    parts.push(readPart(body.subarray(mark.end, Math.max(mark.end, next.start)), parts.length + 1));
    mark = next;
  }
  return parts;
}

/** A line that is a delimiter. */
interface Mark {
  /** Before the line break that belongs to it. */
  readonly start: number;
  readonly end: number;
  readonly isLast: boolean;
}

const lf = 0x0a;
const cr = 0x0d;
const dash = 0x2d;

function nextMark(body: Buffer, delimiter: Buffer, from: number): Mark | undefined {
  for (let at = body.indexOf(delimiter, from); at >= 0; at = body.indexOf(delimiter, at + 1)) {
    if (at > 0 && body[at - 1] !== lf) continue;
    const start = at - (body[at - 2] === cr ? 2 : 1);
    let end = at + delimiter.length;
    if (body[end] === dash && body[end + 1] === dash) return { start, end: end + 2, isLast: true };
    while (body[end] === 0x20 || body[end] === 0x09) end++;
    if (body[end] === cr) end++;
    if (body[end] === lf) return { start, end: end + 1, isLast: false };
  }
  return undefined;
}

function readPart(bytes: Buffer, number: number): Part {
  const { end, next } = headersEnd(bytes);
  if (end > headerBytesLimit) throw unreadable(format, `the headers of part ${String(number)} are too long.`);
  const lines = bytes
    .toString("utf8", 0, end)
    .replace(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .filter(Boolean);
  if (lines.length > headerLimit) throw unreadable(format, `part ${String(number)} has too many headers.`);
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      if (colon <= 0) throw unreadable(format, `part ${String(number)} has a header without a colon.`);
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const { name, filename } = readDisposition(headers["content-disposition"] ?? "");
  return { name, filename, headers, body: bytes.subarray(next) };
}

/** Where the headers end and where the content begins, after an empty line. */
function headersEnd(bytes: Buffer): { readonly end: number; readonly next: number } {
  if (bytes[0] === lf) return { end: 0, next: 1 };
  if (bytes[0] === cr && bytes[1] === lf) return { end: 0, next: 2 };
  const crlf = bytes.indexOf("\r\n\r\n");
  const bare = bytes.indexOf("\n\n");
  if (crlf >= 0 && (bare < 0 || crlf < bare)) return { end: crlf, next: crlf + 4 };
  return bare < 0 ? { end: bytes.length, next: bytes.length } : { end: bare, next: bare + 2 };
}

const parameter = /;\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g;

function readDisposition(header: string): Pick<Part, "name" | "filename"> {
  const found = new Map<string, string>();
  for (const [, key = "", quoted, token = ""] of header.matchAll(parameter)) {
    found.set(key.toLowerCase(), quoted === undefined ? token : unescape(quoted));
  }
  return { name: found.get("name"), filename: extended(found.get("filename*")) ?? found.get("filename") };
}

/** Browsers percent-encode what a quoted name cannot hold (WHATWG HTML), others put a backslash before it. */
function unescape(quoted: string): string {
  return quoted
    .replace(/\\(["\\])/g, "$1")
    .replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** RFC 8187: `UTF-8''na%C3%AFve.txt`. */
function extended(value: string | undefined): string | undefined {
  const encoded = /^utf-8'[^']*'(.*)$/i.exec(value ?? "")?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

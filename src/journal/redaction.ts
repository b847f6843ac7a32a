import { isUtf8 } from "node:buffer";
import { essence, isJson, mediaTypeParameter } from "../http/media-type.ts";
import { bytesToValue } from "../media/bytes.ts";
import { splitMultipart } from "../media/multipart-split.ts";

/** What stands in the place of a secret. */
export const redacted = "[redacted]";

/** A body as text; in base64 where it is none. */
export interface BodyText {
  readonly text: string;
  readonly encoding: "base64" | undefined;
}

/** Messages without their secrets: the only way out of the journal. */
export interface Redaction {
  headers(all: Readonly<Record<string, string | undefined>>): Record<string, string>;
  /** Path and query. */
  url(path: string, query: string): string;
  /** The value of a body where it is JSON; its text, or a data: URL of its bytes. */
  body(content: string | Buffer, type: string | undefined): unknown;
  /** The body as it was sent, unless something of it is secret; undefined where there is none. */
  text(content: string | Buffer, type: string | undefined): BodyText | undefined;
}

const secretHeader = /^(?:proxy-)?authorization$|^(?:set-)?cookie$|api[-_]?key|secret|token/i;
const secretQuery = /api[-_]?key|secret|token/i;

/** Whether the value of a header of that name is never shown. */
export function isSecretHeader(name: string): boolean {
  return secretHeader.test(name);
}
const form = "application/x-www-form-urlencoded";

/**
 * `secrets` names body fields, query parameters and headers to redact besides those that are secret by their name, and
 * `keys` what the contract's API keys are sent in, in lower case.
 */
export function createRedaction(secrets: readonly string[], keys: () => ReadonlySet<string>): Redaction {
  const named = new Set(secrets.map((name) => name.toLowerCase()));
  const isSecret = (name: string) => named.has(name.toLowerCase());
  const isSent = (name: string) => isSecret(name) || keys().has(name.toLowerCase());

  const pairs = (written: string, isHidden: (name: string) => boolean) =>
    written
      .split("&")
      .map((part) => {
        const [name = ""] = part.split("=");
        return isHidden(decoded(name)) ? `${name}=${redacted}` : part;
      })
      .join("&");

  const value = (node: unknown): unknown => {
    if (typeof node !== "object" || node === null) return node;
    if (Array.isArray(node)) return node.map(value);
    return Object.fromEntries(
      Object.entries(node).map(([name, one]) => [name, isSecret(name) ? redacted : value(one)]),
    );
  };

  /** What cannot be read as JSON, such as a body that was cut, may hold a secret anywhere. */
  const unread = (text: string) => {
    const lower = text.toLowerCase();
    return [...named].some((name) => lower.includes(JSON.stringify(name))) ? redacted : text;
  };

  const body = (content: string | Buffer, type = "application/json"): unknown => {
    if (content.length === 0) return null;
    const text = content.toString();
    if (essence(type) === form) return pairs(text, isSecret);
    if (!isJson(essence(type))) return typeof content === "string" ? content : bytesShown(content, type);
    try {
      const read = JSON.parse(text) as unknown;
      return named.size === 0 ? read : value(read);
    } catch {
      return unread(text);
    }
  };

  const text = (content: string | Buffer, type = "application/json"): BodyText | undefined => {
    if (content.length === 0) return undefined;
    if (typeof content !== "string" && !isUtf8(content)) {
      return { text: content.toString("base64"), encoding: "base64" };
    }
    const written = content.toString();
    const mayHide = named.size > 0 && (isJson(essence(type)) || essence(type) === form);
    if (!mayHide || written.trimStart().startsWith('"')) return { text: written, encoding: undefined };
    const shown = body(content, type);
    return { text: typeof shown === "string" ? shown : JSON.stringify(shown), encoding: undefined };
  };

  return {
    headers: (all) =>
      Object.fromEntries(
        Object.entries(all).flatMap(([name, one]) =>
          one === undefined ? [] : [[name, secretHeader.test(name) || isSent(name) ? redacted : one]],
        ),
      ),
    url: (path, query) =>
      query === "" ? path : `${path}?${pairs(query, (name) => isSent(name) || secretQuery.test(name))}`,
    body,
    text,
  };
}

/** A name as it is meant; as it is written where it cannot be read. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}

/** Bytes that are no text as a data: URL; parts one by one, for people to read. */
function bytesShown(content: Buffer, type: string): unknown {
  const boundary = mediaTypeParameter(type, "boundary");
  if (boundary === undefined) return bytesToValue(content, type);
  try {
    return splitMultipart(content, boundary).map(({ headers, body }) => ({
      headers,
      body: bytesToValue(body, headers["content-type"] ?? "text/plain"),
    }));
  } catch {
    return bytesToValue(content, type);
  }
}

import { METHODS } from "node:http";
import type { MockRequest } from "../../http/message.ts";
import { ProblemError } from "../../problem/problem.ts";
import { splitPrefix } from "../../sessions/name.ts";
import { tooLarge } from "../body.ts";
import { originForm } from "../mock.ts";

/** A request that is not sent, to be explained. */
export interface ExplainInput {
  /** GET where nothing is said. */
  readonly method?: string;
  /** A path with its query, or a whole URL; a `/__session/<name>` in front names the session. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, everything else as JSON; nothing is sent for null. */
  readonly body?: unknown;
}

/** What came with the call that asks for the explanation. */
export interface Asker {
  /** The session meant where the request itself names none. */
  readonly session: string;
  /** The host that the call was addressed to. */
  readonly host: string | undefined;
  readonly maxBody: number;
}

/** The request as the mock would see it; `name` is the session's in its path. */
export interface AskedRequest {
  readonly request: MockRequest;
  readonly name: string | undefined;
}

/** Node refuses a longer head by itself. */
export const longestUrl = 16_000;

/** Reads what is to be explained. Throws `admin-invalid-request` for what no client could send. */
export function readInput(input: ExplainInput, asker: Asker): AskedRequest {
  const method = (input.method ?? "GET").toUpperCase();
  if (!METHODS.includes(method) || method === "CONNECT")
    throw unsendable(`${method.slice(0, 40)} is no method that gets in`, "Name one such as GET or POST.");
  const { prefix, target, name } = splitPrefix(originForm(sendable(input.url)));
  const question = target.indexOf("?");
  const body = bytesOf(input.body);
  const isTooLarge = body.length > asker.maxBody;
  return {
    name,
    request: {
      method,
      path: question < 0 ? target : target.slice(0, question),
      query: question < 0 ? "" : target.slice(question + 1),
      headers: readHeaders(input, asker),
      body: isTooLarge ? Buffer.alloc(0) : body,
      unreadable: isTooLarge ? tooLarge(asker.maxBody) : undefined,
      prefix,
    },
  };
}

/** As clients send it: without fragment, and percent-encoded where a request line cannot hold it as it is. */
function sendable(url: string): string {
  const [whole = ""] = url.trim().split("#");
  // Half a surrogate pair has no UTF-8.
  const text = Buffer.from(whole).toString();
  return text.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function readHeaders({ headers = {}, body }: ExplainInput, { host }: Asker): Record<string, string> {
  const isJson = body !== undefined && body !== null && typeof body !== "string";
  const read = new Map<string, string>();
  for (const [written, value] of Object.entries(headers)) {
    const name = written.toLowerCase();
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) || /[\0\r\n]/.test(value))
      throw unsendable(`The header ${JSON.stringify(written.slice(0, 80))} cannot be sent`, "Leave it out.");
    const before = read.get(name);
    read.set(name, before === undefined ? value.trim() : `${before}, ${value.trim()}`);
  }
  if (host !== undefined && !read.has("host")) read.set("host", host);
  if (isJson && !read.has("content-type")) read.set("content-type", "application/json");
  return Object.fromEntries(read);
}

function unsendable(detail: string, help: string): ProblemError {
  return new ProblemError("admin-invalid-request", { detail: `${detail}.`, help });
}

import { InputError } from "../../problem/input-error.ts";

/** A request as `fetch` takes it, or written down: `{ method: "POST", url: "/pets", body: { name: "Ada" } }`. */
export type RequestInput = string | URL | Request | WrittenRequest;

export interface WrittenRequest {
  readonly method?: string;
  /** A path will do: whose server it is makes no difference. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whatever `fetch` takes; a plain object or a list is sent as JSON. */
  readonly body?: unknown;
}

/** Where a request that names no server is said to go. */
const nowhere = "http://localhost";

/** The request that is meant. Throws InputError where it names none, and TypeError as `fetch` does. */
export function readRequest(input: RequestInput, init?: RequestInit): Request {
  if (input instanceof Request) return new Request(input, init);
  if (typeof input === "string" || input instanceof URL) return new Request(absolute(input), init);
  const { url, body, ...written } = input;
  if (typeof url !== "string") {
    throw new InputError("this is no request", {
      place: "handle",
      help: 'Give a path or a URL, a Request, or { method: "POST", url: "/pets", headers: {}, body: {} }.',
    });
  }
  const request = new Request(absolute(url), { ...written, ...asBody(body), ...init });
  if (isPlain(body) && !headerIsGiven(written.headers))
    request.headers.set("content-type", "application/json");
  return request;
}

function absolute(url: string | URL): URL {
  try {
    return new URL(url, nowhere);
  } catch {
    throw new InputError(`${JSON.stringify(url)} is no URL`, {
      place: "handle",
      help: "Write it as /pets?limit=3.",
    });
  }
}

function asBody(body: unknown): Pick<RequestInit, "body"> {
  if (body === undefined) return {};
  return { body: isPlain(body) ? JSON.stringify(body) : (body as Exclude<RequestInit["body"], undefined>) };
}

function isPlain(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  const prototype: unknown = Object.getPrototypeOf(body);
  return prototype === Object.prototype || prototype === null || Array.isArray(body);
}

function headerIsGiven(headers: Readonly<Record<string, string>> = {}): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
}

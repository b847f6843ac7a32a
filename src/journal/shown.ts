import { essence, isJson, mediaTypeParameter } from "../http/media-type.ts";
import { bytesToValue } from "../media/bytes.ts";
import { splitMultipart } from "../media/multipart-split.ts";
import type { Violation } from "../problem/violation.ts";
import type { Exchange, WhyStep } from "../problem/exchange.ts";

/** An exchange as the admin API and the client give it: secrets taken out, bodies as values where they are JSON. */
export interface ShownExchange {
  readonly id: string;
  readonly session: string;
  /** ISO 8601. */
  readonly time: string;
  /** Milliseconds until it was answered, those it was made to wait included. */
  readonly duration: number;
  readonly operationId: string | null;
  readonly source: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    /** Present where the journal has only the beginning of the body. */
    readonly cut?: ShownCut;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly cut?: ShownCut;
  };
  readonly violations: readonly Violation[];
  readonly why: readonly WhyStep[];
}

/** How much of a body is left, in bytes. */
export interface ShownCut {
  readonly kept: number;
  readonly of: number;
}

const secretHeader = /^(?:proxy-)?authorization$|^(?:set-)?cookie$|api[-_]?key|secret|token/i;
/** Stands in the place of a secret. */
export const redacted = "[redacted]";

/** Whether the value of a header of that name is never shown. */
export function isSecretHeader(name: string): boolean {
  return secretHeader.test(name);
}

/**
 * Makes exchanges fit to leave the process; `secrets` names body fields, query parameters and headers to redact too, and
 * `keys` what the contract's API keys are sent in, in lower case.
 */
export function createShow(
  secrets: readonly string[],
  keys: () => ReadonlySet<string> = () => new Set(),
): (exchange: Exchange) => ShownExchange {
  const named = new Set(secrets.map((name) => name.toLowerCase()));
  const isSecret = (name: string) => named.has(name.toLowerCase());
  const isSent = (name: string) => isSecret(name) || keys().has(name.toLowerCase());

  const headers = (all: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, secretHeader.test(name) || isSent(name) ? redacted : value]],
      ),
    );

  const url = (path: string, query: string) => {
    if (query === "") return path;
    const parts = query.split("&").map((part) => {
      const [name = ""] = part.split("=");
      return isSent(name) || /api[-_]?key|secret|token/i.test(name) ? `${name}=${redacted}` : part;
    });
    return `${path}?${parts.join("&")}`;
  };

  const value = (node: unknown): unknown => {
    if (named.size === 0 || typeof node !== "object" || node === null) return node;
    if (Array.isArray(node)) return node.map(value);
    return Object.fromEntries(
      Object.entries(node).map(([name, one]) => [name, isSecret(name) ? redacted : value(one)]),
    );
  };

  const body = (content: string | Buffer, type: string | undefined): unknown => {
    if (content.length === 0) return null;
    const text = content.toString();
    if (!isJson(essence(type ?? "application/json"))) {
      return typeof content === "string" ? content : bytesShown(content, type ?? "");
    }
    try {
      return value(JSON.parse(text));
    } catch {
      return text;
    }
  };

  return ({ id, session, time, duration, operationId, source, request, response, violations, why, cut }) => ({
    id,
    session,
    time: new Date(time).toISOString(),
    duration,
    operationId: operationId ?? null,
    source,
    request: {
      method: request.method,
      url: url(request.path, request.query),
      headers: headers(request.headers),
      body: body(request.body, request.headers["content-type"]),
      ...cutShown(request.body, cut?.request),
    },
    response: {
      status: response.status,
      headers: headers(response.headers),
      body: body(response.body, response.headers["Content-Type"]),
      ...cutShown(response.body, cut?.response),
    },
    violations,
    why,
  });
}

function cutShown(body: string | Buffer, of: number | undefined): { cut?: ShownCut } {
  return of === undefined ? {} : { cut: { kept: Buffer.byteLength(body), of } };
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

import type { Violation } from "../problem/violation.ts";
import type { Exchange, WhyStep } from "../problem/exchange.ts";
import { createRedaction } from "./redaction.ts";

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

/**
 * Makes exchanges fit to leave the process; `secrets` names body fields, query parameters and headers to redact too, and
 * `keys` what the contract's API keys are sent in, in lower case.
 */
export function createShow(
  secrets: readonly string[],
  keys: () => ReadonlySet<string> = () => new Set(),
): (exchange: Exchange) => ShownExchange {
  const redaction = createRedaction(secrets, keys);
  return ({ request, response, cut, time, operationId, ...rest }) => ({
    id: rest.id,
    session: rest.session,
    time: new Date(time).toISOString(),
    duration: rest.duration,
    operationId: operationId ?? null,
    source: rest.source,
    request: {
      method: request.method,
      url: redaction.url(request.path, request.query),
      headers: redaction.headers(request.headers),
      body: redaction.body(request.body, request.headers["content-type"]),
      ...cutShown(request.body, cut?.request),
    },
    response: {
      status: response.status,
      headers: redaction.headers(response.headers),
      body: redaction.body(response.body, response.headers["Content-Type"]),
      ...cutShown(response.body, cut?.response),
    },
    violations: rest.violations,
    why: rest.why,
  });
}

function cutShown(body: string | Buffer, of: number | undefined): { cut?: ShownCut } {
  return of === undefined ? {} : { cut: { kept: Buffer.byteLength(body), of } };
}

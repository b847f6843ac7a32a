import type { AnyApi, ApiOf, NameOf, OperationOf } from "../stubs/api.ts";
import type { SentInput } from "../stubs/input.ts";

// What callers write. It stands apart from what reads it, so that the types of a client bring none of the server's along.

/** What requests are looked for: all of it must hold; `{}` is every request that led to an operation. */
export interface PatternInput<
  A extends ApiOf<A> = AnyApi,
  Name extends NameOf<A> | "*" = NameOf<A> | "*",
> extends SentInput<OperationOf<A, Name>> {
  /** operationId, or `"POST /pets"`. */
  readonly operation?: Name;
}

/** How often a request must come; at least once where nothing is said. */
export interface ExpectedInput {
  readonly times?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly never?: boolean;
  /**
   * Milliseconds to wait, at most two minutes: what must come is waited for no longer than it takes; `never` and `atMost`
   * are watched for the whole time.
   */
  readonly within?: number;
}

/** What a session may be told to ask for, as `Prefer` has it: `{ code: 503, delay: "100-500" }`. */
export interface PreferencesInput {
  readonly code?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
  readonly seed?: string | number;
  readonly scenario?: string;
  /** Milliseconds: `300`, `"100-500"`, `"80~0.4"` (lognormal: median and sigma). */
  readonly delay?: number | string;
  readonly fault?: string;
  /** The share of requests that get the code or the fault: `"20%"`. */
  readonly chance?: string;
  /** 429 beyond it: `"5/10s"`. */
  readonly limit?: string;
}

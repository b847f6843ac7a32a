/** Header names in lower case; a name sent more than once is joined as Node joins it (", " or, for cookies, "; "). */
export type RequestHeaders = Readonly<Record<string, string | undefined>>;

/** What came in, without Express: everything below `server/` speaks of requests in this form. */
export interface MockRequest {
  /** Upper case. */
  readonly method: string;
  /** The path as sent, still percent-encoded, without query and without a `/__session/<name>` prefix. */
  readonly path: string;
  /** The query as sent, without its `?`; empty when there is none. */
  readonly query: string;
  readonly headers: RequestHeaders;
  /** The bytes of the body; empty when there is none. */
  readonly body: Buffer;
  /** Why the body could not be had (a ProblemError): too large, or not what its Content-Encoding says. */
  readonly unreadable?: Error | undefined;
  /** What was taken off the front of the path (`/__session/<name>` or ""), to be put back into a `Location`. */
  readonly prefix: string;
}

/** A way to break a connection or an answer on purpose. */
export type FaultName =
  | "connection-reset"
  | "empty-response"
  | "malformed-chunk"
  | "random-then-close"
  | "stall"
  | "truncated-body"
  | "slow-dribble";

/** A body in so many pieces over so many milliseconds. */
export interface Dribble {
  readonly chunks: number;
  readonly duration: number;
}

/** What goes out. */
export interface MockResponse {
  readonly status: number;
  /** Names as they should appear on the wire. */
  readonly headers: Record<string, string>;
  /** Empty for a response without content. */
  readonly body: string | Buffer;
  /** Milliseconds to wait before answering. */
  readonly delay?: number | undefined;
  /** Broken on purpose. `body` is then what is broken off, dribbled or sent in place of an answer. */
  readonly fault?: FaultName | undefined;
  /** How `slow-dribble` dribbles. */
  readonly dribble?: Dribble | undefined;
  /** To be called once the whole answer has been sent. */
  readonly sent?: (() => void) | undefined;
}

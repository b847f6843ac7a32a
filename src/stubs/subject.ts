import type { Operation } from "../contract/operation.ts";
import type { RequestHeaders } from "../http/message.ts";
import type { Store } from "../store/store.ts";

/** A request as stubs see it: read and decoded, in the session it belongs to. */
export interface Subject {
  readonly operation: Operation;
  readonly method: string;
  readonly headers: RequestHeaders;
  readonly query: Readonly<Record<string, unknown>>;
  readonly path: Readonly<Record<string, unknown>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** Parsed; undefined when there is none. */
  readonly body: unknown;
  readonly session: string;
  readonly store: Store;
}

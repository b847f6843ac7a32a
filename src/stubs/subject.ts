import type { Operation } from "../contract/operation.ts";
import type { RequestHeaders } from "../http/message.ts";
import type { Store } from "../store/store.ts";
import type { Limit } from "../trouble/limit.ts";

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
  /** Another for each request of a session: what is not to be the same each time is drawn by it. */
  readonly luck: number;
  /** Counts the request, once, among those of that name; the seconds until there may be another, if it is one too many. */
  beyond(name: string, limit: Limit): number | undefined;
}

import type { Operation } from "../contract/operation.ts";
import type { RequestHeaders } from "../http/message.ts";
import type { Clock } from "../ports.ts";
import type { Store } from "../store/store.ts";
import type { Limit } from "../trouble/limit.ts";

/** What templates name beside the request, asked for before they are rendered. */
export type Recalled = ReadonlyMap<string, unknown>;

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
  /** Whether one more of that name would be one too many; counts nothing. */
  isFull(name: string, limit: Limit): boolean;
  /** The wall clock, for what lasts a while. */
  readonly clock: Clock;
  /** The mock's own date, which generated dates are near: milliseconds since 1970. */
  readonly today: number;
  /** Hash of the session's seed, or of the one that the request asks for. */
  readonly base: number;
  /** The seed of what is generated for this request; repeating an unsafe one counts from then on. */
  readonly drawSeed: () => Promise<number>;
  /** What a method of faker makes of a seed. */
  readonly faked: (said: unknown, seed: number) => unknown;
  readonly recalled?: Recalled;
}

import type { Awaitable } from "../ports.ts";

export type JsonObject = { readonly [name: string]: unknown };

/** A stored thing and its JSON text, made once and used for the answer, the file and its size. */
export interface StoredRecord {
  readonly value: JsonObject;
  readonly json: string;
  /** The JSON in UTF-8, where it is at hand. */
  readonly bytes?: Buffer;
}

export interface Page {
  readonly records: readonly StoredRecord[];
  /** How many there are without `offset` and `limit`. */
  readonly total: number;
  /** Where the page begins. */
  readonly offset: number;
}

export interface PageQuery {
  readonly offset?: number;
  readonly limit?: number;
  /** Only these; judged before `offset` and `limit`. */
  readonly where?: ((value: JsonObject) => boolean) | undefined;
  /** Another order than that of creation. */
  readonly arrange?: ((records: readonly StoredRecord[]) => readonly StoredRecord[]) | undefined;
  /** Begins behind the record with this key instead of at `offset`, if it is there. */
  readonly after?: string | undefined;
}

/** Small numbers a session counts: the next id of a collection, how often a request was repeated, a sequence's step, what stubs count. */
export type CounterKind = "ids" | "ordinals" | "sequences" | "times" | "ticks" | "counts";

export interface Health {
  readonly state: "ok" | "degraded";
  /** What is wrong, one sentence each. */
  readonly reasons: readonly string[];
}

/**
 * What a session remembers. Record-level and awaitable, so that a store shared by many replicas can stand behind it.
 * Every call names the session; a session that was never written to is empty, and reading creates nothing.
 * Writes throw ProblemError `store-full` or `too-many-sessions` beyond the limits; they never wait for a disk, `settle` does.
 */
export interface Store {
  get(session: string, collection: string, key: string): Awaitable<StoredRecord | undefined>;
  /** Creates or replaces; keeps its place in the order of creation when it replaces. */
  put(at: RecordPlace, record: StoredRecord): Awaitable<void>;
  /** False when there was no such record. */
  delete(session: string, collection: string, key: string): Awaitable<boolean>;
  /** In order of creation. */
  page(session: string, collection: string, query?: PageQuery): Awaitable<Page>;
  /**
   * Adds one and returns the new value; the first call returns 1. Atomic.
   * Ordinals are bounded: beyond 10,000 names a session forgets its oldest, so their names should be digests.
   */
  increment(session: string, kind: CounterKind, name: string): Awaitable<number>;
  /** Adds one if the value still is what the caller saw; false when another was faster. Atomic. */
  incrementFrom(session: string, kind: CounterKind, counter: SeenCounter): Awaitable<boolean>;
  /** The value `increment` returned last; 0 before that. */
  count(session: string, kind: CounterKind, name: string): Awaitable<number>;
  /** A scenario's state; undefined before it was first set. */
  state(session: string, name: string): Awaitable<string | undefined>;
  /** Sets a state if it still is what the caller saw; false when another was faster. Atomic. */
  compareAndSet(session: string, name: string, change: StateChange): Awaitable<boolean>;
  /**
   * Scenarios begin anew: forgets states and what stubs counted, all of them or only those named.
   * Ids, ordinals and ticks stay.
   */
  rewind(session: string, only?: Rewound): Awaitable<void>;
  /**
   * True once `put`, `delete` or `replace` was called for the collection, whether or not there was something to delete:
   * from then on the store is the authority.
   */
  isWritten(session: string, collection: string): Awaitable<boolean>;
  /** Names of the collections that hold or held something. */
  collections(session: string): Awaitable<readonly string[]>;
  /** Replaces a whole collection, or empties it. */
  replace(at: CollectionPlace, records: readonly KeyedRecord[]): Awaitable<void>;
  /** Forgets everything of the session; on file before it resolves. */
  clear(session: string): Awaitable<void>;
  /**
   * A store that knows of this session alone and says of it what this one says: what is written there nobody else sees,
   * it is never on file, and it ends where this one's limits do.
   */
  fork(session: string): Awaitable<Store>;
  /** Every session that holds something, loaded or on file. */
  sessions(): Awaitable<readonly string[]>;
  /**
   * To be awaited once by every answer that changed the session, just before it is sent. Undefined when there is nothing
   * to wait for: always, unless the store is durable. Counters alone are not waited for.
   * Rejects with ProblemError `store-unavailable` when the change could not be made safe.
   */
  settle(session: string): Promise<void> | undefined;
  /** Resolves when memory and disk agree: what was written before the call is kept, what was edited by hand is read. */
  flush(): Promise<void>;
  /** `flush`, then lets go of files and locks. Further calls fail with ProblemError `store-unavailable`. */
  close(): Promise<void>;
  health(): Health;
}

export interface CollectionPlace {
  readonly session: string;
  readonly collection: string;
  /** The property that holds the id, so that a record written by hand is found by it. */
  readonly idField: string;
}

export interface RecordPlace extends CollectionPlace {
  /** The id as text: what stands in the path. */
  readonly key: string;
}

export interface KeyedRecord {
  readonly key: string;
  readonly record: StoredRecord;
}

/** What a collection holds when a session begins. */
export interface Seed extends Omit<CollectionPlace, "session"> {
  readonly records: readonly KeyedRecord[];
  /** Ids are counted on from here. */
  readonly lastId: number;
}

export interface SeenCounter {
  readonly name: string;
  readonly seen: number;
}

/** What is to begin anew. */
export interface Rewound {
  /** States, by their names. */
  readonly states?: readonly string[] | undefined;
  /** Whatever a stub counts under its id. */
  readonly stub?: string | undefined;
}

export interface StateChange {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface StoreLimits {
  /** Sessions that hold something; default 1,000. */
  readonly sessions: number;
  /** Records in a session; default 10,000. */
  readonly records: number;
  /** Bytes of JSON in a session; default 64 MB. */
  readonly bytes: number;
}

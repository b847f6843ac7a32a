import type * as fs from "node:fs/promises";

/** Milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** Numbers in [0, 1), for what need not be repeatable (temporary names); answers never use it. */
export interface Randomness {
  next(): number;
}

/** What reading documents and the file store need of a file system. */
export type FileSystem = Pick<
  typeof fs,
  "mkdir" | "open" | "readFile" | "readdir" | "realpath" | "rename" | "stat" | "unlink" | "writeFile"
>;

/** One line each; people read them. */
export interface Log {
  /** Written for every request, so made only where somebody reads it. */
  debug(line: () => string): void;
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** A request that the mock itself makes. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  /** Gives the request up. */
  readonly signal: AbortSignal;
}

/** Sends one request and resolves with the status of its answer. Follows no redirect; rejects when there is no answer. */
export type Send = (request: OutgoingRequest) => Promise<{ readonly status: number }>;

/** Calls back in so many milliseconds; what it returns calls that off. */
export type Timer = (milliseconds: number, call: () => void) => () => void;

/** Who a watch tells. */
export interface Watcher {
  /** Something may have changed; one time too many costs little. */
  readonly changed: () => void;
  /** Changes may go unnoticed from now on. */
  readonly failed: (error: Error) => void;
}

/** Watches files and the entries of folders until it is closed; resolves when it does. */
export type Watch = (
  paths: readonly string[],
  watcher: Watcher,
) => Promise<{ readonly close: () => Promise<void> }>;

/** Anything from outside the process, so that a test can hold it still. */
export interface Ports {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly files: FileSystem;
  readonly log: Log;
  readonly send: Send;
  readonly watch: Watch;
  /** For answers that are kept waiting on purpose. */
  readonly timer: Timer;
}

/** A value now or later: in-memory adapters answer at once, others when they can. */
export type Awaitable<T> = T | Promise<T>;

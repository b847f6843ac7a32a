import type * as fs from "node:fs/promises";

/** Milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** Numbers in [0, 1), for what need not be repeatable (temporary names); answers never use it. */
export interface Randomness {
  next(): number;
}

/** What the file store needs of a file system. */
export type FileSystem = Pick<
  typeof fs,
  "mkdir" | "open" | "readFile" | "readdir" | "rename" | "stat" | "unlink" | "writeFile"
>;

/** One line each; people read them. */
export interface Log {
  /** Written for every request, so made only where somebody reads it. */
  debug(line: () => string): void;
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** Anything from outside the process, so that a test can hold it still. */
export interface Ports {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly files: FileSystem;
  readonly log: Log;
}

/** A value now or later: in-memory adapters answer at once, others when they can. */
export type Awaitable<T> = T | Promise<T>;

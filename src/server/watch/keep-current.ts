import { setTimeout as pause } from "node:timers/promises";
import type { FileSystem, Ports } from "../../ports.ts";
import { InputError } from "../../problem/input-error.ts";
import { SeenFiles } from "./seen-files.ts";

/** Reads everything by this file system and puts it into force. Rejects, and changes nothing, when it cannot be used. */
export type Load = (files: FileSystem, changed: readonly string[]) => Promise<void>;

export interface Kept {
  readonly ports: Pick<Ports, "files" | "log" | "watch">;
  /** What the first load has read. */
  readonly seen: SeenFiles;
  readonly load: Load;
}

/** Milliseconds that nothing must have changed for before files are read; editors write in several steps. */
const settleMs = 50;
/** Milliseconds that what cannot be read has to become readable, before that is called a mistake. */
const doubtMs = 400;

type Watching = Awaited<ReturnType<Ports["watch"]>>;

/** Loads again whenever something looks different that the load before has read. */
export class KeepCurrent {
  readonly #kept: Kept;
  readonly #closing = new AbortController();
  #seen: SeenFiles;
  #watching: Watching | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #mistake: string | undefined;

  constructor(kept: Kept) {
    this.#kept = kept;
    this.#seen = kept.seen;
  }

  /** Why what is on disk is not in force; undefined while it is. */
  get mistake(): string | undefined {
    return this.#mistake;
  }

  /** Resolves when no change can go unnoticed any more. */
  start(): Promise<void> {
    return this.#watch();
  }

  /** Resolves when a load that is under way is over. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#looking;
    await this.#watching?.close();
  }

  async #watch(): Promise<void> {
    const before = this.#watching;
    const { log, watch } = this.#kept.ports;
    const { paths } = this.#seen;
    // A document that was given as an object stands in no file.
    if (paths.length === 0) return;
    this.#watching = await watch(paths, {
      changed: () => this.#lookSoon(),
      failed: ({ message }) => log.warn(`changes to files may go unnoticed: ${message}`),
    });
    await before?.close();
    // For what changed before the watch began.
    this.#lookSoon();
  }

  #lookSoon(): void {
    // What goes on beside the files, for as long as it may, does not put the look off.
    if (this.#isClosed || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#looking = this.#looking.then(() => this.#look()).catch((error: unknown) => this.#refuse(error));
    }, settleMs).unref();
  }

  async #look(): Promise<void> {
    const changed = await this.#seen.changed();
    if (this.#isClosed || changed.length === 0) return;
    if (await this.#isBeingWritten(await this.#seen.again(), settleMs)) return this.#look();
    const { load, ports } = this.#kept;
    const watched = new Set(this.#seen.paths);
    const seen = new SeenFiles(ports.files);
    try {
      await load(seen.files, changed);
      this.#seen = seen;
      this.#mistake = undefined;
    } catch (error) {
      if (await this.#isBeingWritten(seen, doubtMs)) return this.#look();
      // What could not be read yet may be put right in any file that was read before, or in one that was asked for now.
      this.#seen = this.#seen.and(seen);
      this.#refuse(error);
    }
    const { paths } = this.#seen;
    if (paths.length !== watched.size || paths.some((path) => !watched.has(path))) await this.#watch();
  }

  async #isBeingWritten(seen: SeenFiles, forMs: number): Promise<boolean> {
    await pause(forMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    return this.#isClosed || (await seen.changed()).length > 0;
  }

  #refuse(error: unknown): void {
    const isTheirs = error instanceof InputError;
    const said = error instanceof Error ? error.message : String(error);
    this.#mistake = said.replace(/\s*\n\s*/g, " ");
    this.#kept.ports.log.error(isTheirs ? said : error instanceof Error ? (error.stack ?? said) : said);
    this.#kept.ports.log.warn("what was read before stays in force until this is put right");
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }
}

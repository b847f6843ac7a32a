import { performance } from "node:perf_hooks";
import { Low } from "lowdb";
import type { Log } from "../ports.ts";
import type { Gate } from "./gate.ts";
import { unavailable } from "./limits.ts";
import { causeOf } from "./read-text.ts";
import { applyEdit, documentOf, emptyDocument, type SessionDocument } from "./session-document.ts";
import { EditedMeanwhile, type SessionFile } from "./session-file.ts";
import type { SessionState } from "./session-state.ts";

/** When files are written and looked at, in milliseconds. */
export interface Timing {
  /** From the first change that is not on file to its write; `last` is how long the last write took. */
  readonly writeAfter: (last: number) => number;
  /** From a write that failed to the next attempt. */
  readonly retryAfter: number;
  /** From one look for hand edits to the next, with so many sessions on file. */
  readonly lookAfter: (sessions: number) => number;
}

export interface FileSessionParts {
  readonly file: SessionFile;
  readonly timing: Timing;
  readonly log: Log;
  /** Files being written at a time: a thousand are not opened at once. */
  readonly inLine: Gate;
  /** The session's state, if it has one. */
  readonly peek: () => SessionState | undefined;
  /** Has a hand edit done to the session's state. */
  readonly change: (edit: (state: SessionState) => void) => void;
}

/** Keeps one session's state and its file in agreement. */
export class FileSession {
  readonly #parts: FileSessionParts;
  /** `low.data` is what the file says, as far as we know. */
  readonly #low: Low<SessionDocument>;
  /** Counts changes; what `#saved` has not reached is not on file, and `#owed` is what answers wait for. */
  #revision = 0;
  #saved = 0;
  #owed = 0;
  #lastWrite = 0;
  #timer: NodeJS.Timeout | undefined;
  /** The save that has not begun: whoever asks until then shares it. */
  #next: Promise<void> | undefined;
  #turns: Promise<unknown> = Promise.resolve();
  #unreadable: string | undefined;
  #unwritable: string | undefined;
  #open = true;

  constructor(parts: FileSessionParts) {
    this.#parts = parts;
    this.#low = new Low(parts.file, emptyDocument);
  }

  /** Why memory and file do not agree; empty when they do. */
  get reasons(): readonly string[] {
    return [this.#unreadable, this.#unwritable].filter((reason) => reason !== undefined);
  }

  /** Nothing in memory, nothing on file, nothing to do. */
  get isGone(): boolean {
    return !this.#parts.peek() && !this.#parts.file.exists && !this.#isDirty && this.reasons.length === 0;
  }

  get #isDirty(): boolean {
    return this.#saved < this.#revision;
  }

  /** Throws InputError when the file cannot be used. */
  async load(): Promise<void> {
    await this.#low.read();
    this.#parts.change((state) => applyEdit(state, emptyDocument, this.#low.data));
  }

  changed(owed: boolean): void {
    this.#revision++;
    if (owed) this.#owed = this.#revision;
    this.#timer ??= this.#later(this.#parts.timing.writeAfter(this.#lastWrite));
  }

  settle(): Promise<void> | undefined {
    return this.#saved < this.#owed ? this.save() : undefined;
  }

  /** Resolves when everything up to now is on file. */
  save(): Promise<void> {
    this.#next ??= this.#inTurn(() => {
      this.#next = undefined;
      return this.#parts.inLine(() => this.#save());
    });
    return this.#next;
  }

  /** Reads the file if somebody edited it; one that cannot be read is left alone and remembered as trouble. */
  look(): Promise<void> {
    return this.#inTurn(() => this.#look().catch(() => undefined));
  }

  /** Saves what there is to save, beside the file if the file is not to be touched. */
  async close(): Promise<void> {
    this.#open = false;
    clearTimeout(this.#timer);
    try {
      await this.save();
    } catch (error) {
      if (!this.#isDirty) return;
      if (this.#unreadable === undefined) throw error;
      const path = await this.#parts.file.rescue(this.#nextDocument());
      this.#parts.log.warn(
        `${this.#unreadable} It was left as it is; what the mock had in memory is in ${path}`,
      );
    } finally {
      clearTimeout(this.#timer);
    }
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#turns.then(step);
    this.#turns = turn.catch(() => undefined);
    return turn;
  }

  #later(after: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timer = undefined;
      this.save().catch(() => undefined);
    }, after);
  }

  async #save(): Promise<void> {
    try {
      await this.#look();
      if (this.#isDirty) await this.#write();
    } catch (error) {
      if (error instanceof EditedMeanwhile) return this.#save();
      this.#retry();
      throw unavailable(this.#unreadable ?? this.#failed(error));
    }
  }

  async #write(): Promise<void> {
    const started = performance.now();
    const revision = this.#revision;
    const before = this.#low.data;
    this.#low.data = this.#nextDocument();
    try {
      await this.#low.write();
    } catch (error) {
      this.#low.data = before;
      throw error;
    }
    this.#saved = revision;
    this.#lastWrite = performance.now() - started;
    if (this.#unwritable !== undefined)
      this.#parts.log.info(`${this.#parts.file.path}: it can be written again`);
    this.#unwritable = undefined;
    if (this.#isDirty) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    const { file, change, log } = this.#parts;
    const before = this.#low.data;
    try {
      if (this.#unreadable === undefined && !(await file.isEdited())) return;
      await this.#low.read();
    } catch (error) {
      const reason = causeOf(error).split("\n")[0] ?? "";
      if (reason !== this.#unreadable) log.warn(`${reason}; serving from memory, the file is left as it is`);
      this.#unreadable = reason;
      throw error;
    }
    change((state) => applyEdit(state, before, this.#low.data));
    log.info(`${file.path}: read again, it was edited`);
    this.#unreadable = undefined;
  }

  #nextDocument(): SessionDocument {
    return documentOf(this.#parts.peek(), this.#low.data);
  }

  #failed(error: unknown): string {
    const reason = `${this.#parts.file.path} cannot be written: ${causeOf(error)}`;
    if (reason !== this.#unwritable) this.#parts.log.warn(`${reason}; serving from memory, trying again`);
    this.#unwritable = reason;
    return reason;
  }

  /** Does not keep a process alive that has nothing else to do: a disk may stay full. */
  #retry(): void {
    if (!this.#open || !this.#isDirty) return;
    clearTimeout(this.#timer);
    this.#timer = this.#later(this.#parts.timing.retryAfter).unref();
  }
}

import { join } from "node:path";
import type { Ports } from "../ports.ts";
import { fileNameOf, isTemporary, lockName, sessionOf } from "./file-names.ts";
import { FileSession, type Timing } from "./file-session.ts";
import { gate } from "./gate.ts";
import { unusable } from "./read-text.ts";
import { SessionFile, type SessionFileOptions } from "./session-file.ts";
import type { SessionState } from "./session-state.ts";

export interface SessionFolderParts extends Omit<SessionFileOptions, "path"> {
  readonly folder: string;
  readonly timing: Timing;
  readonly log: Ports["log"];
  readonly peek: (session: string) => SessionState | undefined;
  readonly change: (session: string, edit: (state: SessionState) => void) => void;
}

/** Files being written at a time. */
const writers = 8;

/** The sessions that have, had or will have a file, by name. */
export class SessionFolder {
  readonly #parts: SessionFolderParts;
  readonly #sessions = new Map<string, FileSession>();
  /** File names by session. */
  readonly #names = new Map<string, string>();
  readonly #inLine = gate(writers);
  #ignoresCase = false;

  constructor(parts: SessionFolderParts) {
    this.#parts = parts;
  }

  get sessions(): readonly FileSession[] {
    return [...this.#sessions.values()];
  }

  get(session: string): FileSession | undefined {
    return this.#sessions.get(session);
  }

  /** The session's, made when there is none. */
  open(session: string): FileSession {
    return this.#sessions.get(session) ?? this.#add(session, this.#nameOf(session));
  }

  forget(session: string): void {
    this.#sessions.delete(session);
    this.#names.delete(session);
  }

  /** Loads every session on file. Throws InputError at the first file that cannot be used. */
  async load(): Promise<void> {
    const { folder, files } = this.#parts;
    this.#ignoresCase = await this.#sees(lockName.toUpperCase());
    const names = await files.readdir(folder);
    for (const name of names.filter(isTemporary)) await files.unlink(join(folder, name));
    for (const name of names.sort()) {
      const session = sessionOf(name);
      if (session === undefined) continue;
      const twin = this.#names.get(session);
      if (twin !== undefined)
        throw unusable(join(folder, name), `session "${session}" has the file ${twin} already`);
      await this.#add(session, name).load();
    }
  }

  /** Reads what was edited by hand, and files that somebody put here. */
  async look(): Promise<void> {
    await this.findNew();
    for (const session of this.sessions) await session.look();
  }

  async findNew(): Promise<void> {
    const names = await this.#parts.files.readdir(this.#parts.folder).catch(() => []);
    for (const name of names) {
      const session = sessionOf(name);
      if (session !== undefined && !this.#names.has(session)) await this.#add(session, name).look();
    }
  }

  #add(session: string, name: string): FileSession {
    const { folder, timing, log, peek, change, ...options } = this.#parts;
    const added = new FileSession({
      file: new SessionFile({ path: join(folder, name), ...options }),
      timing,
      log,
      inLine: this.#inLine,
      peek: () => peek(session),
      // A look that was under way when the session was forgotten has no say any more.
      change: (edit) => {
        if (this.#sessions.get(session) === added) change(session, edit);
      },
    });
    this.#sessions.set(session, added);
    this.#names.set(session, name);
    return added;
  }

  #nameOf(session: string): string {
    if (!this.#ignoresCase) return fileNameOf(session, () => false);
    const taken = new Set([...this.#names.values()].map((name) => name.toLowerCase()));
    return fileNameOf(session, (name) => taken.has(name.toLowerCase()));
  }

  /** Whether the file system takes this name for a file's: the lock's in capitals, where it ignores case. */
  #sees(name: string): Promise<boolean> {
    return this.#parts.files.stat(join(this.#parts.folder, name)).then(
      () => true,
      () => false,
    );
  }
}

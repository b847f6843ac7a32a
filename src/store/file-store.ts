import type { Ports } from "../ports.ts";
import { InputError } from "../problem/input-error.ts";
import type { Timing } from "./file-session.ts";
import { lockFolder } from "./folder-lock.ts";
import { MemoryStore } from "./memory-store.ts";
import { causeOf } from "./read-text.ts";
import { SessionFolder } from "./session-folder.ts";
import type { Health, Seed, Store, StoreLimits } from "./store.ts";

export interface FileStoreOptions {
  /** Made when it is missing. */
  readonly folder: string;
  /** Name of the contract; what files hold of others is kept and not shown. */
  readonly contract: string;
  /** Whether `settle` waits for the disk. */
  readonly durable: boolean;
  readonly limits: StoreLimits;
  readonly ports: Pick<Ports, "files" | "log">;
  /** What a session begins with that has no file. */
  readonly seeds?: readonly Seed[];
  /** The id field of a collection by the contract, for files written by hand that do not name it; else `id`. */
  readonly idFieldOf?: (collection: string) => string | undefined;
  readonly timing?: Partial<Timing>;
}

/**
 * Writing takes up to a hundredth of the time, and a change is on file within 0.9 s as long as a write takes under 0.4 s:
 * at worst it waits for the write before it, the pause, and its own.
 */
const defaultTiming: Timing = {
  writeAfter: (last) => Math.max(100, Math.min(100 * last, 900 - 2 * last)),
  retryAfter: 500,
  lookAfter: (sessions) => (sessions > 64 ? 800 : 400),
};

/**
 * Opens a folder of session files for this process alone.
 * Throws InputError when another process has it, or when a file in it cannot be used.
 */
export async function openFileStore(options: FileStoreOptions): Promise<Store> {
  const unlock = await lock(options);
  try {
    const store = new FileStore(options, unlock);
    await store.load();
    return store;
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function lock({ folder, ports: { files } }: FileStoreOptions): Promise<() => Promise<void>> {
  try {
    await files.mkdir(folder, { recursive: true });
    return await lockFolder(folder, files);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const help = "Name a folder that can be written with --data <folder>, or start with --store memory.";
    throw new InputError(`this folder cannot be used: ${causeOf(error)}`, { place: folder, help });
  }
}

/** Memory that is written to, and read again from, a folder. */
class FileStore extends MemoryStore {
  readonly #durable: boolean;
  readonly #timing: Timing;
  readonly #unlock: () => Promise<void>;
  readonly #folder: SessionFolder;
  #nextLook: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(options: FileStoreOptions, unlock: () => Promise<void>) {
    super(options.limits, options.seeds);
    const { folder, contract, durable, ports, idFieldOf = () => undefined } = options;
    this.#durable = durable;
    this.#timing = { ...defaultTiming, ...options.timing };
    this.#unlock = unlock;
    this.#folder = new SessionFolder({
      ...{ folder, contract, durable, idFieldOf, files: ports.files, log: ports.log, timing: this.#timing },
      peek: (session) => this.states.get(session),
      change: (session, edit) => {
        const state = this.adopt(session);
        edit(state);
        if (state.isEmpty) this.states.delete(session);
      },
    });
    this.onChange = (session, owed) => this.#folder.open(session).changed(owed);
  }

  async load(): Promise<void> {
    await this.#folder.load();
    this.#lookLater();
  }

  override settle = (session: string): Promise<void> | undefined =>
    this.#durable ? this.#folder.get(session)?.settle() : undefined;

  override async clear(session: string): Promise<void> {
    await this.#folder.get(session)?.look();
    await super.clear(session);
    const file = this.#folder.get(session);
    if (!file) return;
    file.changed(true);
    await file.save();
    if (file.isGone) this.#folder.forget(session);
  }

  override async flush(): Promise<void> {
    await this.#folder.findNew();
    await allOf(this.#folder.sessions.map((session) => session.save()));
  }

  override close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  override health(): Health {
    const reasons = this.#folder.sessions.flatMap((session) => session.reasons);
    return { state: reasons.length === 0 ? "ok" : "degraded", reasons };
  }

  /** Looks for hand edits now and then; a look that is due does not keep the process alive. */
  #lookLater(): void {
    this.#nextLook = setTimeout(() => {
      this.#looking = this.#folder.look().finally(() => {
        if (!this.#closed) this.#lookLater();
      });
    }, this.#timing.lookAfter(this.#folder.sessions.length)).unref();
  }

  async #close(): Promise<void> {
    await super.close();
    clearTimeout(this.#nextLook);
    await this.#looking;
    try {
      await allOf(this.#folder.sessions.map((session) => session.close()));
    } finally {
      await this.#unlock();
    }
  }
}

/** Waits for all of them, whatever becomes of each; then throws what the first that failed threw. */
async function allOf(steps: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(steps)).find((step) => step.status === "rejected");
  if (failed) throw failed.reason;
}

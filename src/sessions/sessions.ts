import { hashText } from "../generate/hash.ts";
import { Feed, type Listener } from "../journal/feed.ts";
import { Journal, type JournalLimits } from "../journal/journal.ts";
import type { Exchange } from "../problem/exchange.ts";
import { ProblemError } from "../problem/problem.ts";
import { Counts } from "../store/counts.ts";
import { gate, type Gate } from "../store/gate.ts";
import type { Store } from "../store/store.ts";
import { Windows } from "../trouble/windows.ts";
import { nothingTold, type Told } from "./told.ts";

/** An isolated world: what one client, one test or one developer sees. Its records live in the store, under its name. */
export interface Session {
  readonly name: string;
  /** Hash of its seed; the name is not part of it, so that two sessions with one history give the same answers. */
  readonly seed: number;
  readonly journal: Journal;
  /** Undefined until it is told something. */
  readonly told: Told | undefined;
  /** How often each stub has answered, by its id. */
  readonly answered: Counts;
  /** What its rate limits have counted. */
  readonly windows: Windows;
  /** Whoever reads what it remembers to decide what to change does so alone. */
  readonly oneByOne: Gate;
}

type OpenSession = { -readonly [K in keyof Session]: Session[K] };

export interface SessionsOptions {
  readonly seed: string;
  readonly store: Store;
  readonly journal: JournalLimits;
  readonly limit: number;
  /** Told of each that begins anew or ends. */
  readonly forget?: (name: string) => void;
}

/** The sessions of a server. Requests to the mock create them, and telling them something; asking about them does not. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #open = new Map<string, OpenSession>();
  readonly #feed = new Feed();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** The session of that name, created if need be. Throws `too-many-sessions`. */
  open(name: string): Session {
    return this.#opened(name);
  }

  #opened(name: string): OpenSession {
    const known = this.#open.get(name);
    if (known) return known;
    const session = this.#begun(name);
    this.#open.set(name, session);
    return session;
  }

  /** As it is, or as it would begin, to be asked without anybody noticing. Throws `too-many-sessions`. */
  fork(name: string): Session {
    const session = this.#open.get(name) ?? this.#begun(name);
    const { journal, windows } = session;
    const own = { journal: journal.fork(), windows: windows.fork(), oneByOne: gate(1) };
    return { ...session, ...own, answered: new Counts() };
  }

  #begun(name: string): OpenSession {
    const { limit, seed, journal } = this.#options;
    if (this.#open.size >= limit) {
      throw new ProblemError("too-many-sessions", {
        detail: `There are ${String(limit)} sessions already; ${name} would be one more.`,
        help: "End one with DELETE /__admin/sessions/<name>, or allow more with --max-sessions.",
      });
    }
    return {
      name,
      seed: hashText(seed),
      journal: new Journal(journal, this.#feed),
      told: undefined,
      answered: new Counts(),
      windows: new Windows(),
      oneByOne: gate(1),
    };
  }

  find(name: string): Session | undefined {
    return this.#open.get(name);
  }

  /** What a session was asked and answered, newest first; nothing where there is no such session. */
  exchanges(name: string): readonly Exchange[] {
    return this.#open.get(name)?.journal.page({ limit: Infinity }).exchanges ?? [];
  }

  /** All that have answered a request or were told something. */
  get opened(): Iterable<Session> {
    return this.#open.values();
  }

  /** The sequence of the latest exchange of all sessions. */
  get latest(): number {
    return this.#feed.latest;
  }

  /**
   * Calls back whenever an exchange joins the journal of a session, or that is emptied; undefined: of each. The session
   * need not exist yet, and may be reset or end meanwhile. Gives what ends it; throws `too-many-watchers`.
   */
  watch(name: string | undefined, listener: Listener): () => void {
    return this.#feed.watch(name, listener);
  }

  /** Forgets what a session was asked and answered, and nothing else. */
  clearJournal(name: string): void {
    this.#open.get(name)?.journal.clear();
    this.#feed.tell({ kind: "cleared", session: name });
  }

  /** Tells a session something, which is created if need be: gives what it was told, and keeps what comes back. */
  tell(name: string, change: (told: Told) => Told): void {
    const told = change(this.#open.get(name)?.told ?? nothingTold);
    this.#opened(name).told = told;
  }

  /** Scenarios begin anew in the session: their states, and what their stubs counted. */
  async rewind(name: string): Promise<void> {
    const session = this.#open.get(name);
    session?.answered.values.clear();
    session?.windows.reset();
    await this.#options.store.rewind(name);
  }

  /** Names of all that have answered a request, were told something or hold records, in alphabetical order. */
  async names(): Promise<readonly string[]> {
    return [...new Set([...this.#open.keys(), ...(await this.#options.store.sessions())])].sort();
  }

  /** Whether it is one of them. A run of tests ends thousands, so this does not list the others. */
  async has(name: string): Promise<boolean> {
    return this.#open.has(name) || (await this.#options.store.sessions()).includes(name);
  }

  /** Forgets what it was told, records, ids, ordinals, states, rates and the journal; on file before it resolves. */
  async reset(name: string): Promise<void> {
    const session = this.#open.get(name);
    if (session) session.told = undefined;
    await this.#options.store.clear(name);
    session?.answered.values.clear();
    session?.journal.reset();
    session?.windows.reset();
    this.#options.forget?.(name);
    this.#feed.tell({ kind: "cleared", session: name });
  }

  /** As `reset`, and the session itself is gone. */
  async end(name: string): Promise<void> {
    await this.reset(name);
    this.#open.delete(name);
  }
}

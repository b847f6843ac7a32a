import { tooManySessions, unavailable } from "./limits.ts";
import { SessionState } from "./session-state.ts";
import type {
  CollectionPlace,
  CounterKind,
  Health,
  KeyedRecord,
  Page,
  PageQuery,
  RecordPlace,
  Rewound,
  Seed,
  SeenCounter,
  StateChange,
  Store,
  StoredRecord,
  StoreLimits,
} from "./store.ts";

/** A store that forgets everything when the process ends. */
export function createMemoryStore(limits: StoreLimits, seeds: readonly Seed[] = []): Store {
  return new MemoryStore(limits, seeds);
}

/** What every session remembers, in memory. The file store is this and a file per session. */
export class MemoryStore implements Store {
  protected readonly states = new Map<string, SessionState>();
  readonly #limits: StoreLimits;
  /** What a session that was never written to says. */
  #beginning: SessionState | undefined;
  /** Called after every change; `owed` when an answer may have to wait until it is safe. */
  protected onChange: ((session: string, owed: boolean) => void) | undefined;
  #open = true;

  constructor(limits: StoreLimits, seeds: readonly Seed[] = []) {
    this.#limits = limits;
    if (seeds.length > 0) this.#beginning = SessionState.seeded(limits, seeds);
  }

  get(session: string, collection: string, key: string): StoredRecord | undefined {
    return this.#read(session)?.collections.get(collection)?.get(key)?.record;
  }

  put(at: RecordPlace, record: StoredRecord): void {
    this.#write(at.session).put(at, record);
    this.onChange?.(at.session, true);
  }

  delete(session: string, collection: string, key: string): boolean {
    const isFirstWrite = !this.isWritten(session, collection);
    const deleted = this.#write(session).delete(collection, key);
    if (deleted || isFirstWrite) this.onChange?.(session, true);
    return deleted;
  }

  page(session: string, collection: string, query?: PageQuery): Page {
    return (
      this.#read(session)?.collections.get(collection)?.page(query) ?? { records: [], total: 0, offset: 0 }
    );
  }

  increment(session: string, kind: CounterKind, name: string): number {
    const next = this.#write(session).increment(kind, name);
    this.onChange?.(session, false);
    return next;
  }

  incrementFrom(session: string, kind: CounterKind, { name, seen }: SeenCounter): boolean {
    if (this.count(session, kind, name) !== seen) return false;
    this.increment(session, kind, name);
    return true;
  }

  count(session: string, kind: CounterKind, name: string): number {
    return this.#read(session)?.counters[kind].get(name) ?? 0;
  }

  state(session: string, name: string): string | undefined {
    return this.#read(session)?.states.get(name);
  }

  compareAndSet(session: string, name: string, change: StateChange): boolean {
    if (this.state(session, name) !== change.from) return false;
    this.#write(session).compareAndSet(name, change);
    this.onChange?.(session, true);
    return true;
  }

  rewind(session: string, only?: Rewound): void {
    this.#check();
    if (this.states.get(session)?.rewind(only)) this.onChange?.(session, true);
  }

  isWritten(session: string, collection: string): boolean {
    return this.#read(session)?.collections.has(collection) ?? false;
  }

  collections(session: string): readonly string[] {
    return [...(this.#read(session)?.collections.keys() ?? [])];
  }

  replace(at: CollectionPlace, records: readonly KeyedRecord[]): void {
    this.#write(at.session).replace(at, records);
    this.onChange?.(at.session, true);
  }

  clear(session: string): Promise<void> | void {
    this.#check();
    this.states.delete(session);
  }

  fork(session: string): Store {
    this.#check();
    const known = this.states.get(session);
    const others = this.states.size - (known ? 1 : 0);
    const fork = new MemoryStore({ ...this.#limits, sessions: this.#limits.sessions - others });
    fork.#beginning = this.#beginning;
    if (known) fork.states.set(session, known.fork());
    return fork;
  }

  sessions(): readonly string[] {
    this.#check();
    return [...this.states].filter(([, state]) => !state.isEmpty).map(([name]) => name);
  }

  /** Memory is as safe as it will ever be. */
  settle: Store["settle"] = () => undefined;

  flush(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#open = false;
    return Promise.resolve();
  }

  health(): Health {
    return { state: "ok", reasons: [] };
  }

  /** The session's state, made when there is none; loading from files is not bound by the limits. */
  protected adopt(session: string): SessionState {
    const state = this.states.get(session) ?? new SessionState(session, this.#limits);
    this.states.set(session, state);
    return state;
  }

  #read(session: string): SessionState | undefined {
    this.#check();
    return this.states.get(session) ?? this.#beginning;
  }

  #write(session: string): SessionState {
    this.#check();
    const state = this.states.get(session);
    if (!state && this.states.size >= this.#limits.sessions) throw tooManySessions(session, this.#limits);
    if (state) return state;
    const begun = this.adopt(session);
    if (this.#beginning) begun.beginAs(this.#beginning);
    return begun;
  }

  #check(): void {
    if (!this.#open) throw unavailable("The store is closed: the mock is stopping.");
  }
}

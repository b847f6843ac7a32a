import { Collection, entryOf, type Entry } from "./collection.ts";
import { Counts } from "./counts.ts";
import { mostOrdinals, tooManyBytes, tooManyRecords } from "./limits.ts";
import type {
  CollectionPlace,
  CounterKind,
  KeyedRecord,
  RecordPlace,
  Rewound,
  Seed,
  StateChange,
  StoredRecord,
  StoreLimits,
} from "./store.ts";

/** What a name costs on file beside its letters; counted so that names alone cannot fill the memory either. */
const overhead = 16;

/** What one session remembers, in memory; both adapters are built on it. Everything is synchronous, hence atomic. */
export class SessionState {
  /** A collection is here once it was written to, also when it is empty now. */
  readonly collections = new Map<string, Collection>();
  readonly counters: Readonly<Record<CounterKind, Counts>> = {
    ids: new Counts(),
    ordinals: new Counts(mostOrdinals),
    sequences: new Counts(),
    times: new Counts(),
    ticks: new Counts(),
    counts: new Counts(),
  };
  readonly states = new Map<string, string>();
  readonly #name: string;
  readonly #limits: StoreLimits;
  #records = 0;
  #bytes = 0;

  constructor(name: string, limits: StoreLimits) {
    this.#name = name;
    this.#limits = limits;
  }

  /** What every session begins with. */
  static seeded(limits: StoreLimits, seeds: readonly Seed[]): SessionState {
    const state = new SessionState("", { ...limits, records: Infinity, bytes: Infinity });
    for (const { collection, idField, records, lastId } of seeds) {
      state.replace({ session: "", collection, idField }, records);
      if (lastId > 0) state.counters.ids.values.set(collection, lastId);
    }
    return state;
  }

  /** Takes over what another state says; records are shared, as nobody changes one. */
  beginAs(other: SessionState): void {
    for (const [name, { idField, entries }] of other.collections) {
      const own = new Collection(idField);
      own.replace(new Map(entries));
      this.collections.set(name, own);
    }
    for (const [name, id] of other.counters.ids.values) this.counters.ids.values.set(name, id);
    this.recount();
  }

  /** The same to go on from; neither notices what the other is told then. */
  fork(): SessionState {
    const fork = new SessionState(this.#name, this.#limits);
    for (const [name, collection] of this.collections) fork.collections.set(name, collection.fork());
    for (const [kind, { values }] of Object.entries(this.counters)) {
      for (const [name, value] of values) fork.counters[kind as CounterKind].values.set(name, value);
    }
    for (const [name, state] of this.states) fork.states.set(name, state);
    fork.#records = this.#records;
    fork.#bytes = this.#bytes;
    return fork;
  }

  get isEmpty(): boolean {
    const counted = Object.values(this.counters).some(({ values }) => values.size > 0);
    return this.collections.size === 0 && this.states.size === 0 && !counted;
  }

  put(at: RecordPlace, record: StoredRecord): void {
    const entry = entryOf(record, at.key, at.idField);
    const old = this.collections.get(at.collection)?.get(at.key);
    this.#claim(old ? 0 : 1, entry.bytes - (old?.bytes ?? 0) + this.#weightOfNew(at.collection));
    this.#collection(at).set(at.key, entry);
  }

  delete(collection: string, key: string): boolean {
    this.#claim(0, this.#weightOfNew(collection));
    const written = this.#collection({ collection });
    const old = written.get(key);
    if (!old) return false;
    written.delete(key);
    this.#claim(-1, -old.bytes);
    return true;
  }

  replace(at: CollectionPlace, records: readonly KeyedRecord[]): void {
    const entries = new Map(records.map(({ key, record }) => [key, entryOf(record, key, at.idField)]));
    const old = this.collections.get(at.collection);
    const before = bytesOf(old?.entries.values() ?? []);
    const more = bytesOf(entries.values()) - before + this.#weightOfNew(at.collection);
    this.#claim(entries.size - (old?.size ?? 0), more);
    this.#collection(at).replace(entries);
  }

  increment(kind: CounterKind, name: string): number {
    const counts = this.counters[kind];
    if (kind !== "ordinals" && !counts.values.has(name)) this.#claim(0, weightOf(name));
    return counts.increment(name);
  }

  compareAndSet(name: string, { from, to }: StateChange): boolean {
    const now = this.states.get(name);
    if (now !== from) return false;
    this.#claim(0, weightOfState(name, to) - weightOfState(name, now));
    if (to === undefined) this.states.delete(name);
    else this.states.set(name, to);
    return true;
  }

  /** Forgets states and what stubs counted, all or those named. False when there was nothing to forget. */
  rewind(only?: Rewound): boolean {
    const { sequences, times, counts } = this.counters;
    const ofStubs = [sequences.values, times.values];
    const ofScenarios = [this.states, counts.values, ...ofStubs];
    const before = sizeOf(ofScenarios);
    if (only === undefined) for (const values of ofScenarios) values.clear();
    for (const state of only?.states ?? []) this.states.delete(state);
    if (only?.stub !== undefined) for (const values of ofStubs) values.delete(only.stub);
    if (sizeOf(ofScenarios) === before) return false;
    this.recount();
    return true;
  }

  /** Counts again after somebody else (a hand edit) changed the collections; limits do not bind them. */
  recount(): void {
    const collections = [...this.collections.values()];
    const { ids, sequences, times, ticks, counts } = this.counters;
    const named = [ids, sequences, times, ticks, counts].flatMap(({ values }) => [...values.keys()]);
    const weights = [
      ...collections.map(({ entries }) => bytesOf(entries.values())),
      ...[...this.collections.keys(), ...named].map((name) => weightOf(name)),
      ...[...this.states].map(([name, state]) => weightOfState(name, state)),
    ];
    this.#records = collections.reduce((sum, { size }) => sum + size, 0);
    this.#bytes = weights.reduce((sum, weight) => sum + weight, 0);
  }

  #collection({ collection, idField }: { collection: string; idField?: string }): Collection {
    let found = this.collections.get(collection);
    if (!found) {
      found = new Collection();
      this.collections.set(collection, found);
    }
    if (idField !== undefined) found.idField = idField;
    return found;
  }

  #weightOfNew(collection: string): number {
    return this.collections.has(collection) ? 0 : weightOf(collection);
  }

  /** Takes room, or throws and changes nothing; giving room back always succeeds. */
  #claim(records: number, bytes: number): void {
    if (records > 0 && this.#records + records > this.#limits.records)
      throw tooManyRecords(this.#name, this.#limits);
    if (bytes > 0 && this.#bytes + bytes > this.#limits.bytes) throw tooManyBytes(this.#name, this.#limits);
    this.#records += records;
    this.#bytes += bytes;
  }
}

function bytesOf(entries: Iterable<Entry>): number {
  let sum = 0;
  for (const { bytes } of entries) sum += bytes;
  return sum;
}

function sizeOf(maps: readonly ReadonlyMap<string, unknown>[]): number {
  return maps.reduce((sum, { size }) => sum + size, 0);
}

function weightOf(name: string): number {
  return name.length + overhead;
}

function weightOfState(name: string, state: string | undefined): number {
  return state === undefined ? 0 : weightOf(name) + state.length;
}

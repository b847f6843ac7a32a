import { Collection, type Entry } from "./collection.ts";
import type { SessionState } from "./session-state.ts";
import type { CounterKind } from "./store.ts";

/** The format this version reads and writes. */
export const format = 1;

export const counterKinds = [
  "ids",
  "ordinals",
  "sequences",
  "times",
  "ticks",
  "counts",
] as const satisfies readonly CounterKind[];

interface CollectionDocument {
  readonly idField: string | undefined;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** What a session's file says, at one moment; never changed. */
export interface SessionDocument {
  readonly collections: ReadonlyMap<string, CollectionDocument>;
  readonly counters: Readonly<Record<CounterKind, ReadonlyMap<string, number>>>;
  readonly states: ReadonlyMap<string, string>;
  /** What other contracts left in the session: contract → JSON text, kept as it is. */
  readonly others: ReadonlyMap<string, string>;
  /** Top-level properties we do not know: name → JSON text, kept as it is. */
  readonly unknown: ReadonlyMap<string, string>;
}

/** What a missing file says. */
export const emptyDocument: SessionDocument = {
  collections: new Map(),
  counters: {
    ids: new Map(),
    ordinals: new Map(),
    sequences: new Map(),
    times: new Map(),
    ticks: new Map(),
    counts: new Map(),
  },
  states: new Map(),
  others: new Map(),
  unknown: new Map(),
};

/** Whether a missing file would say the same. */
export function saysNothing({ collections, counters, states, others, unknown }: SessionDocument): boolean {
  return [collections, states, others, unknown, ...Object.values(counters)].every(({ size }) => size === 0);
}

/** What the file is to say: the state as it is now, and what `last` said of matters that are not ours. */
export function documentOf(state: SessionState | undefined, last: SessionDocument): SessionDocument {
  const kept = { others: last.others, unknown: last.unknown };
  if (!state) return { ...emptyDocument, ...kept };
  const { ids, ordinals, sequences, times, ticks, counts } = state.counters;
  return {
    collections: new Map(
      [...state.collections].map(([name, { idField, entries }]) => [
        name,
        { idField, entries: new Map(entries) },
      ]),
    ),
    counters: {
      ids: new Map(ids.values),
      ordinals: new Map(ordinals.values),
      sequences: new Map(sequences.values),
      times: new Map(times.values),
      ticks: new Map(ticks.values),
      counts: new Map(counts.values),
    },
    states: new Map(state.states),
    ...kept,
  };
}

/**
 * Does to the state what somebody did to its file: `before` is what we last knew it to say, `after` what it says now.
 * What was edited wins; what was not edited stays as memory has it, written or not yet.
 */
export function applyEdit(state: SessionState, before: SessionDocument, after: SessionDocument): void {
  const names = new Set([...before.collections.keys(), ...after.collections.keys()]);
  for (const name of names) editCollection(state, { name, before, after });
  for (const kind of counterKinds)
    edit(state.counters[kind].values, before.counters[kind], after.counters[kind]);
  edit(state.states, before.states, after.states);
  state.recount();
}

interface CollectionEdit {
  readonly name: string;
  readonly before: SessionDocument;
  readonly after: SessionDocument;
}

const nothing: CollectionDocument = { idField: undefined, entries: new Map() };

function editCollection(state: SessionState, { name, before, after }: CollectionEdit): void {
  const was = before.collections.get(name) ?? nothing;
  const is = after.collections.get(name) ?? nothing;
  const isListed = is !== nothing && (was === nothing || state.collections.has(name));
  const mine = state.collections.get(name) ?? new Collection();
  if (is.idField !== was.idField) mine.idField = is.idField;
  mine.idField ??= is.idField;
  const entries = new Map(mine.entries);
  edit(entries, was.entries, is.entries);
  mine.replace(inOrderOf(is.entries.keys(), entries));
  if (isListed || mine.size > 0) state.collections.set(name, mine);
  else state.collections.delete(name);
}

/** A three-way merge; values are compared by identity (unchanged records keep theirs, see `parseDocument`). */
function edit<V>(mine: Map<string, V>, before: ReadonlyMap<string, V>, after: ReadonlyMap<string, V>): void {
  for (const name of before.keys()) if (!after.has(name)) mine.delete(name);
  for (const [name, value] of after) if (before.get(name) !== value) mine.set(name, value);
}

/** The file's order, then what the file does not have. */
function inOrderOf<V>(names: Iterable<string>, values: ReadonlyMap<string, V>): Map<string, V> {
  const ordered = new Map<string, V>();
  for (const name of names) {
    const value = values.get(name);
    if (value !== undefined) ordered.set(name, value);
  }
  for (const [name, value] of values) ordered.set(name, value);
  return ordered;
}

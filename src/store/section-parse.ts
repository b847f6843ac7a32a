import { setImmediate as nextTurn } from "node:timers/promises";
import type { Entry } from "./collection.ts";
import type { JsonReader } from "./json-reader.ts";
import { counterKinds, type SessionDocument } from "./session-document.ts";
import type { CounterKind, JsonObject, StoredRecord } from "./store.ts";

/** A record in a file, and the offset where it starts. */
export interface FoundRecord extends StoredRecord {
  readonly at: number;
}

/** What a file says of one contract. */
export interface Section {
  readonly collections: Map<string, readonly FoundRecord[]>;
  readonly idFields: Map<string, string>;
  readonly counters: Record<CounterKind, Map<string, number>>;
  readonly states: Map<string, string>;
  /** What the file said before, to recognize what has not changed. */
  readonly before: SessionDocument;
}

/** Names of the members that make a section. */
export const sectionMembers: ReadonlySet<string> = new Set(["collections", "idFields", "counters", "states"]);

/** Characters read before others get their turn: a few milliseconds' worth. */
const readAtOnce = 128 * 1024;

/** A section that says nothing. */
export function emptySection(before: SessionDocument): Section {
  const counters = {
    ids: new Map(),
    ordinals: new Map(),
    sequences: new Map(),
    times: new Map(),
    ticks: new Map(),
    counts: new Map(),
  };
  return { collections: new Map(), idFields: new Map(), counters, states: new Map(), before };
}

/** Reads a section that is an object of its own. */
export async function readSection(reader: JsonReader, before: SessionDocument): Promise<Section> {
  const section = emptySection(before);
  for (const name of uniqueMembers(reader, "a contract's section")) {
    if (!sectionMembers.has(name)) reader.fail(`"${name}" is not part of a contract's section`);
    await readSectionMember(reader, name, section);
  }
  return section;
}

/** Reads one of `sectionMembers` into the section. */
export async function readSectionMember(reader: JsonReader, name: string, section: Section): Promise<void> {
  if (name === "collections") await readCollections(reader, section);
  else if (name === "counters") readCounters(reader, section.counters);
  else readTexts(reader, `"${name}"`, name === "states" ? section.states : section.idFields);
}

/** The names of an object, each at most once: of two, JSON.parse would silently drop the first. */
export function* uniqueMembers(reader: JsonReader, what: string): Generator<string> {
  const seen = new Set<string>();
  for (const name of reader.members(what)) {
    if (seen.has(name)) reader.fail(`"${name}" is here twice`);
    seen.add(name);
    yield name;
  }
}

async function readCollections(reader: JsonReader, { collections, before }: Section): Promise<void> {
  for (const name of uniqueMembers(reader, '"collections"')) {
    const known = new KnownRecords(before.collections.get(name)?.entries.values() ?? []);
    const records: FoundRecord[] = [];
    let pause = reader.at + readAtOnce;
    for (const at of reader.items(`collection "${name}"`)) {
      const { value, json } = known.skip(reader) ?? known.sync(readRecord(reader, at, name));
      records.push({ value, json, at });
      if (reader.at < pause) continue;
      await nextTurn();
      pause = reader.at + readAtOnce;
    }
    collections.set(name, records);
  }
}

/** Recognizes the records that a file still has, as a rule in the order it had them in. */
class KnownRecords {
  readonly #records: readonly StoredRecord[];
  #next = 0;

  constructor(entries: Iterable<Entry>) {
    this.#records = Array.from(entries, ({ record }) => record);
  }

  /** The record that was expected next, if its text is what comes next. */
  skip(reader: JsonReader): StoredRecord | undefined {
    const known = this.#records[this.#next];
    if (!known || !reader.skipKnown(known.json)) return undefined;
    this.#next++;
    return known;
  }

  /** Another one came: expects what followed that one. */
  sync(record: StoredRecord): StoredRecord {
    const isNext = this.#records[this.#next]?.json === record.json;
    const at = isNext ? this.#next : this.#records.findIndex(({ json }) => json === record.json);
    if (at >= 0) this.#next = at + 1;
    return record;
  }
}

function readRecord(reader: JsonReader, at: number, collection: string): StoredRecord {
  if (reader.peek() !== "{") reader.fail(`a record of "${collection}" should be an object`);
  const value = reader.value() as JsonObject;
  try {
    return { value, json: JSON.stringify(value) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return reader.fail(`this record of "${collection}" is nested too deeply`, at);
  }
}

function readCounters(reader: JsonReader, counters: Section["counters"]): void {
  for (const name of uniqueMembers(reader, '"counters"')) {
    const kind = counterKinds.find((known) => known === name);
    if (!kind) return reader.fail(`"${name}" is no kind of counter (${counterKinds.join(", ")})`);
    for (const counter of uniqueMembers(reader, `counters "${name}"`)) {
      const { at } = reader;
      const value = reader.value();
      if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
        reader.fail(`counter "${counter}" should be a whole number, not negative`, at);
      } else counters[kind].set(counter, value);
    }
  }
}

function readTexts(reader: JsonReader, what: string, texts: Map<string, string>): void {
  for (const name of uniqueMembers(reader, what)) texts.set(name, readText(reader, `"${name}" in ${what}`));
}

/** Reads a string. */
export function readText(reader: JsonReader, what: string): string {
  const { at } = reader;
  const value = reader.value();
  return typeof value === "string" ? value : reader.fail(`${what} should be a string`, at);
}

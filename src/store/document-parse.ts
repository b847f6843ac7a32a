import { setImmediate as nextTurn } from "node:timers/promises";
import { entryOf, type Entry } from "./collection.ts";
import { JsonReader, Misread } from "./json-reader.ts";
import { readWritten } from "./record-key.ts";
import {
  emptySection,
  readSection,
  readSectionMember,
  readText,
  sectionMembers,
  uniqueMembers,
} from "./section-parse.ts";
import type { FoundRecord, Section } from "./section-parse.ts";
import { format, type SessionDocument } from "./session-document.ts";

export interface ParseOptions {
  /** Whose records are wanted. */
  readonly contract: string;
  /** The id field of a collection, where the contract says so; it goes before what the file says. */
  readonly idFieldOf: (collection: string) => string | undefined;
  /** What the file said before: a record that still has the same text stays the same object. */
  readonly before: SessionDocument;
}

interface Top {
  contract: string | undefined;
  readonly section: Section;
  /** The section's members as they stand in the file. */
  readonly members: string[];
  readonly others: Map<string, { readonly text: string; readonly at: number }>;
  readonly unknown: Map<string, string>;
}

/** Records keyed and compared before others get their turn. */
const keyedAtOnce = 500;

/** Reads a session's file without holding the event loop. Throws Misread where the text is not what it should be. */
export async function parseDocument(text: string, options: ParseOptions): Promise<SessionDocument> {
  if (text.trim() === "") throw new Misread("the file is empty", 0);
  const reader = new JsonReader(text);
  const top = await readTop(reader, options.before);
  const section = await sectionFor(options, top, reader);
  return {
    collections: await keyed(section, reader, options),
    counters: section.counters,
    states: section.states,
    others: new Map([...top.others].map(([contract, other]) => [contract, other.text])),
    unknown: top.unknown,
  };
}

async function readTop(reader: JsonReader, before: SessionDocument): Promise<Top> {
  const top: Top = {
    contract: undefined,
    section: emptySection(before),
    members: [],
    others: new Map(),
    unknown: new Map(),
  };
  let hasFormat = false;
  for (const name of uniqueMembers(reader, "a session's file")) {
    const { at } = reader;
    if (name === "format") hasFormat = readFormat(reader);
    else if (name === "contract") top.contract = readText(reader, '"contract"');
    else if (name === "others") readOthers(reader, top.others);
    else if (!sectionMembers.has(name)) top.unknown.set(name, reader.skip());
    else {
      await readSectionMember(reader, name, top.section);
      top.members.push(`${JSON.stringify(name)}:${reader.text.slice(at, reader.at)}`);
    }
  }
  reader.end();
  if (!hasFormat) reader.fail(`this is no session's file: it has no "format": ${format}`, 0);
  return top;
}

/** Another contract's section goes to the others, and ours, if it is among them, comes back. */
async function sectionFor(
  { contract, before }: ParseOptions,
  { contract: owner, section, members, others }: Top,
  reader: JsonReader,
): Promise<Section> {
  const own = others.get(contract);
  if (owner === undefined || owner === contract) {
    return own ? reader.fail(`"others" has a section of "${contract}", whose file this is`, own.at) : section;
  }
  const twice = others.get(owner);
  if (twice) reader.fail(`"others" has a section of "${owner}", whose file this is`, twice.at);
  others.delete(contract);
  if (members.length > 0) others.set(owner, { text: `{${members.join(",\n")}}`, at: 0 });
  return own ? readSection(new JsonReader(reader.text, own.at), before) : emptySection(before);
}

function readFormat(reader: JsonReader): true {
  const { at } = reader;
  const found = reader.skip();
  return found === String(format) || reader.fail(`"format" is ${found}; this version reads ${format}`, at);
}

function readOthers(reader: JsonReader, others: Top["others"]): void {
  for (const name of uniqueMembers(reader, '"others"')) {
    const { at } = reader;
    if (reader.peek() !== "{") reader.fail(`"${name}" in "others" should be an object`);
    others.set(name, { text: reader.skip(), at });
  }
}

async function keyed(
  { collections, idFields }: Section,
  reader: JsonReader,
  { idFieldOf, before }: ParseOptions,
): Promise<SessionDocument["collections"]> {
  const result = new Map<string, { idField: string | undefined; entries: Map<string, Entry> }>();
  for (const [name, records] of collections) {
    const idField = idFieldOf(name) ?? idFields.get(name);
    const known = before.collections.get(name)?.entries;
    const entries = new Map<string, Entry>();
    for (const [index, found] of records.entries()) {
      if (index % keyedAtOnce === keyedAtOnce - 1) await nextTurn();
      const { key, record } = keyOf(found, { idField, entries, reader });
      const old = known?.get(key);
      entries.set(key, old?.record.json === record.json ? old : entryOf(record, key, idField));
    }
    result.set(name, { idField, entries });
  }
  return result;
}

interface KeyContext {
  readonly idField: string | undefined;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly reader: JsonReader;
}

function keyOf(
  { value, json, at }: FoundRecord,
  { idField, entries, reader }: KeyContext,
): ReturnType<typeof readWritten> {
  const found = readWritten({ value, json }, { idField, taken: (key) => entries.has(key) });
  if (entries.has(found.key)) reader.fail(`a record with the id "${found.key}" stands above already`, at);
  return found;
}

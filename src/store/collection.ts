import { writtenForm } from "./record-key.ts";
import type { Page, PageQuery, StoredRecord } from "./store.ts";

/** A record and what it weighs; never changed, so that a snapshot of a collection is a copy of references. */
export interface Entry {
  readonly record: StoredRecord;
  /** Length of its JSON in UTF-8. */
  readonly bytes: number;
  /** What stands for it in a file, in a collection with that id field: made once, because files are written often. */
  readonly written: string | Buffer;
  readonly idField: string | undefined;
}

/** Weighs a record. */
export function entryOf(record: StoredRecord, key: string, idField: string | undefined): Entry {
  const written = writtenForm(key, record, idField);
  return { record, bytes: record.bytes?.length ?? Buffer.byteLength(record.json), written, idField };
}

/** Up to this offset walking the map is cheaper than an index of its keys. */
const shallow = 64;

/** Records by key, in order of creation. */
export class Collection {
  idField: string | undefined;
  /** Unlike `order`, always complete. */
  #entries = new Map<string, Entry>();
  /** The keys by position, made when somebody pages deep and dropped when a record goes. */
  #order: string[] | undefined;
  /** Of a fork that has changed nothing yet: the entries are another's. */
  #isBorrowed = false;

  constructor(idField?: string) {
    this.idField = idField;
  }

  get entries(): ReadonlyMap<string, Entry> {
    return this.#entries;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** The same records; copied when the fork is first changed, and not before. */
  fork(): Collection {
    const fork = new Collection(this.idField);
    fork.#entries = this.#entries;
    fork.#isBorrowed = true;
    return fork;
  }

  set(key: string, entry: Entry): void {
    if (this.#isBorrowed) this.#own();
    if (this.#order && !this.#entries.has(key)) this.#order.push(key);
    this.#entries.set(key, entry);
  }

  delete(key: string): void {
    if (this.#isBorrowed) this.#own();
    if (this.#entries.delete(key)) this.#order = undefined;
  }

  replace(entries: Map<string, Entry>): void {
    this.#entries = entries;
    this.#isBorrowed = false;
    this.#order = undefined;
  }

  #own(): void {
    this.#entries = new Map(this.#entries);
    this.#isBorrowed = false;
  }

  /** Costs what it returns, at any offset; with `where` or `arrange`, what the collection holds. */
  page(query: PageQuery = {}): Page {
    const { offset = 0, limit = Infinity, where, arrange, after } = query;
    if (where || arrange) return this.#selected(query);
    const found = after === undefined ? -1 : this.#keys().indexOf(after);
    const from = found < 0 ? offset : found + 1;
    const records = from > shallow ? this.#deep(from, limit) : this.#first(from, limit);
    return { records, total: this.#entries.size, offset: from };
  }

  #selected({ offset = 0, limit = Infinity, where, arrange, after }: PageQuery): Page {
    const wanted = [...this.#entries.values()].flatMap(({ record }) =>
      !where || where(record.value) ? [record] : [],
    );
    const records = arrange ? arrange(wanted) : wanted;
    const last = after === undefined ? undefined : this.#entries.get(after)?.record;
    const found = last ? records.indexOf(last) : -1;
    const from = found < 0 ? offset : found + 1;
    return { records: records.slice(from, from + limit), total: records.length, offset: from };
  }

  #first(offset: number, limit: number): StoredRecord[] {
    const records: StoredRecord[] = [];
    let place = 0;
    for (const { record } of this.#entries.values()) {
      if (records.length >= limit) break;
      if (place++ >= offset) records.push(record);
    }
    return records;
  }

  #deep(offset: number, limit: number): StoredRecord[] {
    const keys = this.#keys().slice(offset, offset + limit);
    return keys.flatMap((key) => this.#entries.get(key)?.record ?? []);
  }

  #keys(): readonly string[] {
    return (this.#order ??= [...this.#entries.keys()]);
  }
}

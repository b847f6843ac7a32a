import { writtenForm } from "./record-key.ts";
import type { JsonObject, Page, PageQuery, StoredRecord } from "./store.ts";

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

  set(key: string, entry: Entry): void {
    if (this.#order && !this.#entries.has(key)) this.#order.push(key);
    this.#entries.set(key, entry);
  }

  delete(key: string): void {
    if (this.#entries.delete(key)) this.#order = undefined;
  }

  replace(entries: Map<string, Entry>): void {
    this.#entries = entries;
    this.#order = undefined;
  }

  /** Costs what it returns, at any offset; with `where`, what the collection holds. */
  page({ offset = 0, limit = Infinity, where }: PageQuery = {}): Page {
    if (where) return this.#filtered(where, { offset, limit });
    const records = offset > shallow ? this.#deep(offset, limit) : this.#first(offset, limit);
    return { records, total: this.#entries.size };
  }

  #filtered(
    where: (value: JsonObject) => boolean,
    { offset, limit }: { offset: number; limit: number },
  ): Page {
    const found = [...this.#entries.values()].map(({ record }) => record).filter(({ value }) => where(value));
    return { records: found.slice(offset, offset + limit), total: found.length };
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
    this.#order ??= [...this.#entries.keys()];
    return this.#order.slice(offset, offset + limit).flatMap((key) => this.#entries.get(key)?.record ?? []);
  }
}

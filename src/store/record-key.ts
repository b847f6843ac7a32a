import type { JsonObject, StoredRecord } from "./store.ts";

/** Where a collection's id stands if nobody says otherwise. */
const defaultIdField = "id";

/** Stands around a record whose key is not in its id field; for reading and writing files only. */
const keyProperty = "locum:key";

/** The record's own id as text; undefined when it has none. */
function idOf(value: JsonObject, idField: string): string | undefined {
  const id = Object.hasOwn(value, idField) ? value[idField] : undefined;
  return typeof id === "string" || typeof id === "number" || typeof id === "boolean" ? String(id) : undefined;
}

/** The key of a hand-written record without id: it can be listed, but no path leads to it. */
function keyless(json: string): string {
  return `\0${json}`;
}

/** The key that leads to a record of which there is one: its id, if it has one. */
export function ownKey({ value, json }: StoredRecord, idField: string): string {
  return idOf(value, idField) ?? keyless(json);
}

/** What to write for a record: itself, when its key can be told from it; else wrapped together with its key. */
export function writtenForm(key: string, record: StoredRecord, idField = defaultIdField): string | Buffer {
  const { value } = record;
  const own = idOf(value, idField) ?? keyless(record.json);
  const isPlain =
    key.startsWith(own) && (key.length === own.length || isKeyless(own, key)) && !isWrapped(value);
  if (isPlain) return record.bytes ?? record.json;
  return `{${JSON.stringify(keyProperty)}:${JSON.stringify(key)},"record":${record.json}}`;
}

/** The record as it was given to `writtenForm`, and its key; `taken` tells apart records without id that are equal. */
export function readWritten(
  { value, json }: StoredRecord,
  { idField = defaultIdField, taken }: { idField?: string | undefined; taken: (key: string) => boolean },
): { key: string; record: StoredRecord } {
  if (isWrapped(value)) {
    const record = value["record"];
    return { key: value[keyProperty], record: { value: record, json: JSON.stringify(record) } };
  }
  let key = idOf(value, idField);
  if (key === undefined) for (key = keyless(json); taken(key);) key += "\0";
  return { key, record: { value, json } };
}

function isKeyless(own: string, key: string): boolean {
  return own.startsWith("\0") && /^\0*$/.test(key.slice(own.length));
}

function isWrapped(value: JsonObject): value is { [keyProperty]: string; record: JsonObject } {
  if (typeof value[keyProperty] !== "string" || Object.keys(value).length !== 2) return false;
  const { record } = value;
  return typeof record === "object" && record !== null && !Array.isArray(record);
}

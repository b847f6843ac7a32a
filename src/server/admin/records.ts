import { ProblemError } from "../../problem/problem.ts";
import type { Violation } from "../../problem/violation.ts";
import type { Resource } from "../../response/resource.ts";
import { escapeSegment } from "../../schema/pointer.ts";
import { propertyOf } from "../../schema/properties.ts";
import type { Schemas } from "../../schema/schema.ts";
import { ownKey } from "../../store/record-key.ts";
import type { JsonObject, KeyedRecord } from "../../store/store.ts";
import { violationOf } from "../../validation/words.ts";

export interface RecordReading {
  /** Undefined where the contract says nothing of the records. */
  readonly resource: Resource | undefined;
  readonly schemas: Schemas;
  /** The id that was given out last in this collection. */
  readonly lastId: number;
}

export interface ReadRecords {
  readonly records: readonly KeyedRecord[];
  readonly idField: string;
  /** After those that were numbered here. */
  readonly lastId: number;
}

/** More would not be read by anybody. */
const violationLimit = 100;

/**
 * Makes records of what was sent: those without an id are numbered, and each must be what the contract's response
 * could show. Throws `admin-invalid-request` that names every place where one is not.
 */
export function readRecords(sent: readonly JsonObject[], reading: RecordReading): ReadRecords {
  const { resource, schemas, lastId } = reading;
  // A thing that has no id of its own is kept under a number that it does not show.
  const shown = resource ? resource.idField : "id";
  const numbering = new Numbering(sent, shown, lastId);
  const records = sent.map((value): KeyedRecord => {
    const own = idOf(value, shown);
    if (own !== undefined) return keyed(own, value);
    if (resource?.isSingle === true) return single(value);
    const number = numbering.next();
    return keyed(
      String(number),
      shown === undefined ? value : { ...value, [shown]: idValue(number, shown, reading) },
    );
  });
  const wrong = [...duplicates(records, shown)];
  const judge = resource && schemas.validator(resource.item);
  for (const [index, { record }] of judge ? records.entries() : []) {
    if (wrong.length >= violationLimit) break;
    wrong.push(
      ...(judge?.(record.value) ?? []).map((error) => violationOf(error, "body", `/${String(index)}`)),
    );
  }
  if (wrong.length > 0) throw refused(wrong.slice(0, violationLimit));
  return { records, idField: shown ?? "id", lastId: numbering.last };
}

function keyed(key: string, value: JsonObject): KeyedRecord {
  return { key, record: { value, json: JSON.stringify(value) } };
}

/** A thing there is one of is found without a key. */
function single(value: JsonObject): KeyedRecord {
  const record = { value, json: JSON.stringify(value) };
  return { key: ownKey(record, "id"), record };
}

function idOf(value: JsonObject, idField: string | undefined): string | undefined {
  const id = idField !== undefined && Object.hasOwn(value, idField) ? value[idField] : undefined;
  if (id === undefined || id === null) return undefined;
  return typeof id === "string" ? id : JSON.stringify(id);
}

/** Counts on from the id given out last, over those that were sent. */
class Numbering {
  last: number;
  readonly #taken: ReadonlySet<string | undefined>;

  constructor(sent: readonly JsonObject[], idField: string | undefined, last: number) {
    this.last = last;
    this.#taken = new Set(sent.map((value) => idOf(value, idField)));
  }

  next(): number {
    do this.last += 1;
    while (this.#taken.has(String(this.last)));
    return this.last;
  }
}

/** The number as the contract has ids: some write them as text. */
function idValue(number: number, idField: string, { resource, schemas }: RecordReading): unknown {
  if (!resource) return number;
  const judge = schemas.validator(propertyOf(resource.item, idField, schemas));
  return judge(number).length > 0 && judge(String(number)).length === 0 ? String(number) : number;
}

function* duplicates(records: readonly KeyedRecord[], idField = ""): Generator<Violation> {
  const seen = new Map<string, number>();
  for (const [index, { key }] of records.entries()) {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else yield duplicate(`/${String(index)}/${escapeSegment(idField)}`, { key, first });
  }
}

function duplicate(pointer: string, { key, first }: { key: string; first: number }): Violation {
  const message = `${pointer.slice(1).replaceAll("/", ".")} must not be ${key}: record ${String(first)} is`;
  return { in: "body", pointer, code: "uniqueItems", message, schemaPointer: "" };
}

function refused(errors: readonly Violation[]): ProblemError {
  return new ProblemError("admin-invalid-request", {
    status: 422,
    detail: `The records break the contract in ${String(errors.length)} place(s); the first: ${errors[0]?.message ?? ""}`,
    help: "Correct what `errors` names, `/<index>/<field>`; nothing was changed.",
    errors,
  });
}

import { hashText, mix } from "../generate/hash.ts";
import { valueAt } from "../schema/pointer.ts";
import { collectionName, nameText } from "./collection-name.ts";
import { countOf } from "./counts.ts";
import type { Reference } from "./reference.ts";
import { requestValue } from "./request-value.ts";
import type { StorePath } from "./store-path.ts";
import type { Recalled, Subject } from "./subject.ts";

/** A reference that is asked for before templates are rendered, and where it stands in its file. */
export interface Asked {
  readonly reference: Reference;
  /** What its value is kept under. */
  readonly at: string;
}

/** What a stub knows of its own turn. */
export interface OwnTurn {
  /** Of its scenario. */
  readonly state: string;
  /** From 1; 0 where nobody asked for it. */
  readonly turn: number;
  /** Counters as this answer's own count left them. */
  readonly counts: ReadonlyMap<string, number>;
}

/** The request, and what all of `asked` say at this moment. */
export async function recalling(asked: readonly Asked[], subject: Subject, own: OwnTurn): Promise<Subject> {
  if (asked.length === 0) return subject;
  const recalled = new Map<string, unknown>();
  for (const { reference, at } of asked) {
    if (!recalled.has(at)) recalled.set(at, await recall(reference, { subject, own, at }));
  }
  return withRecalled(subject, recalled);
}

interface Asking {
  readonly subject: Subject;
  readonly own: OwnTurn;
  readonly at: string;
}

async function recall(reference: Reference, { subject, own, at }: Asking): Promise<unknown> {
  switch (reference.kind) {
    case "request":
      return requestValue(reference, subject);
    case "state":
      return own.state;
    case "turn":
      return own.turn;
    case "count":
      return own.counts.get(reference.name) ?? (await countOf(reference.name, subject));
    case "now":
      return instant((await sessionTime(subject)) + reference.offset);
    case "store":
      return await stored(reference, subject);
    case "faker":
      return subject.faked(reference.said, mix(await subject.drawSeed(), hashText(at)));
  }
}

/** As the stamps of stored things have it: the mock's date, and a second for each write. */
async function sessionTime({ store, session, today }: Subject): Promise<number> {
  return today + 1000 * (await store.count(session, "ticks", "writes"));
}

function instant(time: number): string {
  return new Date(time).toISOString().replace(".000Z", "Z");
}

async function stored({ collection, key, field }: StorePath, subject: Subject): Promise<unknown> {
  const { store, session } = subject;
  const name = collectionName(collection, subject);
  if (key === undefined) return (await store.page(session, name, { limit: 0 })).total;
  const record = await store.get(session, name, nameText(key, subject));
  return record && valueAt(record.value, field);
}

function withRecalled(subject: Subject, recalled: Recalled): Subject {
  const { operation, method, headers, path, body, session, store } = subject;
  const { clock, today, faked, drawSeed, base, luck } = subject;
  return {
    ...{ operation, method, headers, path, body, session, store },
    ...{ clock, today, faked, drawSeed, base, luck },
    beyond: (name, limit) => subject.beyond(name, limit),
    isFull: (name, limit) => subject.isFull(name, limit),
    get query() {
      return subject.query;
    },
    get cookies() {
      return subject.cookies;
    },
    recalled,
  };
}

import { fieldsOf } from "../matchers/fields.ts";
import { besideWhen } from "./misplaced.ts";
import type { Given } from "../matchers/given.ts";
import type { Matcher } from "../matchers/matcher.ts";
import type { Schemas } from "../schema/schema.ts";
import { readBody, readCondition, readNamed, type Condition } from "./condition.ts";
import { readCounters, type CounterCondition } from "./counter.ts";
import { judgeBy } from "./judge.ts";
import type { Asked } from "./recall.ts";
import { readStoreCondition, type StoreCondition } from "./stored.ts";
import type { Subject } from "./subject.ts";
import { askedIn } from "./template.ts";

/** Everything a stub asks for; all of it must hold. */
export interface When {
  readonly conditions: readonly Condition[];
  /** Of the scenario the stub belongs to. */
  readonly state: Matcher<Subject> | undefined;
  readonly counters: readonly CounterCondition[];
  readonly store: StoreCondition | undefined;
  /** What its templates ask for before a request is judged. */
  readonly asked: readonly Asked[];
}

const places = ["headers", "query", "path", "cookies"] as const;
/** What a stub may ask for. */
export const whenKeys = [...places, "body", "session", "state", "counter", "store"] as const;
const anything: When = { conditions: [], state: undefined, counters: [], store: undefined, asked: [] };

/** Reads `when`; without it a stub takes every request of its operation. `schemas` are what `schema` refers to. */
export function readWhen(given: Given, schemas?: Schemas): When {
  if (given.value === undefined) return anything;
  fieldsOf(given, whenKeys, besideWhen);
  const ask = <T>(key: string, read: (inner: Given) => T): T | undefined =>
    given.has(key) ? read(given.at(key)) : undefined;
  const sent = schemas && judgeBy(schemas, "request");
  const kept = schemas && judgeBy(schemas, "response");
  const conditions = [
    ...places.flatMap((place) => ask(place, (inner) => readNamed(wantNames(inner), place, sent)) ?? []),
    ...(ask("body", (inner) => readBody(wantNames(inner), sent)) ?? []),
    ...(ask("session", readSession) ?? []),
  ];
  return {
    conditions,
    state: ask("state", (inner) => readCondition(inner, asText)),
    counters: ask("counter", readCounters) ?? [],
    store: ask("store", (inner) => readStoreCondition(inner, kept)),
    asked: askedIn(given),
  };
}

/** Whether the request alone does not tell if it holds. */
export function asksMemory({ state, store, counters, asked }: When): boolean {
  return state !== undefined || store !== undefined || counters.length + asked.length > 0;
}

const asText = { comparison: "text", judge: undefined } as const;

function readSession(given: Given): readonly Condition[] {
  const matcher = readCondition(given, asText);
  return matcher ? [{ place: "session", secret: false, matcher, read: (subject) => subject.session }] : [];
}

function wantNames(given: Given): Given {
  if (given.keys.length > 0) return given;
  given.refuse("this names nothing to look at", 'Write a name and a matcher: "/firstname": { equals: Ada }');
  return given;
}

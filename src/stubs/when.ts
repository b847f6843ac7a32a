import { fieldsOf } from "../matchers/fields.ts";
import type { Given } from "../matchers/given.ts";
import type { Matcher } from "../matchers/matcher.ts";
import { readBody, readCondition, readNamed, type Condition } from "./condition.ts";
import { readStoreCondition, type StoreCondition } from "./stored.ts";
import type { Subject } from "./subject.ts";

/** Everything a stub asks for; all of it must hold. */
export interface When {
  readonly conditions: readonly Condition[];
  /** Of the scenario the stub belongs to. */
  readonly state: Matcher<Subject> | undefined;
  readonly store: StoreCondition | undefined;
}

const places = ["headers", "query", "path", "cookies"] as const;
/** What a stub may ask for. */
export const whenKeys = [...places, "body", "session", "state", "store"] as const;

/** Reads `when`; without it a stub takes every request of its operation. */
export function readWhen(given: Given): When {
  if (given.value === undefined) return { conditions: [], state: undefined, store: undefined };
  fieldsOf(given, whenKeys);
  const ask = <T>(key: string, read: (inner: Given) => T): T | undefined =>
    given.has(key) ? read(given.at(key)) : undefined;
  const conditions = [
    ...places.flatMap((place) => ask(place, (inner) => readNamed(wantNames(inner), place)) ?? []),
    ...(ask("body", (inner) => readBody(wantNames(inner))) ?? []),
    ...(ask("session", readSession) ?? []),
  ];
  return {
    conditions,
    state: ask("state", (inner) => readCondition(inner, "text")),
    store: ask("store", readStoreCondition),
  };
}

function readSession(given: Given): readonly Condition[] {
  const matcher = readCondition(given, "text");
  return matcher ? [{ place: "session", secret: false, matcher, read: (subject) => subject.session }] : [];
}

function wantNames(given: Given): Given {
  if (given.keys.length > 0) return given;
  given.refuse("this names nothing to look at", 'Write a name and a matcher: "/firstname": { equals: Ada }');
  return given;
}

import type { Given } from "../matchers/given.ts";
import type { Matcher } from "../matchers/matcher.ts";
import { readCondition } from "./condition.ts";
import { isCounterName } from "./counter-name.ts";
import type { Subject } from "./subject.ts";

/** What a stub asks of one of the session's counters. */
export interface CounterCondition {
  readonly name: string;
  readonly matcher: Matcher<Subject>;
}

const badName = "a counter has a name of at most 64 letters, digits, dashes and underscores";
const nameHelp = "Write a name such as logins";

/** Reads `counter: { logins: { gte: 3 } }`. */
export function readCounters(given: Given): readonly CounterCondition[] {
  if (given.keys.length === 0) {
    given.refuse("this names no counter", "Write the counter's name and a matcher: logins: { gte: 3 }");
  }
  return given.keys.flatMap((name) => {
    if (!isCounterName(name)) given.at(name).refuseKey(badName, nameHelp);
    const matcher = readCondition(given.at(name), { comparison: "text", judge: undefined });
    return matcher ? [{ name, matcher }] : [];
  });
}

/** Reads `then: { count: logins }`. */
export function readCount(given: Given): string | undefined {
  if (typeof given.value === "string" && isCounterName(given.value)) return given.value;
  return given.refuse(badName, nameHelp);
}

import { all, every } from "./all.ts";
import { any } from "./any.ts";
import { contains } from "./contains.ts";
import { equals } from "./equals.ts";
import { exists } from "./exists.ts";
import type { Given } from "./given.ts";
import { oneOf } from "./in.ts";
import { matchesPattern } from "./matches.ts";
import type { Keyword, MakeJudge, Matcher, Operand, Reading } from "./matcher.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { not } from "./not.ts";
import { gt, gte, lt, lte } from "./order.ts";
import { satisfies } from "./satisfies.ts";

/** By the word that a matcher says. */
const byName = {
  equals,
  matches: matchesPattern,
  contains,
  exists,
  in: oneOf,
  gt,
  gte,
  lt,
  lte,
  not,
  any,
  all,
  schema: satisfies,
} satisfies Readonly<Record<string, Keyword>>;

/** The words of a matcher. */
export type MatcherWord = keyof typeof byName;

const keywords = new Map<string, Keyword>(Object.entries(byName));
/** All words of a matcher. */
export const matcherWords: readonly string[] = Object.keys(byName);

/** What other mock servers call them. */
const elsewhere: ReadonlyMap<string, MatcherWord> = new Map<string, MatcherWord>([
  ["regex", "matches"],
  ["regexp", "matches"],
  ["pattern", "matches"],
  ["equalto", "equals"],
  ["eq", "equals"],
  ["oneof", "in"],
  ["absent", "exists"],
  ["present", "exists"],
]);

/**
 * Reads a matcher: an object of keywords, all of which must hold, or a plain value, which is short for `equals`.
 * Undefined where it cannot be used; the findings then say why. `judge` compiles what `schema` asks for.
 */
export function readMatcher<Scope>(
  given: Given,
  operand: (given: Given) => Operand<Scope> | undefined,
  judge?: MakeJudge,
): Matcher<Scope> | undefined {
  const reading: Reading<Scope> = { operand, judge, matcher: (inner) => readMatcher(inner, operand, judge) };
  if (!given.isObject()) return readShort(given, reading);
  if (given.keys.length === 0)
    return given.refuse("a matcher is empty", `Use one of ${listed(matcherWords)}`);
  const inner = given.keys.map((name) => readKeyword(name, given.at(name), reading));
  const usable = inner.filter((matcher) => matcher !== undefined);
  return usable.length === 1 ? usable[0] : every(usable);
}

function readShort<Scope>(given: Given, reading: Reading<Scope>): Matcher<Scope> | undefined {
  if (Array.isArray(given.value)) {
    return given.refuse(
      "a list is no matcher",
      "Write equals: [...] for the whole list, or in: [...] for one of it",
    );
  }
  return equals(given, reading);
}

function readKeyword<Scope>(name: string, given: Given, reading: Reading<Scope>): Matcher<Scope> | undefined {
  const keyword = keywords.get(name);
  if (keyword) return keyword(given, reading);
  const foreign = elsewhere.get(name.toLowerCase());
  const guess = foreign === undefined ? didYouMean(name, matcherWords) : ` (did you mean ${foreign}?)`;
  return given.refuseKey(
    `there is no matcher "${name}"${guess}`,
    `Use one of ${listed(matcherWords, matcherWords.length)}; to compare with an object, write equals: {…}`,
  );
}

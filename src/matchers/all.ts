import type { Keyword, Matcher } from "./matcher.ts";

/** `all: [matcher, …]`: every one of them. */
export const all: Keyword = (given, reading) => {
  const items = given.items();
  if (items.length === 0) {
    return given.refuse("all wants a list of matchers", "Write all: [{ gte: 1 }, { lt: 10 }]");
  }
  return every(items.map((item) => reading.matcher(item)).filter((matcher) => matcher !== undefined));
};

/** Several matchers as one, for `all` and for keywords that stand side by side. */
export function every<Scope>(inner: readonly Matcher<Scope>[]): Matcher<Scope> {
  return {
    matches: (value, scope) => inner.every((matcher) => matcher.matches(value, scope)),
    sentence: inner.map((matcher) => matcher.sentence).join(" and "),
    insists: inner.find(({ insists }) => insists !== undefined)?.insists,
  };
}

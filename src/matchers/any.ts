import type { Keyword } from "./matcher.ts";

/** `any: [matcher, …]`: at least one of them. */
export const any: Keyword = (given, reading) => {
  const items = given.items();
  if (items.length === 0) {
    return given.refuse("any wants a list of matchers", "Write any: [{ equals: a }, { equals: b }]");
  }
  const inner = items.map((item) => reading.matcher(item)).filter((matcher) => matcher !== undefined);
  return {
    matches: (value, scope) => inner.some((matcher) => matcher.matches(value, scope)),
    sentence: `either ${inner.map((matcher) => matcher.sentence).join(" or ")}`,
  };
};

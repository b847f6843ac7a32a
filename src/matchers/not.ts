import type { Keyword } from "./matcher.ts";

/** `not: matcher`: true as well where there is no value to judge. */
export const not: Keyword = (given, reading) => {
  const inner = reading.matcher(given);
  return (
    inner && { matches: (value, scope) => !inner.matches(value, scope), sentence: `not ${inner.sentence}` }
  );
};

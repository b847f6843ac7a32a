import type { Keyword } from "./matcher.ts";

/** `exists: true|false`: there at all; null is there. */
export const exists: Keyword = (given) => {
  if (typeof given.value !== "boolean")
    return given.refuse("exists wants true or false", "Write exists: true");
  const wanted = given.value;
  return {
    matches: (value) => (value !== undefined) === wanted,
    sentence: wanted ? "be there" : "not be there",
  };
};

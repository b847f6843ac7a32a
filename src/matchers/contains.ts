import { same, type Comparison } from "./comparison.ts";
import type { Keyword } from "./matcher.ts";

/** `contains: value`: a piece of a text, an item of a list, or some properties of an object. */
export const contains: Keyword = (given, reading) => {
  const operand = reading.operand(given);
  return (
    operand && {
      matches: (value, scope) => holds(value, operand.of(scope), operand.comparison),
      sentence: `contain ${operand.sentence}`,
    }
  );
};

function holds(value: unknown, part: unknown, comparison: Comparison): boolean {
  if (value === undefined || part === undefined) return false;
  if (typeof value === "string") return typeof part === "string" && value.includes(part);
  if (Array.isArray(value)) return value.some((item) => covers(item, part, comparison));
  return isRecord(value) && isRecord(part) && covers(value, part, comparison);
}

/** The part's properties are there with the same values; others may stand beside them. */
function covers(value: unknown, part: unknown, comparison: Comparison): boolean {
  if (!isRecord(value) || !isRecord(part)) return same(value, part, comparison);
  return Object.entries(part).every(
    ([key, wanted]) => Object.hasOwn(value, key) && same(value[key], wanted, comparison),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

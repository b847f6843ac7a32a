import type { Keyword } from "./matcher.ts";

/** `gt: number`. Numbers only, or texts that are numbers, as they come in headers, queries and paths. */
export const gt = ordered("gt", "be greater than", (value, bound) => value > bound);
/** `gte: number`. */
export const gte = ordered("gte", "be at least", (value, bound) => value >= bound);
/** `lt: number`. */
export const lt = ordered("lt", "be less than", (value, bound) => value < bound);
/** `lte: number`. */
export const lte = ordered("lte", "be at most", (value, bound) => value <= bound);

function ordered(name: string, words: string, holds: (value: number, bound: number) => boolean): Keyword {
  return (given, reading) => {
    const operand = reading.operand(given);
    if (!operand) return undefined;
    if (operand.fixed ? !Number.isFinite(given.value) : typeof given.value !== "string") {
      return given.refuse(`${name} wants a number`, `Write ${name}: 10`);
    }
    return {
      matches: (value, scope) => {
        const number = numberFrom(value, operand.comparison === "text");
        const bound = numberFrom(operand.of(scope), true);
        return number !== undefined && bound !== undefined && holds(number, bound);
      },
      sentence: `${words} ${operand.sentence}`,
    };
  };
}

function numberFrom(value: unknown, alsoText: boolean): number | undefined {
  if (typeof value === "number") return value;
  if (!alsoText || typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

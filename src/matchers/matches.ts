import type { Insistence, Keyword } from "./matcher.ts";
import { compilePattern, type Pattern } from "./pattern.ts";

/** `matches: pattern`: a regular expression of RE2 found in a text, or in a number or boolean written as text. */
export const matchesPattern: Keyword = (given, reading) => {
  if (typeof given.value !== "string")
    return given.refuse("matches wants a pattern", 'Write matches: "^Ada"');
  if (reading.operand(given)?.fixed !== true) {
    return given.refuse(
      "a pattern holds no template, for whoever sends the request would then write it",
      "Use equals or contains with the template, or write \\{\\{ where braces are meant",
    );
  }
  // What could not be afforded is not compiled any more.
  if ((spentOn.get(given.findings) ?? 0) > MOST_INSTRUCTIONS) return undefined;
  const pattern = compiled(given.value);
  if (typeof pattern === "string") {
    const help = given.value.includes("(?!")
      ? "Write what must not be found as not: { matches: … }"
      : "Use the syntax of RE2";
    return given.refuse(`this is no regular expression: ${pattern}`, help);
  }
  const spent = (spentOn.get(given.findings) ?? 0) + pattern.size;
  spentOn.set(given.findings, spent);
  if (spent > MOST_INSTRUCTIONS) {
    return given.refuse(
      "the patterns up to this one are too large to be compiled together",
      "Use fewer, or smaller repetitions; equals costs nothing",
    );
  }
  return {
    matches: (value) => isWritable(value) && pattern.test(String(value)),
    sentence: `match ${given.value}`,
    insists: insistence(pattern),
  };
};

/** Of all patterns that are read together, such as those of a file: half a second of compiling. */
const MOST_INSTRUCTIONS = 250_000;
/** Spent, by the findings that are gathered in that reading. */
const spentOn = new WeakMap<object, number>();

function insistence({ literal }: Pattern): Insistence | undefined {
  if (literal?.isWhole === true) return { texts: new Set([literal.text]) };
  return literal && literal.prefix !== "" ? { prefix: literal.prefix } : undefined;
}

function compiled(source: string): Pattern | string {
  try {
    return compilePattern(source);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isWritable(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

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
  const pattern = compiled(given.value);
  if (typeof pattern === "string") {
    return given.refuse(`this is no regular expression: ${pattern}`, "Use the syntax of RE2");
  }
  return {
    matches: (value) => isWritable(value) && pattern.test(String(value)),
    sentence: `match ${given.value}`,
    insists: insistence(pattern),
  };
};

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

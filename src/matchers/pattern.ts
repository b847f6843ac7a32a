import { RE2JS } from "re2js";
import { literalOf, type Literal } from "./literal.ts";

/** A regular expression whose cost grows with the length of the text and no faster. */
export interface Pattern {
  test(text: string): boolean;
  /** Instructions: compiling costs about two microseconds each. */
  readonly size: number;
  /** What a text must hold to match; undefined: who knows. */
  readonly literal: Literal | undefined;
}

/** About a quarter of a second: instructions of the compiled pattern times characters of the text. */
const STEPS = 20_000_000;
const LONGEST_SOURCE = 2_000;
const LARGEST_PROGRAM = 5_000;

/**
 * Compiles a regular expression in RE2 syntax; JavaScript's own spellings (`\u0041`, `(?<name>…)`) are understood.
 * A text too long for the step budget does not match. Throws an Error with the reason where RE2 has no such
 * expression (lookahead, backreferences) or it is too large.
 */
export function compilePattern(source: string): Pattern {
  if (source.length > LONGEST_SOURCE) throw new Error(`it is longer than ${LONGEST_SOURCE} characters`);
  const program = compile(source);
  const size = program.programSize();
  if (size > LARGEST_PROGRAM) throw new Error("its repetitions make it too large");
  const longest = Math.floor(STEPS / size);
  const literal = literalOf(source);
  const part = literal?.text ?? "";
  return {
    size,
    literal,
    test: (text) => text.length <= longest && text.includes(part) && program.test(text),
  };
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source));
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const message =
    error instanceof Error ? error.message.replace("error parsing regexp: ", "") : String(error);
  return /\(\?[=!<]|escape sequence: `\\\d/.test(message)
    ? `${message} (RE2 has no lookahead, lookbehind or backreferences)`
    : message;
}

import fc from "fast-check";
import { RE2JS } from "re2js";
import { Given } from "../../src/matchers/given.ts";
import type { Comparison } from "../../src/matchers/comparison.ts";
import { readMatcher } from "../../src/matchers/read.ts";
import { shown } from "../../src/matchers/comparison.ts";
import { literalOf } from "../../src/matchers/literal.ts";
import { compilePattern } from "../../src/matchers/pattern.ts";

function read(definition: unknown, comparison: Comparison = "json") {
  const given = new Given(definition);
  const matcher = readMatcher<undefined>(given, ({ value }) => ({
    of: () => value,
    fixed: true,
    comparison,
    sentence: shown(value),
  }));
  return { matcher, causes: given.findings.map(({ cause }) => cause) };
}

function matches(definition: unknown, value: unknown, comparison?: Comparison): boolean {
  const { matcher, causes } = read(definition, comparison);
  if (!matcher || causes.length > 0) throw new Error(causes.join("; "));
  return matcher.matches(value, undefined);
}

describe("matchers", () => {
  test("every JSON value equals a copy of itself, and is not not-equal to it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const copy = structuredClone(value);
        expect(matches({ equals: value }, copy)).toBe(true);
        expect(matches({ not: { equals: value } }, copy)).toBe(false);
        expect(matches({ in: ["something else", value] }, copy)).toBe(true);
      }),
    );
  });

  test("two JSON values are equal exactly when their canonical texts are", () => {
    const canonical = (value: unknown): string =>
      JSON.stringify(value, (_, inner: unknown) =>
        typeof inner === "object" && inner !== null && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
          : inner,
      );
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (one, other) => {
        expect(matches({ equals: one }, other)).toBe(canonical(one) === canonical(other));
      }),
    );
  });

  test("numbers are ordered as numbers are, as text as well", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (value, bound) => {
        for (const [given, comparison] of [
          [value, "json"],
          [String(value), "text"],
        ] as const) {
          expect(matches({ gt: bound }, given, comparison)).toBe(value > bound);
          expect(matches({ gte: bound }, given, comparison)).toBe(value >= bound);
          expect(matches({ lt: bound }, given, comparison)).toBe(value < bound);
          expect(matches({ lte: bound }, given, comparison)).toBe(value <= bound);
        }
      }),
    );
  });

  test("a text contains each of its pieces", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, piece, after) => {
        expect(matches({ contains: piece }, before + piece + after)).toBe(true);
      }),
    );
  });

  test("any is an or, all is an and, and so are keywords side by side", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), (value) => {
        expect(matches({ any: [{ lt: 3 }, { gt: 6 }] }, value)).toBe(value < 3 || value > 6);
        expect(matches({ all: [{ gte: 3 }, { lte: 6 }] }, value)).toBe(value >= 3 && value <= 6);
        expect(matches({ gte: 3, lte: 6 }, value)).toBe(value >= 3 && value <= 6);
      }),
    );
  });

  test.each<[string, unknown, unknown, Comparison, boolean]>([
    ["a number in a body is not the text of it", { equals: "7" }, 7, "json", false],
    ["a number in a path is the text of it", { equals: 7 }, "7", "text", true],
    ["null is there", { exists: true }, null, "json", true],
    ["nothing is not there", { exists: false }, undefined, "json", true],
    ["nothing equals nothing else", { equals: null }, undefined, "json", false],
    ["nothing satisfies a not", { not: { equals: "x" } }, undefined, "json", true],
    ["a plain value is short for equals", "Ada", "Ada", "json", true],
    ["a list contains an item", { contains: 2 }, [1, 2], "json", true],
    [
      "a list contains an object by some of its properties",
      { contains: { a: 1 } },
      [{ a: 1, b: 2 }],
      "json",
      true,
    ],
    ["an object contains some of its properties", { contains: { a: 1 } }, { a: 1, b: 2 }, "json", true],
    ["an object does not contain what it inherits", { contains: { constructor: 1 } }, {}, "json", false],
    ["a text that is no number is neither more nor less", { lt: 5 }, "many", "text", false],
    ["a pattern finds a piece of a number", { matches: "^7" }, 75, "json", true],
    ["a pattern does not match an object", { matches: "object" }, {}, "json", false],
  ])("%s", (...[, definition, value, comparison, expected]) => {
    expect(matches(definition, value, comparison)).toBe(expected);
  });

  test.each<[unknown, string]>([
    [{ equals: "Ada" }, 'be "Ada"'],
    [{ matches: "^x-" }, "match ^x-"],
    [{ not: { exists: true } }, "not be there"],
    [{ any: [{ equals: 1 }, { gt: 5 }] }, "either be 1 or be greater than 5"],
    [{ gte: 1, lt: 3 }, "be at least 1 and be less than 3"],
    [{ in: ["a", null] }, 'be one of "a", null'],
    [{ contains: ["x"] }, "contain a list of 1"],
  ])("says what it asks: %j", (definition, sentence) => {
    expect(read(definition).matcher?.sentence).toBe(sentence);
  });

  test.each<[unknown, string]>([
    [{ equal: "Ada" }, 'there is no matcher "equal" (did you mean equals?)'],
    [{ gt: "many" }, "gt wants a number"],
    [{ exists: "yes" }, "exists wants true or false"],
    [{ in: "a" }, "in wants a list of values"],
    [{ any: {} }, "any wants a list of matchers"],
    [{ matches: 7 }, "matches wants a pattern"],
    [{ matches: "(" }, "this is no regular expression: missing closing ): `(`"],
    [{}, "a matcher is empty"],
    [["a"], "a list is no matcher"],
  ])("refuses %j", (definition, cause) => {
    expect(read(definition).causes).toEqual([cause]);
  });

  test("a value nested far too deeply is unequal, not a crash", () => {
    const deep = JSON.parse("[".repeat(3_000) + "]".repeat(3_000)) as unknown;
    expect(matches({ equals: structuredClone(deep) }, deep)).toBe(false);
  });
});

describe("patterns", () => {
  test("a pattern that would hang a backtracking engine answers", () => {
    expect(compilePattern("^(a|a)*$").test("a".repeat(50_000) + "b")).toBe(false);
    expect(compilePattern("(a|a)*$").test("a".repeat(50_000) + "b")).toBe(true);
    expect(compilePattern("(x+x+)+y").test("x".repeat(50_000))).toBe(false);
  });

  test("a text too long for the pattern does not match instead of taking its time", () => {
    const pattern = compilePattern("(?:a?){300}b");
    expect(pattern.test("ab")).toBe(true);
    expect(pattern.test("a".repeat(1_000_000) + "b")).toBe(false);
  });

  test.each(["(?=a)", "(?<!a)b", "(a)\\1"])("%s is refused, saying that RE2 has no such thing", (source) => {
    expect(() => compilePattern(source)).toThrow("RE2 has no lookahead, lookbehind or backreferences");
  });

  test.each([
    "a".repeat(3_000),
    "(((a{9}){9}){9}){9}",
    "(?:[a-z]{1,900}){1}(?:[a-z]{1,900})(?:[a-z]{1,900})",
  ])("a pattern that is too large is refused: %.20s…", (source) => {
    expect(() => compilePattern(source)).toThrow(/longer than|too large|invalid repeat count/);
  });

  const pieces = fc.constantFrom(
    ..."ab-/ é]}{^$.*+?()[|\\".split(""),
    ...[
      "ab",
      "x-",
      "\\.",
      "\\d",
      "\\\\",
      "\\x61",
      "\\pL",
      "\\Qa\\E",
      "\\b",
      "[ab]",
      "[^]a]",
      "[[:alpha:]]",
      "[\\]a]",
    ],
    ...["(?:a|b)", "(?i:A)", "(?i)", "(?P<n>a)", "a{2}", "b{0,1}", "b??", "(ab)+", "$\n", "😀"],
  );
  const written = (most: number) => fc.array(pieces, { maxLength: most }).map((list) => list.join(""));

  test("whatever literal is asked for first, a pattern matches what RE2 says it matches", () => {
    const texts = fc.array(fc.oneof(written(4), fc.string()), { minLength: 1, maxLength: 8 });
    let patterns = 0;
    fc.assert(
      fc.property(written(6), texts, (source, texts) => {
        let program;
        try {
          program = RE2JS.compile(RE2JS.translateRegExp(source));
        } catch {
          return;
        }
        patterns++;
        const pattern = compilePattern(source);
        const literal = literalOf(source)?.text ?? "";
        for (const text of [...texts, literal, `${literal}\n`, source]) {
          expect([source, text, pattern.test(text)]).toEqual([source, text, program.test(text)]);
          if (!pattern.literal || !program.test(text)) continue;
          if (pattern.literal.isWhole) expect(text).toBe(pattern.literal.text);
          expect(text.startsWith(pattern.literal.prefix)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(patterns).toBeGreaterThan(200);
  });

  test.each([
    ["^Bearer expired$", { text: "Bearer expired", isWhole: true, prefix: "Bearer expired" }],
    ["^x-", { text: "x-", isWhole: false, prefix: "x-" }],
    ["^a.*bcd", { text: "bcd", isWhole: false, prefix: "a" }],
    ["^a*bcd", { text: "bcd", isWhole: false, prefix: "" }],
    ["ab*cde+f", { text: "cd", isWhole: false, prefix: "" }],
    ["^ada\\.(lovelace|byron)@example\\.org$", undefined],
  ])("of %s the literal is known", (source, literal) => {
    expect(literalOf(source)).toEqual(literal);
  });

  test("JavaScript's spellings are understood", () => {
    expect(compilePattern("^\\u0041(?<rest>da)$").test("Ada")).toBe(true);
  });
});

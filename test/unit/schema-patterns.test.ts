import fc from "fast-check";
import { ProblemError } from "../../src/problem/problem.ts";
import { compilePattern } from "../../src/schema/pattern.ts";
import { briefly } from "../support/judging.ts";

const long = "z".repeat(300);

describe("a pattern means what ECMA-262 says", () => {
  test.each([
    ["^\\p{L}+$", "Zoë", true],
    ["^\\p{Lu}\\p{Ll}*$", "éa", false],
    ["^\\p{Script=Greek}+$", "λόγος", true],
    ["^.$", "😀", true],
    ["^\\u{1F600}$", "😀", true],
    ["(?<=€)\\d+", "€12", true],
    ["^(?!admin)\\w+$", "administrator", false],
    ["^(?<year>\\d{4})-\\k<year>$", "2024-2024", true],
    ["^(a|b)\\1$", "aa", true],
    // Needless escapes, which a Unicode pattern may not have.
    ["^[\\w\\-\\@]+\\-\\_$", "a@b-_", true],
    ["^\\p{L}\\-$", "é-", true],
    ["^a{,3}$", "a{,3}", true],
    ["^\\s$", "\u00a0", true],
    ["^.$", "\u2028", false],
    ["b", "abc", true],
    ["", "anything", true],
  ])("%s on %j: %s", (pattern, text, expected) => {
    expect(compilePattern(pattern).test(text)).toBe(expected);
  });

  const atoms = [
    "a",
    "b",
    "\\d",
    "\\w",
    "\\s",
    "\\S",
    ".",
    "[a-c]",
    "[^a-c]",
    "(a|b)",
    "(?:a|bc)",
    "^",
    "$",
    "\\b",
    "\\B",
    "\\.",
    "\\/",
    "\\p{L}",
    "\\n",
    "é",
    "😀",
    "[😀é]",
    "a?",
    "a*?",
    "b+",
    "x{2}",
    "|",
    "[^\\d\\s]",
    "[\\s\\S]",
    "(?=a)",
    "(?!b)",
  ];
  const texts = [
    "a",
    "b",
    "c",
    "1",
    " ",
    "\t",
    "\n",
    "\r",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "\v",
    "é",
    "😀",
    "-",
    "_",
    ".",
    "/",
    "x",
  ];

  test("on short texts and long ones", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...atoms), { minLength: 1, maxLength: 6 }),
        fc.array(fc.constantFrom(...texts), { maxLength: 6 }),
        (parts, letters) => {
          const [source, text] = [parts.join(""), letters.join("")];
          const native = new RegExp(source, "u");
          const pattern = compilePattern(source);
          for (const one of [text, long + text, text + long]) {
            expect([source, one, pattern.test(one)]).toEqual([source, one, native.test(one)]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a pattern of another language is read as that", () => {
  test.each([
    ["(?i)^abc$", "ABC", true],
    ["\\A[a-z]+\\z", "abc", true],
    ["\\A[a-z]+\\Z", "ab1", false],
    ["^(?P<y>\\d+)$", "12", true],
    ["^[[:alpha:]]+$", "abc", true],
    ["^[[:alpha:]]+$", ":", false],
  ])("%s on %j: %s", (pattern, text, expected) => {
    expect(compilePattern(pattern).test(text)).toBe(expected);
  });
});

describe("what is no pattern", () => {
  test.each(["(", "[a-", "*a", "a{2,1}", "(?<n>a)(?<n>b)(?<=", "\\"])(
    "%s makes its schema unusable",
    (pattern) => {
      const judge = briefly({ A: { type: "string", pattern }, B: { properties: { a: { pattern } } } });
      for (const name of ["A", "B"]) {
        let error: unknown;
        try {
          judge(name, "anything");
        } catch (thrown) {
          error = thrown;
        }
        expect(error).toBeInstanceOf(ProblemError);
        expect((error as ProblemError).problem.code).toBe("unusable-schema");
        expect((error as Error).message).toContain(`#/components/schemas/${name}`);
        expect((error as Error).message).toContain("regular expression");
      }
    },
  );

  test("is found out once, not with every value", () => {
    const judge = briefly({ A: { pattern: "(" } });
    const errors = [1, 2].map(() => {
      try {
        return judge("A", "x");
      } catch (error) {
        return error;
      }
    });
    expect(errors[0]).toBe(errors[1]);
  });
});

test("texts that a pattern would take years for are refused before the test times out", () => {
  const judge = briefly({ A: { items: { type: "string", pattern: "^(?=(a+)+$)a" } } });
  const texts = Array.from({ length: 100 }, () => `${"a".repeat(40)}!`);
  expect(judge("A", texts)).toHaveLength(100);
});

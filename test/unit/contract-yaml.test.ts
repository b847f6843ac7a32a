import fc from "fast-check";
import { parseDocument, stringify } from "yaml";
import { parseText, readDocument } from "../../src/contract/read.ts";
import { readPlainYaml } from "../../src/contract/yaml/plain.ts";
import { InputError } from "../../src/problem/input-error.ts";

/** What the library makes of a text: the judge of ours. */
function judged(text: string): { value: unknown } | undefined {
  const document = parseDocument(text, { merge: true });
  return document.errors.length > 0 ? undefined : { value: document.toJS() as unknown };
}

const lines = fc.constantFrom(
  "a",
  "b c",
  "-",
  "- a",
  "#x",
  "x: y",
  "  deeper",
  "",
  " ",
  "'",
  '"',
  "\\",
  "é",
  "x #y",
  "\t",
);
const text = fc.oneof(
  fc.string(),
  fc.array(lines, { maxLength: 5 }).map((parts) => parts.join("\n")),
  fc.constantFrom(
    "",
    "~",
    "null",
    "true",
    "No",
    "on",
    "08",
    "1e3",
    "0x1F",
    ".5",
    "-",
    "1.0",
    "2020-01-01",
    "*a",
    "&a",
  ),
);
// Keys that are no texts are compared elsewhere: the library makes 1 of a key 1.0.
const key = fc.string({ minLength: 1 }).filter((one) => one !== "__proto__" && one !== "<<");
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie("any"), { maxLength: 4 }),
    fc.dictionary(key, tie("any"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;
const writing = fc.record({
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 20, 80),
  defaultStringType: fc.constantFrom(
    "PLAIN",
    "QUOTE_SINGLE",
    "QUOTE_DOUBLE",
    "BLOCK_LITERAL",
    "BLOCK_FOLDED",
  ),
  collectionStyle: fc.constantFrom("any", "flow", "block"),
} as const);

describe("YAML that is read fast", () => {
  test("means what the library says it means, however it is written", () => {
    let fast = 0;
    fc.assert(
      fc.property(
        fc.dictionary(key, value, { minKeys: 1, noNullPrototype: true }),
        writing,
        (document, style) => {
          const yaml = stringify(document, { ...style, aliasDuplicateObjects: false });
          const read = readPlainYaml(yaml);
          if (read) fast++;
          if (read) expect(JSON.stringify(read.value)).toBe(JSON.stringify(judged(yaml)?.value));
        },
      ),
      { numRuns: 300 },
    );
    expect(fast).toBeGreaterThan(150);
  });

  test("is never a text that the library refuses, or takes for something else", () => {
    const sample = [
      "a: b",
      "list:\n- x\n-  y: z\n   w: [1, {k: v}, 'q']\n- - 1\n  - 2",
      "text: |\n  one\n\n   two\n  three\nfold: >-\n  a\n  b\n\n  c\nlong: some words\n  and more\n\n  end # done",
      "\"q\": 'it''s'\nesc: \"\\u00e9\\n\\x41 \\\n  on\"\nempty:\nnil: ~\n200: {a: 1,\n  b: [],}\n? x\n: y",
      "# comment\n---\nkey with spaces: http://a.b/c#d\n'x': -1.5e3\nb: yes\nc: 0o7\n...\n",
    ];
    const pieces = fc.constantFrom(
      ":",
      " ",
      "  ",
      "\n",
      "-",
      "- ",
      "#",
      " #",
      "'",
      '"',
      "|",
      ">",
      "[",
      "]",
      "{",
      "}",
      ",",
      "&a",
      "*a",
      "!",
      "\t",
      "\\",
      "x",
      "0",
      "?",
      "%",
      "@",
      "`",
      "~",
      "...",
      "---",
      "<<: ",
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...sample),
        fc.array(fc.tuple(fc.nat({ max: 120 }), fc.nat({ max: 2 }), pieces), { maxLength: 3 }),
        (original, edits) => {
          const yaml = edits.reduce(
            (made, [at, cut, piece]) => made.slice(0, at) + piece + made.slice(at + cut),
            original,
          );
          const read = readPlainYaml(yaml);
          if (!read) return;
          const expected = judged(yaml);
          expect(expected).toBeDefined();
          expect(JSON.stringify(read.value)).toBe(JSON.stringify(expected?.value));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("values are what JSON would have", () => {
  test.each<[string, unknown]>([
    ["on: off\nno: Norway\nyes: y", { on: "off", no: "Norway", yes: "y" }],
    ["date: 2020-01-01\ntime: 12:30:45", { date: "2020-01-01", time: "12:30:45" }],
    [
      "200: ok\n4XX: no\n1.0: one\nnull: none\ntrue: t",
      { 200: "ok", "4XX": "no", "1.0": "one", null: "none", true: "t" },
    ],
    ["n: 1e3\nm: -0.5\nv: 3.0\nw: '3.0'", { n: 1000, m: -0.5, v: 3, w: "3.0" }],
    [
      "base: &b { a: 1, b: 2 }\nown: { <<: *b, b: 3 }\nsame: *b",
      { base: { a: 1, b: 2 }, own: { a: 1, b: 3 }, same: { a: 1, b: 2 } },
    ],
    ["&x 1.0: a\nb: *x", { "1.0": "a", b: "1.0" }],
    ["\uFEFFa: 1", { a: 1 }],
    ["a: 1\r\nb: |\r\n  x\r\n  y\r\n", { a: 1, b: "x\ny\n" }],
    ['{"a": 1, "b": [1, 2,],}', { a: 1, b: [1, 2] }],
  ])("%j", (yaml, expected) => {
    expect(parseText(yaml.replace(/^\uFEFF/, ""), "f.yaml")).toEqual(expected);
  });
});

describe("what is no document is told with its place", () => {
  const bomb = Array.from({ length: 40 }, (_, index) =>
    index === 0
      ? "a0: &a0 [x, x]"
      : `a${String(index)}: &a${String(index)} [*a${String(index - 1)}, *a${String(index - 1)}]`,
  ).join("\n");
  test.each([
    ["brackets without end", "[".repeat(300_000), /^f\.yaml:1:\d+: this is nested too deeply/],
    ["braces without end", `a: ${"{".repeat(300_000)}`, /^f\.yaml:1:\d+: this is nested too deeply/],
    [
      "deep blocks",
      Array.from({ length: 2_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      /this is nested too deeply/,
    ],
    ["a key twice", "a: 1\nb:\n  x: 1\n  x: 2", /^f\.yaml:4:3: the key "x" stands here twice/],
    ["a tab", "a:\n\tb: 1", /^f\.yaml:2:1: Tabs are not allowed/],
    ["a bomb of aliases", bomb, /its aliases stand for millions of values/],
    ["an alias inside itself", "a: &a { b: *a }", /an alias stands inside what it stands for/],
    ["an alias of nothing", "a: *b", /Unresolved alias/],
    ["two documents", "a: 1\n---\nb: 2", /^f\.yaml:2:1: a file holds one document/],
    ["nothing", "", /^f\.yaml:1:1: the file is empty/],
    ["nothing but a comment", "# x", /holds no object/],
    ["a list", "- a", /holds no object/],
    ["a page", "<!DOCTYPE html>\n<html></html>", /this is HTML or XML/],
    ["JSON that breaks off", '{"a": 1,\n "b": [', /^f\.yaml:2:\d+: /],
    ["large JSON that breaks off", `{"a": "${"x".repeat(2_000_000)}",\n"b": ]}`, /^f\.yaml:2:6: /],
    [
      "thousands of keys, one of them twice",
      `${Array.from({ length: 5_000 }, (_, index) => `k${String(index)}: &a${String(index)} 1`).join("\n")}\nk0: 2`,
      /^f\.yaml:5001:1: the key "k0" stands here twice/,
    ],
  ])("%s", (_, text, message) => {
    expect(() => readDocument(text, "f.yaml")).toThrow(InputError);
    expect(() => readDocument(text, "f.yaml")).toThrow(message);
  });
});

test("what JSON has no type for is the text it is written as", () => {
  const text =
    "%YAML 1.1\n---\nday: 2020-01-01\nbytes: !!binary aGk=\ntime: !!timestamp 2020-01-01T00:00:00Z\n";
  expect(parseText(text, "a.yaml")).toEqual({
    day: "2020-01-01",
    bytes: "aGk=",
    time: "2020-01-01T00:00:00Z",
  });
});

import fc from "fast-check";
import { stringify } from "yaml";
import { locate } from "../../src/contract/locate.ts";
import { locateInLines } from "../../src/contract/locate-lines.ts";
import { locateInYaml } from "../../src/contract/locate-yaml.ts";
import { Wanted } from "../../src/contract/wanted.ts";
import { valueAt } from "../../src/schema/pointer.ts";

/** The character at a place, and everything behind it on its line. */
function restOfLine(text: string, position: ReturnType<typeof locate>[number]): string {
  return text.split("\n")[position!.line - 1]!.slice(position!.column - 1);
}

function pointersOf(value: unknown, pointer: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [pointer];
  return [pointer, ...Object.entries(value).flatMap(([name, one]) => pointersOf(one, [...pointer, name]))];
}

const key = fc.oneof(
  fc.stringMatching(/^[a-z][a-zA-Z]{0,6}$/),
  fc.constantFrom(
    "200",
    "/pets/{petId}",
    "a~b",
    "",
    'quo"te',
    "back\\slash",
    "with: colon",
    "ä\u2028ö",
    "true",
  ),
);
const document = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("text", "", 1, true, null, "two\nlines", "# no comment", "- no item", '}],"{['),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 5 }),
  ),
})).value;
const layouts = { compact: undefined, indented: 2, tabs: "\t" } as const;

describe("locate", () => {
  test.each(Object.entries(layouts))("finds every member of any %s JSON at its key", (_, space) => {
    fc.assert(
      fc.property(fc.dictionary(key, document), (value) => {
        const text = JSON.stringify(value, undefined, space);
        const pointers = pointersOf(value);
        locate(text, pointers).forEach((position, index) => {
          const pointer = pointers[index]!;
          const written = restOfLine(text, position);
          const inList = Array.isArray(valueAt(value, pointer.slice(0, -1)));
          if (pointer.length === 0) expect(position).toEqual({ line: 1, column: 1 });
          else if (!inList) expect(written.startsWith(JSON.stringify(pointer.at(-1)))).toBe(true);
        });
      }),
    );
  });

  test("finds every item of any JSON list where a reader of the text would", () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1 }), (value) => {
        const text = JSON.stringify(value);
        locate(
          text,
          value.map((_, index) => [String(index)]),
        ).forEach((position, index) => {
          const before = JSON.stringify(value.slice(0, index)).length - (index === 0 ? 1 : 0);
          expect(position).toEqual({ line: 1, column: before + 1 });
        });
      }),
    );
  });

  test.each(["BLOCK_LITERAL", "QUOTE_DOUBLE", "PLAIN"] as const)(
    "finds every member of any YAML at its key, texts written as %s",
    (defaultStringType) => {
      fc.assert(
        fc.property(fc.dictionary(key, document), (value) => {
          const text = stringify(value, { defaultStringType, defaultKeyType: "QUOTE_DOUBLE" });
          const pointers = pointersOf(value).filter(
            (pointer) => pointer.length > 0 && !Array.isArray(valueAt(value, pointer.slice(0, -1))),
          );
          locate(text, pointers).forEach((position, index) => {
            const name = stringify(pointers[index]!.at(-1), { defaultStringType: "QUOTE_DOUBLE" }).trim();
            expect(restOfLine(text, position).startsWith(name)).toBe(true);
          });
        }),
      );
    },
  );

  test.each([
    ["items deeper than their key", { indentSeq: true }],
    ["items below their key", { indentSeq: false }],
    ["brackets", { collectionStyle: "flow" }],
    ["folded texts", { lineWidth: 20, defaultStringType: "QUOTE_SINGLE" }],
  ] as const)("finds by its lines what the library finds, with %s", (_, options) => {
    const offsets = (
      locateBy: typeof locateInLines,
      text: string,
      pointers: readonly (readonly string[])[],
    ) => {
      const wanted = new Wanted();
      const found = pointers.map((pointer) => wanted.add(pointer));
      return { isRead: locateBy(text, wanted), offsets: found.map(({ nearest }) => nearest) };
    };
    fc.assert(
      fc.property(fc.dictionary(key, document), (value) => {
        const text = stringify(value, { ...options, aliasDuplicateObjects: false });
        const pointers = pointersOf(value).filter((pointer) => !pointer.includes(""));
        const byLines = offsets(locateInLines, text, pointers);
        if (byLines.isRead) expect(byLines).toEqual(offsets(locateInYaml, text, pointers));
      }),
    );
  });

  test("reads most YAML by its lines", () => {
    const text = "paths:\n  /a:\n    get: { tags: [x] }\n    put:\n    - 1\n    - &anchor 2\n";
    expect(locateInLines(text, new Wanted())).toBe(true);
    const wanted = new Wanted();
    const tag = wanted.add(["paths", "/a", "get", "tags", "0"]);
    expect([locateInLines(text, wanted), text.slice(tag.nearest)]).toEqual([
      true,
      "x] }\n    put:\n    - 1\n    - &anchor 2\n",
    ]);
  });

  test("gives what is missing the place of what should have held it", () => {
    const text = '{\n  "paths": {\n    "/pets": {}\n  }\n}';
    expect(locate(text, [["paths", "/pets", "get", "responses"], ["components"]])).toEqual([
      { line: 3, column: 5 },
      { line: 1, column: 1 },
    ]);
  });

  test("follows aliases, merged keys and keys that are numbers", () => {
    const text = [
      "base: &base",
      "  name: Ada",
      "list:",
      "  - one",
      "  - deep: true",
      "again: *base",
      "merged:",
      "  <<: *base",
      "  200: ok",
    ].join("\n");
    const pointers = ["base/name", "list/1", "list/1/deep", "again/name", "merged/name", "merged/200"];
    expect(
      locate(
        text,
        pointers.map((pointer) => pointer.split("/")),
      ),
    ).toEqual([
      { line: 2, column: 3 },
      { line: 5, column: 5 },
      { line: 5, column: 5 },
      { line: 2, column: 3 },
      { line: 2, column: 3 },
      { line: 9, column: 3 },
    ]);
  });

  test("counts neither a byte order mark nor the carriage returns of another system", () => {
    const yaml = "\uFEFFa: 1\r\nb:\r\n  c: 2\r\n";
    const json = '\uFEFF{"a": 1,\r\n"b": {"c": 2}}';
    expect(locate(yaml, [["a"], ["b", "c"]])).toEqual([
      { line: 1, column: 1 },
      { line: 3, column: 3 },
    ]);
    expect(locate(json, [["a"], ["b", "c"]])).toEqual([
      { line: 1, column: 2 },
      { line: 2, column: 7 },
    ]);
  });

  test("reads a large text once, however many places are asked for, and texts that are long or deep", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const text = `{"long":"${'a\\"'.repeat(1_000_000)}","deep":${deep},"list":[${"{},".repeat(100_000)}{}]}`;
    const pointers = Array.from({ length: 1_000 }, (_, index) => ["list", String(index * 100)]);
    const start = text.indexOf('"list"');
    const [deepest, ...items] = locate(text, [["deep", ...Array<string>(20_000).fill("0")], ...pointers]);
    expect(deepest!.line).toBe(1);
    expect(items.map((item) => item!.column)).toEqual(
      pointers.map((_, index) => start + '"list":['.length + index * 300 + 1),
    );
  });

  test("makes the best of a text that is broken", () => {
    expect(locate("a: [", [["a", "0"]])).toEqual([{ line: 1, column: 1 }]);
    expect(locate("", [["a"]])).toEqual([{ line: 1, column: 1 }]);
  });
});

import fc from "fast-check";
import { columns } from "../../src/explain/columns.ts";
import { comparePath } from "../../src/explain/path-rows.ts";
import { command } from "../../src/explain/shell.ts";
import "../support/properties.ts";

const any = fc.string({ unit: "binary", maxLength: 400 });

test("whatever stands in two columns, lines are at most 100 wide and hold nothing that a terminal obeys", () => {
  fc.assert(
    fc.property(any, any, fc.boolean(), (left, right, differs) => {
      const lines = columns([{ left, right, differs }]);
      expect(lines.length).toBeLessThanOrEqual(4);
      for (const line of lines) {
        expect(Array.from(line).length).toBeLessThanOrEqual(100);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(line.startsWith("!")).toBe(differs);
      }
    }),
    { numRuns: 200 },
  );
});

test("letters that take two columns are counted as two, marks as none", () => {
  const [line = ""] = columns([{ left: "漢字e\u0301", right: "x", differs: false }]);
  expect(line).toBe(`  漢字e\u0301${" ".repeat(41)} | x`);
});

test.each<[string, string, string, string | undefined]>([
  ["/pets/{petId}", "/pet/7", "/pets/7", "Write /pets instead of /pet."],
  ["/shop/v1/pets", "/pets", "/shop/v1/pets", "Put /shop/v1 in front of the path."],
  ["/pets/{petId}/sale", "/pets/sale", "/pets/1/sale", "Put /{petId} into the path."],
  ["/pets", "/api/pets", "/pets", "Take /api out of the path."],
  ["/api/v2/pets", "/api/v1/pets", "/api/v2/pets", "Write /v2 instead of /v1."],
  ["/a/b/c", "/x/b/y", "/a/b/c", "Write the path as it stands on the left."],
  ["/pets/{petId}", "/pets/7", "/pets/7", undefined],
])("%s was meant by %s", (...[template, path, corrected, advice]) => {
  expect(comparePath(template, path)).toMatchObject({ corrected, advice });
});

test("two paths always stand beside each other whole", () => {
  const segment = fc.constantFrom("a", "b", "c", "{id}");
  const pathOf = fc
    .array(segment, { minLength: 1, maxLength: 8 })
    .map((all) => all.map((one) => `/${one}`).join(""));
  fc.assert(
    fc.property(pathOf, pathOf, (template, path) => {
      const { rows, advice } = comparePath(template, path);
      expect(rows.map(({ left }) => left).join("")).toBe(template);
      expect(rows.map(({ right }) => right).join("")).toBe(path);
      expect(advice === undefined).toBe(rows.every(({ differs }) => !differs));
    }),
    { numRuns: 300 },
  );
});

test("a line to paste holds a body as it is, or says that it is the same", () => {
  const parts = { method: "POST", url: "http://localhost/x", headers: [] };
  expect(command({ ...parts, body: `{"a":"it's \u009b"}` })).toContain(
    `--data-raw '{"a":"it'\\''s \\u009b"}'`,
  );
  expect(command({ ...parts, body: "x".repeat(2000) })).toContain("--data-binary @the-same-body");
});

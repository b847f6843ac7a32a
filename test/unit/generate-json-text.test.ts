import fc from "fast-check";
import { jsonText, noteShared } from "../../src/generate/json-text.ts";

test("writes what JSON.stringify writes, whatever the value", () => {
  const strings = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom('"', "\\", "\u007f", "\u2028", "\ud800"),
  );
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      strings,
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie("list"),
      tie("object"),
    ),
    list: fc.array(tie("value"), { maxLength: 4 }),
    object: fc.dictionary(strings, fc.oneof(tie("value"), fc.constant(undefined)), { maxKeys: 6 }),
  }));
  fc.assert(
    fc.property(values.object, fc.boolean(), (value, isShared) => {
      if (isShared) Object.values(value as object).forEach(noteShared);
      const written = JSON.stringify(value);
      expect(jsonText(value)).toBe(written);
      expect(jsonText(value)).toBe(written);
    }),
    { numRuns: 2000 },
  );
});

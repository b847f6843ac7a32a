import fc from "fast-check";
import { jsonText } from "../../src/response/json-text.ts";

const value = fc.dictionary(
  fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("__proto__", "toString", "1", "")),
  fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }), fc.double(), fc.constant(undefined)),
  { maxKeys: 12 },
);

test("an object's JSON is what JSON.stringify makes of it", () => {
  fc.assert(fc.property(value, (value) => expect(jsonText(value)).toBe(JSON.stringify(value))));
});

test("characters that need escaping are escaped, in values and in names", () => {
  for (const one of ['"', "\\", "\u0000", "\u001f", "\u007f", "\u2028", "\ud800", "é", "😀", ""]) {
    expect(jsonText({ a: one, [one]: 1 })).toBe(JSON.stringify({ a: one, [one]: 1 }));
  }
});

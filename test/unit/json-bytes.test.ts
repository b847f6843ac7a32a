import fc from "fast-check";
import { jsonBytes } from "../../src/response/json-bytes.ts";

const jsonText = (value: Readonly<Record<string, unknown>>) => jsonBytes(value).toString();

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

test("it can be long, and two that are made one after the other are apart", () => {
  const long = { a: "é".repeat(30_000), b: [1], c: "x".repeat(200_000) };
  const made = jsonBytes(long);
  const other = jsonBytes({ a: 1 });
  expect(made.toString()).toBe(JSON.stringify(long));
  expect(other.toString()).toBe('{"a":1}');
});

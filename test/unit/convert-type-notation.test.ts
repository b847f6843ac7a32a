import { readType, readTypePrefix, typeText } from "../../src/convert/type-notation.ts";

describe("type notation", () => {
  test.each([
    ["string", { name: "string" }],
    ["integer(int32)", { name: "integer", format: "int32" }],
    ["integer(bigint)", { name: "integer", format: "bigint" }],
    ["string(date-time)", { name: "string", format: "date-time" }],
    ["string(nonempty)", { name: "string", format: "nonempty" }],
    ["array", { name: "array" }],
  ])("%s is one plain type", (text, alternative) => {
    expect(readType(text)).toEqual({
      alternatives: [{ format: undefined, items: undefined, ...alternative }],
      nullable: false,
    });
  });

  test.each([
    ["string(nullable)", "string(nullable)"],
    ["string | null", "string(nullable)"],
    ["string(date-time, nullable)", "string(date-time, nullable)"],
    ["array[object](nullable)", "array[object](nullable)"],
    ["null | string | integer", "string | integer | null"],
  ])("%s can be null", (text, told) => {
    expect(readType(text)?.nullable).toBe(true);
    expect(typeText(readType(text))).toBe(told);
    expect(readType(told)).toEqual(readType(text));
  });

  test.each([
    "array[string(email)]",
    "array[array[integer(int64)]]",
    "array[string(nullable)]",
    "string | array[string]",
  ])("%s is read into its parts and told again", (text) => {
    expect(typeText(readType(text))).toBe(text);
  });

  test.each([
    "",
    "strings",
    "string-ish",
    "array[",
    "array[string",
    "string(",
    "the object",
    "file",
    "string or number",
  ])("%j is no type", (text) => {
    expect(readType(text)).toBeUndefined();
  });

  test("what follows a type is left for the flags", () => {
    expect(readTypePrefix("array[string] Required")?.rest).toBe("Required");
    expect(readTypePrefix("string(email) | null Deprecated")?.rest).toBe("Deprecated");
    expect(readTypePrefix("stringRequired")).toBeUndefined();
  });
});

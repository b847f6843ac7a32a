import fc from "fast-check";
import { readConstraints } from "../../src/convert/constraints.ts";
import { readType } from "../../src/convert/type-notation.ts";

const read = (text: string, type: string) => readConstraints(text, readType(type));
const own = (text: string, type: string) => read(text, type)?.constraints.own;
const items = (text: string, type: string) => read(text, type)?.constraints.items;

describe("constraint sentences", () => {
  test.each([
    ["Values are a, b, or c.", "string", { enum: ["a", "b", "c"] }],
    ["Values are a or b.", "string", { enum: ["a", "b"] }],
    ["Values are and, AND, or, or OR.", "string", { enum: ["and", "AND", "or", "OR"] }],
    ["Values are -5, -4 or 1.", "integer", { enum: [-5, -4, 1] }],
    ["Values are -1 or 0.", "string", { enum: ["-1", "0"] }],
    ["Values are true or null.", "boolean(nullable)", { enum: [true, null] }],
    ["Value is fixed.", "string", { enum: ["fixed"] }],
    ["Default value is false.", "boolean", { default: false }],
    ["Default value is false.", "string", { default: "false" }],
    ["Default value is [] (empty).", "array[string]", { default: [] }],
    ["Default value is 1.5.", "number", { default: 1.5 }],
    ['Default value is {"a":1}.', "object", { default: { a: 1 } }],
    ["Minimum length is 1.", "string", { minLength: 1 }],
    ["Maximum length is 9.", "string", { maxLength: 9 }],
    ["Minimum length is 1, maximum length is 9.", "string", { minLength: 1, maxLength: 9 }],
    ["Minimum value is -1.5.", "number", { minimum: -1.5 }],
    ["Minimum value is 0, maximum value is 100.", "integer", { minimum: 0, maximum: 100 }],
    ["Maximum value is 7.", "integer", { maximum: 7 }],
    ["At least 1 element.", "array[string]", { minItems: 1 }],
    ["At least 2 but not more than 5 elements.", "array[string]", { minItems: 2, maxItems: 5 }],
    ["Not more than 5 elements.", "array[string]", { maxItems: 5 }],
    ["Format should match the following pattern: ^a.b$.", "string", { pattern: "^a.b$" }],
  ])("%s (%s)", (text, type, expected) => {
    expect(own(text, type)).toEqual(expected);
    expect(read(text, type)?.unreadable).toBeUndefined();
  });

  test.each([
    ["Values are a or b.", { enum: ["a", "b"] }],
    ["Minimum length of each is 3.", { minLength: 3 }],
    ["Minimum length of each is 3, maximum length of each is 8.", { minLength: 3, maxLength: 8 }],
    ["Format of each should match the following pattern: ^x+$.", { pattern: "^x+$" }],
  ])("on a list, %s holds for the items", (text, expected) => {
    expect(items(text, "array[string]")).toEqual(expected);
    expect(own(text, "array[string]")).toEqual({});
  });

  test("sentences are joined into one paragraph, and read backwards", () => {
    const text =
      "Minimum length is 1, maximum length is 40. Format should match the following pattern: ^[A-Z]\\. (x|y), z: .+$. " +
      "Values are A. x, z: 1, A. y, z: 2, or B. Default value is A. x, z: 1.";
    expect(own(text, "string")).toEqual({
      minLength: 1,
      maxLength: 40,
      pattern: "^[A-Z]\\. (x|y), z: .+$",
      enum: ["A. x", "z: 1", "A. y", "z: 2", "B"],
      default: "A. x, z: 1",
    });
  });

  test("any regular expression survives, whatever punctuation it holds", () => {
    const pattern = fc
      .array(fc.constantFrom(". ", ", ", ": ", ".", " or ", "^", "$", "a", "[x-z]", "\\d", "(", ")", "*"), {
        minLength: 1,
      })
      .map((parts) => parts.join(""))
      .filter((text) => text.trim() === text);
    fc.assert(
      fc.property(pattern, fc.nat(), (expression, length) => {
        const text = `Minimum length is ${length}. Format should match the following pattern: ${expression}. Default value is x.`;
        expect(own(text, "string")).toEqual({ minLength: length, pattern: expression, default: "x" });
      }),
    );
  });

  test.each([
    "Defaults to false.",
    "Possible values are a or b.",
    "max 50 chars",
    "Values are in seconds.",
    "Value is the sum of all parts.",
    "Minimum length is 1, unless it is empty.",
    "See the manual. Minimum length is 1.",
    "Default value is x",
    "",
  ])("%j is prose, not a constraint", (text) => {
    expect(read(text, "string")).toBeUndefined();
  });

  test("a value that does not fit the type is named, so that nobody is refused by mistake", () => {
    expect(read("Values are one or two.", "integer")?.unreadable).toBe("one");
    expect(read("Default value is many.", "number")?.unreadable).toBe("many");
    expect(read("Default value is 1.5.", "integer")?.unreadable).toBe("1.5");
  });
});

import fc from "fast-check";
import { Ajv2020 } from "ajv/dist/2020.js";
import { briefly } from "../support/judging.ts";
import { isMultiple } from "../../src/schema/decimal.ts";
import { findTwins } from "../../src/schema/twins.ts";

/** Whether one schema takes a value. */
const takes = (schema: object, value: unknown) => briefly({ A: schema })("A", value).length === 0;
const plain = new Ajv2020({ strict: false, logger: false });

describe("multipleOf is about decimals, as they are written", () => {
  test.each([
    [19.99, 0.01, true],
    [19.999, 0.01, false],
    [0.3, 0.1, true],
    [0.35, 0.1, false],
    [-4.35, 0.05, true],
    [1e21, 10, true],
    [1.5e-7, 1e-8, true],
    [2 ** 53, 2, true],
    [1e308, 0.123456789, false],
    [0, 0.01, true],
    [4, 0, false],
    [7, 3, false],
  ])("%d of %d: %s", (value, step, expected) => {
    expect(takes({ multipleOf: step }, value)).toBe(expected);
  });

  test("whatever the price, cents are cents", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) =>
        isMultiple(Number((cents / 100).toFixed(2)), 0.01),
      ),
    );
  });
});

describe("uniqueItems", () => {
  test.each([
    [[1, "1", true, null, [], {}], true],
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      false,
    ],
    [
      [
        [1, { a: [] }],
        [1, { a: [] }],
      ],
      false,
    ],
    [[0, -0], false],
    [[null, null], false],
    [["{}", {}], true],
    [[{ a: 1 }, { a: "1" }], true],
  ])("%j: %s", (list, expected) => {
    expect(takes({ uniqueItems: true }, list)).toBe(expected);
    expect(takes({ uniqueItems: false }, list)).toBe(true);
  });

  // Not on names like `toString`, of which the other makes too much.
  const hasMethod = (list: unknown) =>
    /"(?:toString|valueOf|constructor|__proto__)"/.test(JSON.stringify(list));

  test("agrees with another validator on any list", () => {
    const judge = plain.compile({ uniqueItems: true });
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 6 }), (list) => {
        fc.pre(!hasMethod(list));
        const doubled = [...list, ...list.slice(0, list.length % 2)];
        expect(findTwins(doubled) === undefined).toBe(judge(doubled));
      }),
    );
  });

  test("names the two that are equal", () => {
    expect(findTwins([{ a: 1 }, 2, { a: 1 }])).toEqual([0, 2]);
  });
});

test.each([{ const: { a: 1 } }, { enum: [{ a: 1 }, 2] }, { uniqueItems: true }])(
  "%j is asked of objects with methods for properties",
  (schema) => {
    for (const name of ["toString", "valueOf", "constructor", "hasOwnProperty"]) {
      const odd = { [name]: false };
      expect(takes(schema, "uniqueItems" in schema ? [odd, odd] : odd)).toBe(false);
    }
    expect(takes(schema, "uniqueItems" in schema ? [{ a: 1 }, {}] : { a: 1 })).toBe(true);
  },
);

describe("formats judge their own type", () => {
  test.each([
    ["int32", 2147483647, true],
    ["int32", 2147483648, false],
    ["int32", 1.5, false],
    // 2^63 - 1, which JSON.parse rounds to 2^63.
    ["int64", 2 ** 63, true],
    ["int64", -(2 ** 63), true],
    ["int64", 2 ** 63 + 2 ** 12, false],
    ["int64", 0.5, false],
    ["uint8", 255, true],
    ["uint8", -1, false],
    ["float", 1e300, true],
    ["byte", "aGk=", true],
    ["byte", "a", false],
    ["binary", "\u0000anything", true],
    ["password", "anything", true],
    ["date", "2024-02-30", false],
    ["uuid", "not one", false],
    ["made-up", "anything", true],
  ])("%s: %j is %s", (format, value, expected) => {
    expect(takes({ format }, value)).toBe(expected);
    expect(takes({ format }, { not: "of its type" })).toBe(true);
  });
});

describe("2020-12, keyword by keyword, as another validator judges", () => {
  const schemas: object[] = [
    { prefixItems: [{ type: "string" }, { type: "integer" }], items: false },
    { prefixItems: [true], unevaluatedItems: { type: "string" } },
    { contains: { type: "integer" }, minContains: 2, maxContains: 3 },
    { contains: { const: 1 }, minContains: 0 },
    { dependentRequired: { a: ["b"] } },
    { dependentSchemas: { a: { required: ["b"], properties: { b: { type: "string" } } } } },
    { propertyNames: { pattern: "^[ab]$" } },
    { const: { a: [1, null] } },
    { enum: [1, "1", null, [1], { a: 1 }] },
    { if: { required: ["a"] }, then: { required: ["b"] }, else: { maxProperties: 1 } },
    { allOf: [{ properties: { a: true } }], unevaluatedProperties: false },
    {
      anyOf: [
        { properties: { a: { type: "string" } }, required: ["a"] },
        { properties: { b: true }, required: ["b"] },
      ],
      unevaluatedProperties: false,
    },
    {
      oneOf: [
        { properties: { a: { type: "string" } }, required: ["a"] },
        { properties: { b: true }, required: ["b"] },
      ],
      unevaluatedProperties: { type: "integer" },
    },
    {
      if: { properties: { a: { const: 1 } }, required: ["a"] },
      then: { properties: { b: true } },
      unevaluatedProperties: false,
    },
    { properties: { a: false, b: true }, additionalProperties: { type: "integer" } },
    { patternProperties: { "^a": { type: "integer" } }, additionalProperties: false },
    { not: { anyOf: [{ type: "integer" }, { required: ["a"] }] } },
    { type: ["integer", "null", "array"], minItems: 1, minimum: 1 },
    { oneOf: [{ type: "integer" }, { minimum: 2 }, { type: "object", minProperties: 1 }] },
  ];
  const scalar = fc.constantFrom<unknown>(0, 1, 2, 1.5, "1", "a", "b", "", null, true);
  const value = fc.oneof(
    scalar,
    fc.array(fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), { maxLength: 5 }),
    fc.dictionary(
      fc.constantFrom("a", "b", "c", "ab"),
      fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })),
      { maxKeys: 3 },
    ),
  );

  test.each(schemas.map((schema) => [JSON.stringify(schema), schema]))("%s", (_, schema) => {
    const second = plain.compile(schema);
    const judge = briefly({ A: schema });
    fc.assert(
      fc.property(value, (one) => {
        expect([one, judge("A", one).length === 0]).toEqual([one, second(one)]);
      }),
      { numRuns: 100 },
    );
  });

  test("what describes the content of a text is an annotation", () => {
    const schema = {
      contentEncoding: "base64",
      contentMediaType: "application/json",
      contentSchema: { type: "object" },
    };
    expect(takes(schema, "not base64, and no JSON")).toBe(true);
  });

  test("a schema may be true or false", () => {
    const judge = briefly({ Yes: true, No: false, Both: { properties: { yes: true, no: false } } });
    expect(judge("Yes", 1)).toEqual([]);
    expect(judge("No", 1)).toEqual(["false schema"]);
    expect(judge("Both", { yes: 1, no: 1 })).toEqual(["/no false schema"]);
  });
});

describe("large schemas", () => {
  test("an enumeration of 10,000", () => {
    const values = Array.from({ length: 10_000 }, (_, index) => (index % 2 ? index : `v${String(index)}`));
    const judge = briefly({ A: { enum: values } });
    expect([judge("A", "v9998"), judge("A", 9999), judge("A", "9999"), judge("A", {})]).toEqual([
      [],
      [],
      ["enum"],
      ["enum"],
    ]);
  });

  test("2,000 properties, and a list of 10,000 different objects", () => {
    const names = Array.from({ length: 2000 }, (_, index) => `p${String(index)}`);
    const properties = Object.fromEntries(names.map((name) => [name, { type: "integer" }]));
    const judge = briefly({
      A: { type: "object", properties, required: names },
      B: { type: "array", uniqueItems: true },
    });
    const whole = Object.fromEntries(names.map((name) => [name, 1]));
    expect(judge("A", whole)).toEqual([]);
    expect(judge("A", { ...whole, p1999: "x" })).toEqual(["/p1999 type"]);
    const list = Array.from({ length: 10_000 }, (_, index) => ({ index, more: { index } }));
    expect(judge("B", list)).toEqual([]);
    expect(judge("B", [...list, { more: { index: 5 }, index: 5 }])).toEqual(["uniqueItems"]);
  });

  test("so many properties that the engine's parser has had enough", () => {
    const names = Array.from({ length: 4000 }, (_, index) => `p${String(index)}`);
    const judge = briefly({
      A: { type: "object", properties: Object.fromEntries(names.map((name) => [name, { type: "integer" }])) },
    });
    expect(judge("A", { p0: 1, p3999: 1 })).toEqual([]);
    expect(judge("A", { p0: 1, p3999: "x" })).toEqual(["/p3999 type"]);
  });

  test("a body of mistakes is told of a hundred", () => {
    const judge = briefly({ A: { type: "array", items: { type: "object", required: ["a", "b"] } } });
    expect(
      judge(
        "A",
        Array.from({ length: 5000 }, () => ({})),
      ).length,
    ).toBeLessThan(110);
  });
});

import { createGenerator } from "../../src/generate/generator.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { plainJudge, schemasOf } from "../support/schemas.ts";

/** Twenty values of a schema, by twenty seeds. */
async function valuesOf(schema: Schema): Promise<readonly unknown[]> {
  const generator = await createGenerator(schemasOf(schema));
  return Array.from({ length: 20 }, (_, seed) => generator.generate(schema, { seed }));
}

const complaints = (schema: Schema, values: readonly unknown[]) =>
  values.flatMap((value) => plainJudge(schema)(value));

test.each([
  ["a number in a format of whole numbers", { type: "number", format: "int64" }],
  [
    "one whose format another part asks for",
    { allOf: [{ type: "number" }, { format: "int32", minimum: 3 }] },
  ],
  ["one of a byte", { type: "integer", format: "uint8" }],
  ["one of a signed byte, in a format that its type does not ask for", { type: "number", format: "int8" }],
])("%s is whole", async (_, schema) => {
  const values = await valuesOf(schema);
  expect(complaints(schema as Schema, values)).toEqual([]);
  expect(values.every(Number.isInteger)).toBe(true);
});

test.each(["int8", "uint8", "int16", "uint16", "int32", "uint32"])(
  "a number whose name says more than %s can hold fits it",
  async (format) => {
    const names = ["created_at", "year", "population", "price", "id", "height"];
    const own = { type: "integer", format };
    const schema = { type: "object", properties: Object.fromEntries(names.map((name) => [name, own])) };
    expect(complaints(schema, await valuesOf(schema))).toEqual([]);
  },
);

test("multiples of two decimals are multiples of both", async () => {
  const schema = { type: "number", minimum: 1, allOf: [{ multipleOf: 0.5 }, { multipleOf: 0.75 }] };
  expect(complaints(schema, await valuesOf(schema))).toEqual([]);
});

describe("forms of which a value must have exactly one", () => {
  const brief = {
    type: "object",
    required: ["id"],
    properties: { id: { type: "integer" }, name: { type: "string" } },
  };
  const stock = { type: "object", properties: { stock: { type: "integer" }, supplier: { type: "string" } } };

  test("are told apart where one has all that the other has, and more", async () => {
    const schema = { oneOf: [brief, { allOf: [brief, stock] }] } as Schema;
    expect(complaints(schema, await valuesOf(schema))).toEqual([]);
  });

  test("are told apart where all of them are open", async () => {
    const other = { type: "object", properties: { name: { type: "string" }, supplier: { type: "string" } } };
    const schema = { oneOf: [brief, stock, other] } as Schema;
    expect(complaints(schema, await valuesOf(schema))).toEqual([]);
  });

  test("are told apart where what their name says is of both of them", async () => {
    const url = {
      oneOf: [
        { type: "string", format: "binary" },
        { type: "string", format: "uri" },
      ],
    };
    const year = {
      oneOf: [
        { type: "integer", maximum: 3000 },
        { type: "integer", minimum: 0 },
      ],
    };
    const schema = { type: "object", required: ["url", "year"], properties: { url, year } };
    expect(complaints(schema, await valuesOf(schema))).toEqual([]);
  });

  test("that nothing tells apart still get a value, of one of them", async () => {
    const values = await valuesOf({ oneOf: [brief, { ...brief }] });
    expect(complaints(brief as Schema, values)).toEqual([]);
  });
});

describe("schemas that contradict themselves give what was meant", () => {
  test("where an object is closed that another part adds to", async () => {
    const label = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
    const schema = {
      allOf: [{ ...label, additionalProperties: false }],
      additionalProperties: false,
    } as Schema;
    expect(complaints(label as Schema, await valuesOf(schema))).toEqual([]);
  });

  test("where an object requires what it does not declare", async () => {
    const schema = { type: "object", required: ["id"], additionalProperties: false } as Schema;
    for (const value of await valuesOf(schema)) expect(value).toHaveProperty("id");
  });

  test("where an enum is of another type", async () => {
    for (const value of await valuesOf({ type: "integer", enum: ["1", "2"] }))
      expect(["1", "2"]).toContain(value);
  });

  test("where forms exclude the type beside them", async () => {
    const forms = [{ type: "string" }, { type: "boolean" }];
    const values = await valuesOf({ type: "null", oneOf: forms });
    expect(complaints({ oneOf: forms }, values)).toEqual([]);
  });

  test("and none where nothing can be meant", async () => {
    await expect(valuesOf({ type: "integer", minimum: 3, maximum: 1 })).rejects.toThrow(/minimum/);
  });
});

test("a format keeps to the case of letters that a pattern beside it asks for", async () => {
  const schema = { type: "string", format: "uuid", pattern: "^[0-9A-F]{8}(-?[0-9A-F]{4}){3}-?[0-9A-F]{12}$" };
  expect(complaints(schema, await valuesOf(schema))).toEqual([]);
});

describe("what contains itself without end is called impossible, where it begins to", () => {
  const itself = { $ref: "#/$defs/it" };
  const of = (it: object, inside: Schema = itself) =>
    ({ $defs: { it }, properties: { top: inside } }) as Schema;

  test.each([
    ["an object", { type: "object", required: ["a"], properties: { a: itself } }, "/top/a"],
    [
      "one by way of another",
      {
        type: "object",
        required: ["a"],
        properties: { a: { type: "object", required: ["b"], properties: { b: itself } } },
      },
      "/top/a/b",
    ],
    ["a list", { type: "array", minItems: 1, items: itself }, "/top/0"],
    ["a tuple", { type: "array", minItems: 1, prefixItems: [itself] }, "/top/0"],
    ["all of its forms", { oneOf: [{ type: "array", minItems: 2, items: itself }] }, "/top/0"],
  ])("%s", async (_, it, pointer) => {
    const schema = { ...(of(it) as object), required: ["top"] } as Schema;
    await expect(valuesOf(schema)).rejects.toThrow(
      `at ${pointer}: its schema refers to itself and never ends`,
    );
  });

  test("and is left out where it may be", async () => {
    const schema = of({ type: "array", minItems: 1, items: itself });
    for (const value of await valuesOf(schema)) expect(value).toEqual({});
  });
});

describe("a map", () => {
  test("has entries of what its schema says", async () => {
    const schema = { type: "object", additionalProperties: { type: "integer", minimum: 5 } } as Schema;
    const values = await valuesOf(schema);
    expect(complaints(schema, values)).toEqual([]);
    for (const value of values) expect(Object.keys(value as object)).toHaveLength(2);
  });

  test("has no more of them than it may, and none that cannot be", async () => {
    const one = { type: "object", maxProperties: 1, additionalProperties: { type: "string" } } as Schema;
    const none = {
      type: "object",
      additionalProperties: { type: "string", minLength: 3, maxLength: 1 },
    } as Schema;
    for (const value of await valuesOf(one)) expect(Object.keys(value as object)).toHaveLength(1);
    expect(await valuesOf(none)).toEqual(Array.from({ length: 20 }, () => ({})));
  });

  test("of itself ends", async () => {
    const schema = {
      $defs: { tree: { type: "object", additionalProperties: { $ref: "#/$defs/tree" } } },
      $ref: "#/$defs/tree",
    };
    expect(complaints(schema as Schema, await valuesOf(schema as Schema))).toEqual([]);
  });
});

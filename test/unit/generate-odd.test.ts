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
])("%s is whole", async (_, schema) => {
  const values = await valuesOf(schema);
  expect(complaints(schema as Schema, values)).toEqual([]);
  expect(values.every(Number.isInteger)).toBe(true);
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

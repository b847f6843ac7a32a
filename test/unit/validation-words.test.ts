import type { Schema } from "../../src/schema/schema.ts";
import { violationOf } from "../../src/validation/words.ts";
import { judging } from "../support/judging.ts";

/** What is told to someone who sent a value as a body. */
function told(schema: object, value: unknown): string[] {
  return judging({ A: schema })("A", value).map((error) => violationOf(error, "body").message);
}

const card = {
  type: "object",
  properties: { number: { type: "string" }, cvc: { type: "string" } },
  required: ["number", "cvc"],
};
const bank = { type: "object", properties: { iban: { type: "string", minLength: 15 } }, required: ["iban"] };
const object = (properties: Record<string, Schema>, more: object = {}) => ({
  type: "object",
  properties,
  ...more,
});

describe("what is wrong is said in a sentence that helps", () => {
  test.each<[string, object, unknown, string[]]>([
    [
      "another type",
      object({ age: { type: "integer" } }),
      { age: "12" },
      ["age must be a whole number, not a string"],
    ],
    [
      "more than a tuple has",
      object({ at: { type: "array", prefixItems: [{}, {}], items: false } }),
      { at: [1, 2, 3] },
      ["at must have at most 2 items"],
    ],
    [
      "a fraction",
      object({ age: { type: "integer" } }),
      { age: 1.5 },
      ["age must be a whole number, not 1.5"],
    ],
    [
      "several types",
      object({ age: { type: ["integer", "null"] } }),
      { age: [] },
      ["age must be a whole number or null, not an array"],
    ],
    ["the body as a whole", object({}), [], ["body must be an object, not an array"]],
    ["one of few", { enum: ["a", "b", null] }, "c", ["body must be one of a, b or null"]],
    [
      "one of many",
      { enum: Array.from({ length: 20 }, (_, i) => i) },
      99,
      ["body must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 or 8 more"],
    ],
    [
      "a slip of the pen",
      object({ firstname: true }, { additionalProperties: false }),
      { fristname: 1 },
      ["fristname is not declared by the contract (did you mean firstname?)"],
    ],
    [
      "something else entirely",
      object({ firstname: true }, { additionalProperties: false }),
      { zip: 1 },
      ["zip is not declared by the contract"],
    ],
    [
      "missing beside given",
      object({}, { dependentRequired: { a: ["b"] } }),
      { a: 1 },
      ["b is required when a is given"],
    ],
    [
      "too few that fit",
      { contains: { type: "integer" }, minContains: 2 },
      ["a"],
      ["body must have at least 2 items of the kind the contract asks for"],
    ],
    [
      "too many that fit",
      { contains: { type: "integer" }, maxContains: 2 },
      [1, 2, 3],
      ["body must have 1 to 2 items of the kind the contract asks for"],
    ],
    [
      "a property's name",
      { propertyNames: { pattern: "^[a-z]+$" } },
      { A1: 1 },
      ["body must not have a property named A1"],
    ],
    [
      "deep",
      object({ roles: { items: object({ kind: { const: "x" } }) } }),
      { roles: [{ kind: 1 }] },
      ["roles.0.kind must be x"],
    ],
  ])("%s", (...[, schema, value, messages]) => {
    expect(told(schema, value)).toEqual(messages);
  });
});

describe("of a choice, what comes nearest", () => {
  test.each<[string, object, unknown, string[]]>([
    ["one branch has what was sent", { oneOf: [card, bank] }, { number: "4111" }, ["cvc is required!"]],
    [
      "the detail of that branch",
      { oneOf: [card, bank] },
      { iban: "DE1" },
      ["iban must have at least 15 characters"],
    ],
    ["nothing was sent", { oneOf: [card, bank] }, {}, ["body must have number and cvc or iban"]],
    [
      "one of two properties",
      { anyOf: [{ required: ["email"] }, { required: ["phone"] }] },
      {},
      ["body must have email or phone"],
    ],
    [
      "another type altogether",
      { oneOf: [{ type: "string" }, card] },
      7,
      ["body must be a string or an object, not a number"],
    ],
    [
      "several forms of a text",
      { anyOf: [{ format: "email" }, { format: "uuid" }] },
      "x",
      ["body must be a valid email address or a UUID"],
    ],
    ["a nullable object", { anyOf: [card, { type: "null" }] }, { number: "1" }, ["cvc is required!"]],
    [
      "a constant that tells the branches apart",
      {
        oneOf: [
          object({ kind: { const: "a" }, x: { type: "integer" } }),
          object({ kind: { const: "b" }, x: { type: "string" } }),
        ],
      },
      { kind: "b", x: 1 },
      ["x must be a string, not a number"],
    ],
    [
      "choices within choices",
      { oneOf: [object({ pay: { oneOf: [card, bank] } }, { required: ["pay"] }), { type: "string" }] },
      { pay: { iban: 1 } },
      ["pay.iban must be a string, not a number"],
    ],
    [
      "more than one fits",
      { oneOf: [{ type: "number" }, { minimum: 0 }] },
      1,
      ["body fits more than one of the forms of which it must be one"],
    ],
    [
      "nothing is near",
      {
        oneOf: [
          object({ a: { type: "string" } }, { required: ["x"] }),
          object({ b: { type: "string" } }, { required: ["y"] }),
        ],
      },
      { a: 1, b: 1 },
      ["body fits none of the forms the contract allows"],
    ],
    [
      "beside other mistakes",
      object({ pay: { oneOf: [card, bank] }, age: { type: "integer" } }),
      { pay: { number: 1, cvc: "1" }, age: "x" },
      ["pay.number must be a string, not a number", "age must be a whole number, not a string"],
    ],
    [
      "with nothing else evaluated",
      { allOf: [object({ a: { type: "integer" } })], unevaluatedProperties: false },
      { a: "x" },
      ["a must be a whole number, not a string"],
    ],
  ])("%s", (...[, schema, value, messages]) => {
    expect(told(schema, value)).toEqual(messages);
  });

  test("of a discriminator, its values", () => {
    const schemas = {
      A: {
        oneOf: [{ $ref: "#/components/schemas/Card" }, { $ref: "#/components/schemas/Bank" }],
        discriminator: { propertyName: "via" },
      },
      Card: card,
      Bank: bank,
    };
    const say = (value: unknown) =>
      judging(schemas)("A", value).map((error) => violationOf(error, "body").message);
    expect(say({})).toEqual(["via is required, and must be one of Card or Bank"]);
    expect(say({ via: "cash" })).toEqual(["via must be one of Card or Bank"]);
  });
});

test("a violation says where in the value, where in the document, and which keyword", () => {
  const [error] = judging({ A: object({ list: { items: { minimum: 3 } } }) })("A", { list: [5, 1] });
  expect(violationOf(error!, "query", "/filter")).toEqual({
    in: "query",
    pointer: "/filter/list/1",
    code: "minimum",
    message: "filter.list.1 must be >= 3",
    schemaPointer: "#/components/schemas/A/properties/list/items/minimum",
  });
});

import { contractOf } from "../../src/contract/load.ts";
import { apiText } from "../../src/typescript/api-text.ts";
import { mistakesIn } from "../support/typescript.ts";

type Json = Readonly<Record<string, unknown>>;

const content = (schema: unknown) => ({ content: { "application/json": { schema } } });

/** An API of one operation, which takes and answers what the schema says. */
function textOf(schema: unknown, schemas: Json = {}, parameters: readonly unknown[] = []): string {
  const document = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {
      "/things": {
        post: {
          operationId: "make",
          parameters,
          requestBody: { required: true, ...content(schema) },
          responses: { 201: { description: "Made", ...content(schema) }, default: { description: "Not" } },
        },
      },
    },
    components: { schemas },
  };
  return apiText(contractOf(document, "things.yaml"), { madeBy: "locum types things.yaml" });
}

const typeOf = (schema: unknown, schemas: Json = {}) =>
  /^ {4}body: (.*?);\n {4}\/\*\*/ms.exec(textOf(schema, schemas))?.[1]?.replaceAll(/\s+/g, " ");

test.each<[string, unknown, string]>([
  ["a text", { type: "string", format: "email" }, "string"],
  ["a whole number", { type: "integer" }, "number"],
  ["several types", { type: ["string", "null"] }, "string | null"],
  ["values", { enum: ["cat", 'a"dog', 7, null] }, '"cat" | "a\\"dog" | 7 | null'],
  ["one value", { const: { a: 1 } }, '{"a":1}'],
  ["a list", { type: "array", items: { type: ["string", "null"] } }, "(string | null)[]"],
  ["a tuple", { type: "array", prefixItems: [{ type: "string" }], items: false }, "[string?]"],
  ["anything", {}, "unknown"],
  ["nothing", { type: "array", items: false }, "never[]"],
  [
    "an object",
    { type: "object", required: ["a"], properties: { a: { type: "string" }, "b-c": {} } },
    '{ a: string; "b-c"?: unknown; }',
  ],
  ["a map", { type: "object", additionalProperties: { type: "number" } }, "{ [name: string]: number; }"],
  ["an empty object", { type: "object", additionalProperties: false }, "{ [name: string]: never }"],
  [
    "what must be there though nobody says what it is",
    { type: "object", required: ["x"], properties: {} },
    "{ x: unknown; }",
  ],
  ["a choice", { oneOf: [{ type: "string" }, { type: "number" }] }, "string | number"],
  [
    "all of several",
    { allOf: [{ properties: { a: { type: "string" } } }, { properties: { b: { type: "number" } } }] },
    "{ a?: string; } & { b?: number; }",
  ],
])("%s is written as a type", (_, schema, expected) => {
  expect(typeOf(schema)).toBe(expected);
});

test("3.0's nullable is a type of its own", () => {
  const schema = { type: "object", properties: { a: { $ref: "#/components/schemas/A" } } };
  expect(textOf(schema, { A: { type: ["integer", "null"] } })).toContain("export type A = number | null;");
});

test("a schema that has a name is declared under it, wherever it is used", () => {
  const text = textOf(
    { $ref: "#/components/schemas/pet-shop.Pet" },
    {
      "pet-shop.Pet": { type: "object", description: "A pet.", properties: { name: { type: "string" } } },
    },
  );
  expect(text).toContain("body: PetShopPet;");
  expect(text).toContain("/** A pet. */\nexport type PetShopPet = {\n  name?: string;\n};");
});

test("what is sent differs from what is answered where properties are read-only", () => {
  const Pet = {
    type: "object",
    required: ["id", "name"],
    properties: { id: { type: "integer", readOnly: true }, name: { type: "string" } },
  };
  const text = textOf({ $ref: "#/components/schemas/Pet" }, { Pet });
  expect(text).toContain("body: PetRequest;");
  expect(text).toContain("201: Pet;");
  expect(text).toContain("export type PetRequest = {\n  id?: number;");
  expect(text).toContain("export type Pet = {\n  id: number;");
});

test("places in a body are named by JSON Pointer; of a list's items by any number", () => {
  const text = textOf({
    type: "object",
    properties: {
      "a/b~c": { type: "string" },
      tags: { type: "array", items: { type: "object", properties: { "x`${y}": { type: "number" } } } },
      meta: { type: "object", additionalProperties: { type: "string" } },
    },
  });
  expect(text).toContain('"/a~1b~0c": string;');
  expect(text).toContain("[pointer: `/tags/${number}/x\\`\\${y}`]: number;");
  expect(text).toContain("[pointer: `/meta/${string}`]: unknown;");
});

test("whatever a document says, the compiler takes it", () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const odd = {
    // Circles of all kinds.
    Node: { type: "object", properties: { next: ref("Node"), all: { type: "array", items: ref("Node") } } },
    Either: { oneOf: [ref("Or"), { type: "string" }] },
    Or: { anyOf: [ref("Either"), { type: "null" }] },
    Self: { allOf: [ref("Self"), { type: "object", properties: { a: { type: "string" } } }] },
    Base: {
      type: "object",
      required: ["kind"],
      properties: { kind: { type: "string" } },
      discriminator: { propertyName: "kind", mapping: { heir: "#/components/schemas/Heir" } },
    },
    Heir: { allOf: [ref("Base"), { type: "object", properties: { more: { type: "number" } } }] },
    // Names that mean something elsewhere, or look alike.
    Api: { type: "string" },
    string: { type: "number" },
    Record: { type: "object", additionalProperties: true },
    "a b": { type: "string" },
    "a-b": { type: "number" },
    "7": { type: "string" },
    "*/": { type: "string", description: "ends */ here\n\n@param \\ too" },
    日本: { type: "object", properties: { "\u2028": { type: "string" }, __proto__x: {}, "": {} } },
    Gone: ref("Nowhere"),
    Closed: {
      type: "object",
      properties: { a: { type: "string" } },
      patternProperties: { "^x-": { type: "number" } },
      additionalProperties: { type: "boolean" },
    },
  };
  const names = Object.keys(odd).filter((name) => name !== "Gone" && name !== "Self");
  const whole = { type: "object", properties: Object.fromEntries(names.map((name) => [name, ref(name)])) };
  const text = textOf(whole, odd, [
    { name: "x-`odd", in: "header", schema: { type: "string" } },
    { name: "${a}", in: "query", description: "*/", schema: { type: "array", items: ref("a-b") } },
  ]);
  expect(mistakesIn({ "odd.ts": text })).toEqual([]);
});

import fc from "fast-check";
import { Ajv2020 } from "ajv/dist/2020.js";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterEach(stopAll);

/** A schema with a keyword of each kind, all of which judge the value below. */
const thing = {
  type: "object",
  required: ["name"],
  minProperties: 1,
  maxProperties: 9,
  properties: {
    name: { type: "string", minLength: 1, maxLength: 9, pattern: "^a", format: "hostname" },
    size: { type: "integer", minimum: 1, maximum: 9, multipleOf: 2 },
    price: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 9 },
    kind: { enum: ["a", "b"] },
    parts: {
      type: "array",
      items: { type: "string" },
      minItems: 1,
      maxItems: 3,
      uniqueItems: true,
      contains: { const: "x" },
    },
    pair: { type: "array", prefixItems: [{ type: "string" }, { type: "number" }] },
    some: { anyOf: [{ type: "string" }, { type: "null" }] },
    one: { oneOf: [{ type: "string" }, { type: "number" }] },
    all: { allOf: [{ type: "string" }, { minLength: 1 }] },
    not: { not: { type: "string" } },
    when: { if: { type: "string" }, then: { minLength: 1 }, else: { type: "number" } },
    more: {
      type: "object",
      additionalProperties: { type: "string" },
      patternProperties: { "^x": { type: "string" } },
      propertyNames: { maxLength: 9 },
      dependentRequired: { a: ["b"] },
      dependentSchemas: { a: { minProperties: 1 } },
    },
  },
};
const value = {
  name: "a",
  size: 2,
  price: 1,
  kind: "a",
  parts: ["x"],
  pair: ["a", 1],
  some: null,
  one: 1,
  all: "a",
  not: 1,
  when: 1,
  more: { c: "x" },
};

type Place = readonly (string | number)[];

function placesIn(node: unknown, here: Place = []): Place[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => [[...here, key], ...placesIn(child, [...here, key])]);
}

/** A copy with another value at a place. */
function replaced<T>(node: T, place: Place, made: unknown): T {
  const copy = structuredClone(node);
  const owner = place.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  (owner as Record<string, unknown>)[place.at(-1)!] = made;
  return copy;
}

function documentOf(schema: unknown) {
  const content = { "application/json": { schema } };
  const xml = { "application/xml": { schema }, "multipart/form-data": { schema } };
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {
      "/things": {
        get: {
          parameters: [{ name: "filter", in: "query", style: "deepObject", schema }],
          responses: {
            200: { description: "OK", content: { ...content, ...xml }, headers: { "X-Thing": { schema } } },
          },
        },
        post: {
          requestBody: { required: true, content: { ...content, ...xml } },
          responses: { 201: { description: "made" }, 422: { description: "wrong", content } },
        },
      },
      "/things/{id}": {
        get: {
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: {
            200: { description: "OK", content: { "application/json": { schema, example: value } } },
          },
        },
      },
    },
  };
}

const form = { "content-type": "application/x-www-form-urlencoded" };
const requests: readonly (readonly [string, Parameters<typeof ask>[1]])[] = [
  ["/things", {}],
  ["/things/1", {}],
  ["/things/1", { headers: { prefer: "dynamic=true" } }],
  ["/things", { headers: { accept: "application/xml" } }],
  ["/things?filter[name]=a", { headers: { accept: "multipart/form-data" } }],
  ["/things", { method: "POST", body: value }],
  ["/things", { method: "POST", body: {} }],
  [
    "/things",
    { method: "POST", body: "<thing><name>a</name></thing>", headers: { "content-type": "application/xml" } },
  ],
  ["/things", { method: "POST", body: "name=a", headers: form }],
  ["/things", { headers: { prefer: "code=422" } }],
  ["/__admin/contract", {}],
  ["/", {}],
];

async function answersTo(document: object) {
  const mock = await startMock({ document: document as Record<string, unknown> });
  const answers = [];
  for (const [path, asking] of requests) answers.push(await ask(mock.url + path, asking));
  await mock.stop();
  return answers.map(({ status, json }) => ({ status, code: json["code"], detail: String(json["detail"]) }));
}

const strange = fc.constantFrom<unknown>(
  ...[null, [], [[]], [null], [5], {}, { a: [[]] }, { a: 5 }, "x", "", 0, -1, 1.5, true, false, "(", "5"],
);
const judge = new Ajv2020({ strict: false, logger: false });

test("a schema that is right is no problem", async () => {
  const [first, ...others] = await answersTo(documentOf(thing));
  expect(first?.status).toBe(200);
  expect(others.map(({ code }) => code)).not.toContain("unusable-schema");
});

test("a keyword of any value is no mistake of the mock's own", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...placesIn(thing)), strange, async (place, made) => {
      const answers = await answersTo(documentOf(replaced(thing, place, made)));
      expect(answers.filter(({ code }) => code === "internal")).toEqual([]);
      // A schema that its own meta-schema refuses makes no success, but for what is read as if it were not there.
      const isHarmless = made === null || (place.at(-1) === "required" && typeof made === "boolean");
      const isOdd = typeof made === "number" || judge.validateSchema(replaced(thing, place, made)) === true;
      if (isHarmless || isOdd) return;
      const [list, authored, generated, , , created] = answers;
      for (const answer of [list, authored, generated, created]) {
        expect(answer).toMatchObject({ status: 500, code: "unusable-schema" });
      }
    }),
    { numRuns: 14 },
  );
});

test.each<[Place, unknown, string]>([
  [["required"], [[]], "required must be a list of names (#/components/schemas/Thing/required)"],
  [["type"], -1, "type must be the name of a type, or a list of them"],
  [["type"], {}, "type must be the name of a type, or a list of them"],
  [
    ["properties", "kind", "enum"],
    1.5,
    "enum must be a list (#/components/schemas/Thing/properties/kind/enum)",
  ],
  [["properties", "name", "minLength"], "x", "minLength must be a number"],
  [["properties"], [], "properties must be an object (#/components/schemas/Thing/properties)"],
  [["properties", "name", "pattern"], 5, "pattern must be a text"],
  [
    ["properties", "parts", "items"],
    5,
    "items must be a schema (#/components/schemas/Thing/properties/parts/items)",
  ],
  [["properties", "some", "anyOf"], {}, "anyOf must be a list"],
  [["properties", "some", "anyOf", 1], null, "1 of anyOf must be a schema"],
])("the answer names %j: %j", async (place, made, said) => {
  const document = documentOf({ $ref: "#/components/schemas/Thing" });
  const answers = await answersTo({
    ...document,
    components: { schemas: { Thing: replaced(thing, place, made) } },
  });
  for (const answer of [answers[0], answers[5]]) {
    expect(answer).toMatchObject({ status: 500, code: "unusable-schema" });
    expect(answer?.detail).toContain(said);
  }
});

import fc from "fast-check";
import { swaggerDocument } from "../../src/contract/prism/swagger.ts";
import { outlineOf } from "../../src/contract/prism/swagger-outline.ts";
import { createSwaggerSchemas } from "../../src/contract/prism/swagger-schemas.ts";

const translated = (definition: object) =>
  createSwaggerSchemas({ definitions: { A: definition } }).components()["A"];

describe("a schema of Swagger 2.0 becomes one of OpenAPI 3.0", () => {
  test.each([
    [
      { type: "string", "x-nullable": true },
      { type: "string", nullable: true },
    ],
    [{ type: "file" }, { type: "string", format: "binary" }],
    [
      { type: "string", "x-example": "e" },
      { type: "string", example: "e" },
    ],
    [
      { type: "object", discriminator: "kind", properties: { discriminator: { type: "string" } } },
      {
        type: "object",
        discriminator: { propertyName: "kind" },
        properties: { discriminator: { type: "string" } },
      },
    ],
    [{ $ref: "#/definitions/B", description: "x" }, { $ref: "#/components/schemas/B" }],
    [
      { $ref: "#/definitions/B", "x-nullable": true, readOnly: true },
      { allOf: [{ $ref: "#/components/schemas/B" }], nullable: true, readOnly: true },
    ],
    [
      { items: [{ $ref: "#/definitions/B" }], additionalProperties: { $ref: "#/definitions/B" } },
      {
        items: [{ $ref: "#/components/schemas/B" }],
        additionalProperties: { $ref: "#/components/schemas/B" },
      },
    ],
    [{ enum: [{ $ref: "#/definitions/B" }] }, { enum: [{ $ref: "#/definitions/B" }] }],
    [{ $ref: "https://example.com/a.json" }, { $ref: "https://example.com/a.json" }],
  ])("%j", (swagger, openapi) => {
    expect(translated(swagger)).toEqual(openapi);
  });

  test("what is referred to outside of the definitions becomes a component of its own, once", () => {
    const elsewhere = {
      "pet.yaml": { Pet: { type: "object", properties: { self: { $ref: "#/x-locum-files/pet.yaml/Pet" } } } },
    };
    const root = {
      "x-locum-files": elsewhere,
      definitions: { Pet: { $ref: "#/x-locum-files/pet.yaml/Pet" } },
    };
    expect(createSwaggerSchemas(root).components()).toEqual({
      Pet: { $ref: "#/components/schemas/Pet2" },
      Pet2: { type: "object", properties: { self: { $ref: "#/components/schemas/Pet2" } } },
    });
  });
});

test("definitions that all refer to one another are shared, not copied", async () => {
  const names = Array.from({ length: 120 }, (_, index) => `D${String(index)}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }]));
  const root = {
    swagger: "2.0",
    definitions: Object.fromEntries(names.map((name) => [name, { type: "object", properties }])),
    paths: Object.fromEntries(
      names.map((name) => [
        `/${name}`,
        { get: { responses: { 200: { description: "", schema: { $ref: `#/definitions/${name}` } } } } },
      ]),
    ),
  };
  const written = JSON.stringify(await swaggerDocument(root));
  expect(written.length).toBeLessThan(1.5 * JSON.stringify(root).length);
});

describe("what Prism is given", () => {
  const anything = fc.jsonValue({ maxDepth: 3 });
  const value = fc.oneof(
    anything,
    fc.constantFrom({ $ref: "/etc/passwd" }, { $ref: "http://example.com/x" }, { $ref: "#/gone" }),
  );
  const named = fc.dictionary(fc.constantFrom("a", "b", "$ref", "__proto__"), value);
  const parameter = fc.record(
    {
      name: value,
      in: fc.constantFrom("query", "path", "header", "body", "formData", 1),
      schema: value,
      items: value,
      "x-examples": named,
      description: value,
      required: value,
    },
    { requiredKeys: [] },
  );
  const response = fc.record(
    { description: value, schema: value, headers: named, examples: named },
    { requiredKeys: [] },
  );
  const operation = fc.record(
    {
      parameters: fc.array(fc.oneof(parameter, value)),
      responses: fc.dictionary(fc.constantFrom("200", "default", "x"), fc.oneof(response, value)),
      consumes: value,
      produces: value,
      security: value,
      tags: value,
      operationId: value,
    },
    { requiredKeys: [] },
  );
  const root = fc.record(
    {
      paths: fc.dictionary(
        fc.constantFrom("/a", "/b"),
        fc.record({ get: operation, post: operation, parameters: fc.array(parameter) }, { requiredKeys: [] }),
      ),
      host: value,
      basePath: value,
      schemes: value,
      securityDefinitions: named,
      security: value,
      definitions: named,
    },
    { requiredKeys: [] },
  );

  test("never refers to anything outside of it, whatever the document holds", () => {
    fc.assert(
      fc.property(root, (document) => {
        const { document: outline } = outlineOf(document);
        const refs = [...JSON.stringify(outline).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref = ""]) => ref);
        expect(refs.filter((ref) => !/^#\/(parameters|responses)\//.test(ref))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("is read, or refused in so many words", async () => {
    await fc.assert(
      fc.asyncProperty(root, async (document) => {
        expect(await swaggerDocument(document)).toMatchObject({ openapi: "3.0.3" });
      }),
      { numRuns: 40 },
    );
  });
});

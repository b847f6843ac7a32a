import { findingLevels } from "../../src/lint/finding.ts";
import { codesIn, withPaths, withSchema } from "../support/findings.ts";
import { stopAll } from "../support/mock.ts";

afterAll(stopAll);

/** Every code that some test here has seen. */
const seen = new Set<string>();

async function found(text: string, name?: string): Promise<readonly string[]> {
  const codes = await codesIn(text, name);
  for (const code of codes) seen.add(code.split(" ")[0]!);
  return codes;
}

describe("locum validate tells line and column of", () => {
  test("an x-faker that faker does not know, or that breaks the schema", async () => {
    const text = withSchema(
      "                properties:",
      "                  typo: { type: string, x-faker: person.fristName }",
      "                  fits: { type: integer, x-faker: person.firstName }",
    );
    expect(await found(text)).toEqual(["faker-unknown 13:41", "faker-unfit 14:42"]);
  });

  test("parts that are no OpenAPI", async () => {
    const text = withPaths(
      "  /a:",
      "    get:",
      "      parameters:",
      "        - { name: x }",
      "      responses:",
      "        '200': { description: ok }",
      "        '20O': { description: a letter }",
      "    gte: { responses: {} }",
      "  b: { get: { responses: { '200': { description: ok } } } }",
    );
    expect(await found(text)).toEqual([
      "unusable-part 7:11",
      "unusable-part 10:9",
      "unusable-part 11:5",
      "unusable-part 12:3",
    ]);
  });

  test("references that lead nowhere, in a circle, or to a file that is not there", async () => {
    const text = withSchema(
      "                properties:",
      "                  dead: { $ref: '#/components/schemas/Gone' }",
      "                  round: { $ref: '#/components/schemas/Round' }",
      "                  far: { $ref: './gone.yaml' }",
      "components:",
      "  schemas:",
      "    Round: { $ref: '#/components/schemas/Trip' }",
      "    Trip: { $ref: '#/components/schemas/Round' }",
    );
    expect(await found(text)).toEqual([
      "reference-dead 13:27",
      "reference-unread 15:26",
      "reference-circular 18:14",
      "reference-circular 19:13",
    ]);
  });

  test("schemas that nothing can be judged by, or that say what nothing can be", async () => {
    const text = withSchema(
      "                type: object",
      "                required: [id, nmae]",
      "                properties:",
      "                  id: { type: intger }",
      "                  old: { type: string, required: true }",
      "                  empty: { type: string, enum: }",
      "                  text: { type: string, minLength: x }",
      "                  list: { type: array, items: 5 }",
      "                  name: { type: string, pattern: '(' }",
      "                  kind: { type: string, enum: [a, b, a, 1] }",
      "                  loop: { oneOf: [{ $ref: '#/paths/~1a/get/responses/200/content/application~1json/schema/properties/loop' }] }",
      "        '404':",
      "          description: none",
      "          content:",
      "            application/json:",
      "              schema: { type: object, required: [x], properties: { x: { type: integer, minimum: 5, maximum: 4 } } }",
    );
    expect(await found(text)).toEqual([
      "required-undeclared 13:32",
      "type-unknown 15:25",
      "keyword-malformed 16:40",
      "keyword-malformed 18:41",
      "keyword-malformed 19:40",
      "pattern-invalid 20:41",
      "enum-duplicate 21:54",
      "enum-mismatch 21:57",
      "schema-unusable 22:35",
      "schema-impossible 27:68",
    ]);
  });

  test("schemas that nothing can satisfy, in answers and in requests, where they begin to contradict themselves", async () => {
    const text = withPaths(
      "  /a:",
      "    get:",
      "      responses:",
      "        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/node' } } } }",
      "  /b:",
      "    post:",
      "      requestBody:",
      "        required: true",
      "        content: { application/json: { schema: { type: array, minItems: 3, maxItems: 2 } } }",
      "      responses: { '204': { description: ok } }",
      "components:",
      "  schemas:",
      "    node:",
      "      type: object",
      "      required: [next]",
      "      properties: { next: { $ref: '#/components/schemas/node' } }",
    );
    expect(await found(text)).toEqual(["schema-impossible 12:40", "schema-impossible 16:5"]);
  });

  test("examples and defaults that break their schema, where in the example they do", async () => {
    const text = withPaths(
      "  /a:",
      "    post:",
      "      parameters:",
      "        - { name: size, in: query, schema: { type: integer, default: big }, example: [1] }",
      "      requestBody:",
      "        content:",
      "          application/json:",
      "            schema: { $ref: '#/components/schemas/Pet' }",
      "            examples:",
      "              good: { value: { name: Rex } }",
      "              odd:",
      "                value:",
      "                  name: Rex",
      "                  born: last year",
      "      responses:",
      "        '200':",
      "          description: ok",
      "          headers:",
      "            X-Left: { schema: { type: integer }, example: { many: true } }",
      "          content:",
      "            application/json:",
      "              schema: { $ref: '#/components/schemas/Pet' }",
      "              example: { born: '2020-01-01' }",
      "components:",
      "  schemas:",
      "    Pet:",
      "      type: object",
      "      required: [name]",
      "      properties:",
      "        name: { type: string, maxLength: 5, example: Bartholomew }",
      "        born: { type: string, format: date, example: '2020-01-01' }",
    );
    expect(await found(text)).toEqual([
      "default-invalid 7:61",
      "parameter-example-invalid 7:77",
      "example-invalid 17:19",
      "parameter-example-invalid 22:50",
      "example-invalid 26:15",
      "schema-example-invalid 33:45",
    ]);
  });

  test("operations that cannot succeed, be reached or be told apart, and path parameters that do not match", async () => {
    const text = withPaths(
      "  /pets/{id}:",
      "    get:",
      "      operationId: read",
      "      responses: { '200': { description: ok } }",
      "  /pets/{petId}:",
      "    get: { responses: { '200': { description: ok } } }",
      "  /{kind}/mine:",
      "    parameters: [{ name: kind, in: path, required: true, schema: { type: string } }]",
      "    get: { operationId: read, responses: { '200': { description: ok } } }",
      "  /files/{name}.txt:",
      "    parameters: [{ name: name, in: path, required: true, schema: { type: string } }]",
      "    get: { responses: { '200': { description: ok } } }",
      "  /silent:",
      "    get:",
      "      parameters: [{ name: extra, in: path, required: true, schema: { type: string } }]",
      "      requestBody: { required: true, content: { application/json: { schema: { type: object } } } }",
      "      security: [{ nosuch: [] }]",
      "      responses: { '404': { description: none } }",
      "      callbacks:",
      "        told:",
      "          '{request.body#/url}': { post: { responses: { '200': { description: ok } } } }",
    );
    expect(await found(text)).toEqual([
      "path-parameter-undeclared 5:5",
      "unusable-part 9:5",
      "path-ambiguous 12:5",
      "operation-id-duplicate 12:12",
      "no-success-response 17:5",
      "security-undefined 17:5",
      "path-parameter-unused 18:20",
      "body-unexpected 19:7",
      "callback-expression 24:36",
    ]);
  });

  test("extensions that nobody understands", async () => {
    const text = withPaths(
      "  /a:",
      "    get:",
      "      x-locum-resource: { collection: a, role: lists }",
      "      x-locum-store: never",
      "      responses: { '200': { description: ok } }",
    );
    expect(await found(text)).toEqual(["resource-unknown 6:7", "resource-unknown 7:7"]);
  });

  test("a document without anything to serve", async () => {
    expect(await found(withPaths("  /a: { get: 7 }"))).toEqual(["nothing-to-serve 3:1", "unusable-part 4:9"]);
  });

  test("the same mistakes in JSON", async () => {
    const document = {
      openapi: "3.0.3",
      info: { title: "T", version: "1" },
      paths: {
        "/a": { get: { operationId: "a", responses: {} } },
        "/b": { get: { operationId: "a", responses: { 200: { $ref: "#/x" } } } },
      },
    };
    expect(await found(JSON.stringify(document, undefined, 2), "api.json")).toEqual([
      "no-success-response 9:7",
      "no-success-response 15:7",
      "operation-id-duplicate 16:9",
      "reference-dead 19:13",
    ]);
  });
});
describe("locum validate", () => {
  test("tells of Swagger 2.0 by the lines of the document as it was written", async () => {
    const text = [
      "swagger: '2.0'",
      "info: { title: T, version: '1' }",
      "paths:",
      "  /pets:",
      "    post:",
      "      parameters:",
      "        - { in: body, name: pet, schema: { $ref: '#/definitions/Pet' } }",
      "      responses:",
      "        200:",
      "          description: ok",
      "          schema: { type: object, properties: { kind: { type: string, enum: [a, a] } } }",
      "    get:",
      "      responses: { 404: { description: none } }",
      "definitions:",
      "  Pet:",
      "    type: object",
      "    properties:",
      "      age: { type: integer, default: old }",
    ].join("\n");
    expect(await found(text)).toEqual([
      "enum-duplicate 11:81",
      "no-success-response 12:5",
      "default-invalid 18:29",
    ]);
  });
});

test("every code of a finding has been seen in a test, but those that need a mistake of others", () => {
  const ofOthers = ["generated-invalid", "prism-disagrees", "prism-refuses", "operation-unreachable"];
  expect([...seen].toSorted()).toEqual(
    Object.keys(findingLevels)
      .filter((code) => !ofOthers.includes(code))
      .toSorted(),
  );
});

import { findingLevels } from "../../src/lint/finding.ts";
import { locum } from "../support/cli.ts";
import { codesIn, saved, validated } from "../support/findings.ts";
import { stopAll } from "../support/mock.ts";

afterAll(stopAll);

/** Every code that some test here has seen. */
const seen = new Set<string>();

async function found(text: string, name?: string): Promise<readonly string[]> {
  const codes = await codesIn(text, name);
  for (const code of codes) seen.add(code.split(" ")[0]!);
  return codes;
}

const head = ["openapi: 3.1.0", "info: { title: T, version: '1' }", "paths:"].join("\n");

/** A document whose paths begin on line 4. */
const withPaths = (...lines: string[]) => [head, ...lines, ""].join("\n");

describe("locum validate tells line and column of", () => {
  test("an x-faker that faker does not know, or that breaks the schema", async () => {
    const text = withPaths(
      "  /a:",
      "    get:",
      "      responses:",
      "        '200':",
      "          description: ok",
      "          content:",
      "            application/json:",
      "              schema:",
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
    const text = withPaths(
      "  /a:",
      "    get:",
      "      responses:",
      "        '200':",
      "          description: ok",
      "          content:",
      "            application/json:",
      "              schema:",
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
    const text = withPaths(
      "  /a:",
      "    get:",
      "      responses:",
      "        '200':",
      "          description: ok",
      "          content:",
      "            application/json:",
      "              schema:",
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
  test("finds nothing in a document that is well made", async () => {
    const text = withPaths(
      "  /pets:",
      "    get:",
      "      parameters: [{ name: size, in: query, schema: { type: integer, default: 10 }, example: '20' }]",
      "      responses:",
      "        '200':",
      "          description: ok",
      "          content:",
      "            application/json:",
      "              schema: { type: array, items: { $ref: '#/components/schemas/Pet' } }",
      "              examples: { one: { value: [{ name: Rex, home: { name: Den, owner: { name: Ada } } }] } }",
      "            application/xml: { schema: { type: object, properties: { a: { type: string } } }, example: <a>1</a> }",
      "        '404': { description: none }",
      "  /pets/mine: { get: { responses: { default: { description: ok } } } }",
      "  /pets/{id}:",
      "    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]",
      "    get: { responses: { 2XX: { description: ok } } }",
      "components:",
      "  schemas:",
      "    Pet:",
      "      allOf: [{ $ref: '#/components/schemas/Named' }, { required: [name] }]",
      "      properties: { home: { $ref: '#/components/schemas/Pet' }, secret: { type: string, writeOnly: true, default: null } }",
      "    Named: { type: object, properties: { name: { type: string, example: null }, type: { enum: [a, 1, null] } } }",
    );
    const path = (await saved({ "api.yaml": text }))["api.yaml"];
    expect(await validated([path])).toMatchObject({
      code: 0,
      findings: [],
      documents: [{ source: path, operations: 3, errors: 0 }],
    });
  });

  test("finds mistakes in other files where they are written", async () => {
    const files = await saved({
      "api.yaml": withPaths(
        "  /a:",
        "    get:",
        "      responses:",
        "        '200':",
        "          description: ok",
        "          content: { application/json: { schema: { $ref: 'pet.json#/Pet' } } }",
      ),
      "pet.json":
        '{\n  "Pet": {\n    "type": "object",\n    "properties": {\n      "age": { "type": "intger" }\n    }\n  }\n}\n',
    });
    const { code, findings } = await validated([files["api.yaml"]]);
    expect(code).toBe(1);
    expect(findings).toMatchObject([
      {
        file: files["pet.json"],
        line: 5,
        column: 16,
        place: "pet.json#/Pet/properties/age/type",
        code: "type-unknown",
      },
    ]);
  });

  test("checks several documents, and those that can be read although another cannot", async () => {
    const good = withPaths("  /a: { get: { responses: { '200': { description: ok } } } }");
    const files = await saved({
      "good.yaml": good,
      "bad.yaml": withPaths(
        "  /a: { get: { security: [{ gone: [] }], responses: { '200': { description: ok } } } }",
      ),
      "none.yaml": "a: [",
    });
    const { code, findings, documents } = await validated([files["good.yaml"], files["bad.yaml"]]);
    expect(code).toBe(1);
    expect(findings.map(({ file }) => file)).toEqual([files["bad.yaml"]]);
    expect(documents.map(({ source, errors }) => [source, errors])).toEqual([
      [files["good.yaml"], 0],
      [files["bad.yaml"], 1],
    ]);
    const broken = await validated([files["none.yaml"], files["bad.yaml"]]);
    expect(broken.code).toBe(2);
    expect(broken.findings).toHaveLength(1);
    expect(broken.err).toContain(`locum: ${files["none.yaml"]}:1:`);
  });

  test("follows references out of the folder only with --allow-ref", async () => {
    const { "pet.json": pet } = await saved({ "pet.json": '{ "type": "object" }' });
    const text = withPaths(
      `  /a: { get: { responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '${pet}' } } } } } } }`,
    );
    const path = (await saved({ "api.yaml": text }))["api.yaml"];
    const refused = await validated([path]);
    expect(refused.findings.map(({ code }) => code)).toEqual(["reference-unread"]);
    expect(refused.findings[0]!.said).toContain("--allow-ref");
    const allowed = await validated([path], ["--no-second-opinion", "--allow-ref"]);
    expect([allowed.code, allowed.findings]).toEqual([0, []]);
  });

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

  test("has Prism judge the same values, and says where it disagrees", async () => {
    const text = withPaths(
      "  /a:",
      "    get:",
      "      responses:",
      "        '200':",
      "          description: ok",
      "          content:",
      "            application/json:",
      "              schema: { type: object, required: [id], properties: { id: { type: integer } } }",
      "              examples: { bad: { value: { id: one } }, good: { value: { id: 1 } } }",
    );
    const path = (await saved({ "api.yaml": text }))["api.yaml"];
    const { findings, documents } = await validated([path], []);
    expect(findings.map(({ code }) => code)).toEqual(["example-invalid"]);
    expect(documents[0]!.secondOpinion).toBe("Prism judged 3 of 3 values");
  });

  test("prints a line for each finding, and the counts, for people", async () => {
    const text = withPaths("  /a:", "    get: { responses: {} }");
    const path = (await saved({ "api.yaml": text }))["api.yaml"];
    const { code, out, err } = await locum(["validate", path, "--no-second-opinion"]);
    expect([code, out]).toEqual([0, ""]);
    expect(err.trimEnd().split("\n")).toEqual([
      `${path}:5:5: warning: it declares no successful response: a valid request gets an empty 200 (#/paths/~1a/get)`,
      `${path}: 1 operation(s): 0 error(s), 1 warning(s)`,
    ]);
  });

  test("its help has examples and the exit codes", async () => {
    const { code, out } = await locum(["validate", "--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(/Examples:\n {2}locum validate [\s\S]*Exit: 0 .* 1 .* 2 /);
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

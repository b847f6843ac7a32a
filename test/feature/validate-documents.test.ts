import { locumHere } from "../support/cli.ts";
import { saved, validated, withPaths, withSchema } from "../support/findings.ts";
import { stopAll } from "../support/mock.ts";

afterAll(stopAll);

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

  test("has Prism judge the same values, and says where it disagrees", async () => {
    const text = withSchema(
      "                { type: object, required: [id], properties: { id: { type: integer } } }",
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
    const { code, out, err } = await locumHere("validate", path, "--no-second-opinion");
    expect([code, out]).toEqual([0, ""]);
    expect(err.trimEnd().split("\n")).toEqual([
      `${path}:5:5: warning: it declares no successful response: a valid request gets an empty 200 (#/paths/~1a/get)`,
      `${path}: 1 operation(s): 0 error(s), 1 warning(s)`,
    ]);
  });

  test("its help has examples and the exit codes", async () => {
    const { code, out } = await locumHere("validate", "--help");
    expect(code).toBe(0);
    expect(out).toMatch(/Examples:\n {2}locum validate [\s\S]*Exit: 0 .* 1 .* 2 /);
  });
});

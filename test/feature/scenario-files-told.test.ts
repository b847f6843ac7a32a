import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createMockServer } from "../../src/index.ts";
import { ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

afterAll(stopAll);

const pet = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "integer" }, name: { type: "string" }, age: { type: ["integer", "null"] } },
};
const content = { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } };
const document = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1" },
  components: { schemas: { Pet: pet } },
  paths: {
    "/pets": {
      post: {
        operationId: "createPet",
        parameters: [
          { name: "X-Trace", in: "header", schema: { type: "string" } },
          { name: "theme", in: "cookie", schema: { type: "string" } },
        ],
        requestBody: {
          content: {
            "application/json": { schema: { type: "object", properties: { name: { type: "string" } } } },
          },
        },
        responses: {
          201: { description: "", headers: { "X-Left": { schema: { type: "integer" } } }, content },
        },
      },
    },
  },
};

const scenario = (stub: string) => `scenario: a\nactive: true\nstubs:\n  - ${stub}\n`;

async function folderOf(text: string): Promise<string> {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, "a.yaml"), text);
  return folder;
}

/** What a start says to a file with that stub; nothing when it starts. */
async function told(stub: string): Promise<string> {
  const scenarios = await folderOf(scenario(stub));
  const mock = createMockServer({ document, scenarios, store: "memory", port: 0 });
  const error = await mock.start().then(
    () => mock.stop(),
    (reason: unknown) => reason as Error,
  );
  return (error?.message ?? "").replaceAll(`${scenarios}/`, "");
}

describe("what no request could make right is told at the start, with place, cause and the nearest right name", () => {
  test.each<[string, string, string]>([
    [
      "a header that would begin another one",
      '{ operation: createPet, respond: { headers: { X-Note: "a\\r\\nSet-Cookie: b" } } }',
      "a.yaml:4:59: a header holds no line breaks",
    ],
    [
      "a header that breaks the contract",
      "{ operation: createPet, respond: { headers: { x-left: seven } } }",
      "a.yaml:4:59: X-Left must be a whole number",
    ],
    [
      "a schema that refers to what is not there",
      '{ operation: createPet, when: { body: { "": { schema: { $ref: "#/components/schemas/Pett" } } } } }',
      "a.yaml:4:59: this schema cannot be used: the reference #/components/schemas/Pett leads nowhere (did you mean Pet?)",
    ],
    [
      "a place in a template, misspelt",
      '{ operation: createPet, respond: { body: { name: "{{ requst.body.name }}" } } }',
      "(did you mean request.body?)",
    ],
    [
      "a text around a template where the contract wants a number",
      '{ operation: createPet, respond: { body: { age: "about {{ body.name }}" } } }',
      'a.yaml:4:53: a text with a template in it breaks the response schema (type: ["integer","null"])',
    ],
    [
      "a header that is nearly a declared one",
      "{ operation: createPet, when: { headers: { x-trase: { exists: true } } } }",
      'a.yaml:4:48: there is no header "x-trase" (did you mean x-trace?)',
    ],
    [
      "a cookie that is nearly a declared one",
      "{ operation: createPet, when: { cookies: { thene: { exists: true } } } }",
      'a.yaml:4:48: there is no cookie "thene" (did you mean theme?)',
    ],
  ])("%s", async (_, stub, expected) => {
    expect(await told(stub)).toContain(expected);
  });

  test("what a request may make right starts", async () => {
    const mock = await startMock({
      document,
      scenarios: await folderOf(
        scenario(
          '{ operation: createPet, when: { headers: { user-agent: { exists: true }, X-TRACE: { equals: t } } }, respond: { headers: { X-Left: "{{ counter }}", X-Name: "é" }, body: { name: "dear {{ body.name }}", age: "{{ counter }}" } } }',
        ),
      ),
    });
    const headers = { "x-trace": "t" };
    const answer = await ask(`${mock.url}/pets`, { method: "POST", body: { name: "Rex" }, headers });
    expect(answer.json).toMatchObject({ name: "dear Rex", age: 1 });
    expect(answer.headers.get("x-left")).toBe("1");
    expect(answer.headers.get("x-mock-violations")).toBeNull();
  });
});

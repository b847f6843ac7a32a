import type { MockServer } from "../../src/index.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

let mock: MockServer;
let url: string;

beforeAll(async () => {
  mock = await startMock({ document: "test/support/petstore.yaml" });
  url = `${mock.url}/v1/pets`;
});
afterAll(stopAll);
beforeEach(() => ask(`${mock.url}/__admin/reset`, { method: "POST" }));

const key = { "x-api-key": "k" };
const create = (body: unknown) => ask(url, { method: "POST", body, headers: key });

describe("a collection lives without configuration", () => {
  test("until something is written, reads come from the contract, with the id that was asked for", async () => {
    const { status, json, headers } = await ask(`${url}/17`);
    expect([status, json["id"], headers.get("x-mock-source")]).toEqual([200, 17, "generated"]);
    expect((await ask(`${url}/17`)).json).toEqual(json);
  });

  test("what was created can be read back, listed, changed and deleted", async () => {
    const created = await create({ name: "Mina", kind: "cat", weight: null });
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({ id: 1, name: "Mina", kind: "cat", weight: null });
    expect(created.headers.get("location")).toBe("/v1/pets/1");

    const read = await ask(`${url}/1`);
    expect(read.json).toEqual(created.json);
    expect((await ask(url)).json).toEqual([created.json]);

    const changed = await ask(`${url}/1`, { method: "PATCH", body: { name: "Mimi" } });
    expect(changed.json).toEqual({ ...created.json, name: "Mimi" });

    const replaced = await ask(`${url}/1`, { method: "PUT", body: { name: "Momo", kind: "dog" } });
    expect(replaced.json).toMatchObject({ id: 1, name: "Momo", kind: "dog" });
    expect((await ask(`${url}/1`)).json).toEqual(replaced.json);

    expect((await ask(`${url}/1`, { method: "DELETE" })).status).toBe(204);
    const gone = await ask(`${url}/1`);
    expect(gone.status).toBe(404);
    expect(gone.json).toMatchObject({ code: 404, message: "Something is wrong" });
    expect((await ask(url)).json).toEqual([]);
  });

  test("a list is given in parts", async () => {
    for (const name of ["A", "B", "C", "D"]) await create({ name });
    const names = async (query: string) =>
      ((await ask(`${url}?${query}`)).json as unknown as { name: string }[]).map(({ name }) => name);
    expect(await names("limit=2")).toEqual(["A", "B"]);
    expect(await names("limit=2&offset=3")).toEqual(["D"]);
  });

  test("a prefix in the path is in the Location too", async () => {
    const { headers } = await ask(`${mock.url}/__session/s/v1/pets`, {
      method: "POST",
      body: { name: "X" },
      headers: key,
    });
    expect(headers.get("location")).toBe("/__session/s/v1/pets/1");
  });

  test("HEAD answers as GET does, without the body", async () => {
    const { status, text, headers } = await ask(`${url}/3`, { method: "HEAD" });
    expect([status, text]).toEqual([200, ""]);
    expect(Number(headers.get("content-length"))).toBeGreaterThan(10);
  });
});

describe("requests are judged", () => {
  test.each([
    ["?limit=0", "limit must be >= 1"],
    ["?limit=many", "limit must be a whole number, not a string"],
    ["?tags=cat,cow", "tags.1 must be one of cat or dog"],
  ])("%s", async (query, message) => {
    const { status, json } = await ask(url + query);
    expect([status, json["detail"]]).toEqual([422, expect.stringContaining(message)]);
  });

  test("the contract's own error tells the fields", async () => {
    const { status, json } = await create({ name: "", weight: 0 });
    expect(status).toBe(422);
    expect(json).toMatchObject({
      code: 422,
      message: "name must have at least 1 character (and 1 more error)",
      fields: [
        { field: "name", reason: "name must have at least 1 character" },
        { field: "weight", reason: "weight must be > 0" },
      ],
    });
  });

  test("a missing key: 401 in the contract's words, with a challenge", async () => {
    const { status, json, headers } = await ask(url, { method: "POST", body: { name: "X" } });
    expect([status, json["code"]]).toEqual([401, 401]);
    expect(headers.get("www-authenticate")).toContain("X-Api-Key");
  });

  test("with --strict what the contract does not declare is a violation", async () => {
    const strict = await startMock({ document: "test/support/petstore.yaml", strict: true });
    const asked = await ask(`${strict.url}/v1/pets?colour=red`);
    expect([asked.status, (asked.json["errors"] as { pointer: string }[])[0]!.pointer]).toEqual([
      422,
      "/colour",
    ]);
    const sent = await ask(`${strict.url}/v1/pets`, {
      method: "POST",
      body: { name: "X", nmae: "Y" },
      headers: key,
    });
    expect(sent.json["message"]).toBe("nmae is not declared by the contract (did you mean name?)");
    expect((await ask(`${url}?colour=red`)).status).toBe(200);
  });
});

test.each([
  ["a type that is none", { type: "no-such-type" }],
  ["a pattern that does not close", { type: "string", pattern: "(" }],
  ["a length that is no number", { type: "string", minLength: "x" }],
])("a response whose schema has %s is no success, nor is its example", async (_, schema) => {
  const content = { "application/json": { schema, example: "as written" } };
  const responses = { 200: { description: "ok", content } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Broken", version: "1" },
    paths: { "/things": { get: { responses } } },
  };
  const broken = await startMock({ document });
  const { status, json } = await ask(`${broken.url}/things`);
  expect([status, json["code"]]).toEqual([500, "unusable-schema"]);
  const pointer = "#/paths/~1things/get/responses/200/content/application~1json/schema";
  expect(json["detail"]).toContain(pointer);
});

test("a success that refers to a response which is not there is none, but errors can still be had", async () => {
  const responses = { 200: { $ref: "#/components/responses/None" }, 404: { description: "none" } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Dead", version: "1" },
    paths: { "/things": { get: { responses } } },
  };
  const { url } = await startMock({ document });
  const { status, json } = await ask(`${url}/things`);
  expect([status, json["code"]]).toEqual([500, "unusable-schema"]);
  expect(json["detail"]).toContain("#/components/responses/None");
  expect((await ask(`${url}/things`, { headers: { prefer: "code=404" } })).status).toBe(404);
});

test("a schema that cannot be used never yields a success, but errors can still be had", async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Broken", version: "1" },
    paths: {
      "/things": {
        post: {
          requestBody: { content: { "application/json": { schema: { type: "no-such-type" } } } },
          responses: { 200: { description: "ok" }, 409: { description: "conflict" } },
        },
      },
    },
  };
  const broken = await startMock({ document });
  const { status, json } = await ask(`${broken.url}/things`, { method: "POST", body: {} });
  expect([status, json["code"]]).toEqual([500, "unusable-schema"]);
  expect(json["detail"]).toContain("#/paths/~1things/post/requestBody/content/application~1json/schema");
  const forced = await ask(`${broken.url}/things`, {
    method: "POST",
    body: {},
    headers: { prefer: "code=409" },
  });
  expect(forced.status).toBe(409);
});

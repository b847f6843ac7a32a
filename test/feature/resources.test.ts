import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const item = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "string" }, name: { type: "string" }, shopId: { type: "integer" } },
};
const json = (schema: object) => ({ "application/json": { schema } });
const ok = (status: number, schema: object, more: object = {}) => ({
  [status]: { description: "ok", content: json(schema), ...more },
});
const named = { requestBody: { required: true, content: json({ ...item, required: ["name"] }) } };
const text = { schema: { type: "string" } };

function documentOf(paths: object, more: object = {}): Record<string, unknown> {
  return { openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths, ...more };
}

const post = (url: string, body: unknown, headers = {}) => ask(url, { method: "POST", body, headers });

describe("a list at the top of an answer", () => {
  const list = { type: "array", items: item };

  test("is a list before anything is written, generated or authored", async () => {
    const example = [{ id: "a", name: "Authored" }];
    const authored = {
      200: { description: "ok", content: { "application/json": { schema: list, example } } },
    };
    const paths = {
      "/things": { get: { responses: ok(200, list) } },
      "/others": { get: { responses: authored } },
    };
    const { url } = await startMock({ document: documentOf(paths) });
    const things = (await ask(`${url}/things`)).json as unknown as unknown[];
    expect(things.length).toBeGreaterThanOrEqual(3);
    expect((await ask(`${url}/things`, { headers: { prefer: "dynamic=true" } })).json).toHaveLength(
      things.length,
    );
    expect((await ask(`${url}/others`)).json).toEqual(example);
  });
});

describe("ids", () => {
  const paths = {
    "/things": {
      post: { ...named, responses: ok(201, item) },
      get: { responses: ok(200, { type: "array", items: item }) },
    },
  };

  test("of plain text are as many as things", async () => {
    const { url } = await startMock({ document: documentOf(paths) });
    const ids = new Set<unknown>();
    for (let n = 0; n < 60; n++) ids.add((await post(`${url}/things`, { name: "same" })).json["id"]);
    expect(ids.size).toBe(60);
    expect((await ask(`${url}/things?limit=100`)).json).toHaveLength(60);
  });

  test("that were sent are kept, and not given twice: 409", async () => {
    const { url } = await startMock({ document: documentOf(paths) });
    expect((await post(`${url}/things`, { id: "mine", name: "A" })).json["id"]).toBe("mine");
    const again = await post(`${url}/things`, { id: "mine", name: "B" });
    expect([again.status, again.json["code"]]).toEqual([409, "record-exists"]);
    expect((await ask(`${url}/things`)).json).toEqual([expect.objectContaining({ id: "mine", name: "A" })]);
  });
});

test("a wrapped list says how long it is, in its body and its headers, and keeps its bounds", async () => {
  const count = { type: "integer" };
  const wrapped = {
    type: "object",
    required: ["data", "meta"],
    properties: {
      data: { type: "array", maxItems: 2, items: item },
      meta: {
        type: "object",
        required: ["total"],
        properties: { total: count, page: count, per_page: count, last_page: count },
      },
    },
  };
  const parameters = [
    { name: "page", in: "query", schema: { type: "integer" } },
    { name: "per_page", in: "query", schema: { type: "integer", default: 2 } },
  ];
  const headers = { headers: { "X-Total-Count": { schema: count } } };
  const paths = {
    "/things": {
      post: { ...named, responses: ok(201, item) },
      get: { parameters, responses: ok(200, wrapped, headers) },
    },
  };
  const { url } = await startMock({ document: documentOf(paths) });
  for (const name of ["A", "B", "C"]) await post(`${url}/things`, { name });
  const second = await ask(`${url}/things?page=2`);
  expect((second.json["data"] as { name: string }[]).map(({ name }) => name)).toEqual(["C"]);
  expect(second.json["meta"]).toEqual({ total: 3, page: 2, per_page: 2, last_page: 2 });
  expect(second.headers.get("x-total-count")).toBe("3");
  expect((await ask(`${url}/things?per_page=50`)).json["data"]).toHaveLength(2);
});

test("a nested thing knows what it belongs to", async () => {
  const parameters = [{ name: "shopId", in: "path", required: true, schema: { type: "integer" } }];
  const things = {
    parameters,
    post: { ...named, responses: ok(201, item) },
    get: { responses: ok(200, { type: "array", items: item }) },
  };
  const { url } = await startMock({ document: documentOf({ "/shops/{shopId}/things": things }) });
  expect((await post(`${url}/shops/7/things`, { name: "A" })).json["shopId"]).toBe(7);
  expect((await ask(`${url}/shops/7/things`)).json).toHaveLength(1);
  await post(`${url}/shops/8/things`, { name: "B" });
  expect((await ask(`${url}/shops/8/things`)).json).toHaveLength(1);
});

describe("headers that the contract declares", () => {
  test("come with errors too", async () => {
    const responses = {
      ...ok(200, item),
      429: {
        description: "slow down",
        headers: { "Retry-After": { schema: { type: "integer", minimum: 1 } } },
      },
    };
    const { url } = await startMock({ document: documentOf({ "/a": { get: { responses } } }) });
    const { headers } = await ask(`${url}/a`, { headers: { prefer: "code=429" } });
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("are sent once, however they are written; impossible ones are left out", async () => {
    const responses = ok(201, item, { headers: { location: text, "X Bad Name": text } });
    const paths = {
      "/things": { post: { ...named, responses } },
      "/things/{id}": {
        get: { parameters: [{ name: "id", in: "path", required: true, ...text }], responses: ok(200, item) },
      },
    };
    const { url } = await startMock({ document: documentOf(paths) });
    const { status, headers } = await post(`${url}/things`, { id: "x", name: "A" });
    expect([status, headers.get("location")]).toEqual([201, "/things/x"]);
  });
});

test("a redirection goes before default", async () => {
  const responses = {
    302: { description: "there", headers: { Location: { example: "/b" } } },
    default: { description: "error" },
  };
  const { url } = await startMock({ document: documentOf({ "/a": { get: { responses } } }) });
  const response = await fetch(`${url}/a`, { redirect: "manual" });
  expect([response.status, response.headers.get("location")]).toEqual([302, "/b"]);
});

test("what one operation cannot use is no other operation's trouble", async () => {
  const broken = { type: "array", items: { $ref: "#/components/schemas/Nowhere" } };
  const paths = {
    "/bad": { get: { responses: ok(200, broken) } },
    "/good": { get: { responses: ok(200, item) } },
  };
  const { url } = await startMock({ document: documentOf(paths) });
  expect((await ask(`${url}/good`)).status).toBe(200);
  const bad = await ask(`${url}/bad`);
  expect([bad.status, bad.json["code"]]).toEqual([500, "unusable-schema"]);
  expect(bad.json["detail"]).toContain("#/components/schemas/Nowhere");
  expect((await ask(`${url}/__admin/store`)).status).toBe(200);
});

test("a security requirement that lost its list is asked for all the same", async () => {
  const paths = { "/a": { get: { security: { key: [] }, responses: ok(200, item) } } };
  const components = { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } };
  const { url } = await startMock({ document: documentOf(paths, { components }) });
  expect((await ask(`${url}/a`)).status).toBe(401);
  expect((await ask(`${url}/a`, { headers: { "x-key": "k" } })).status).toBe(200);
});

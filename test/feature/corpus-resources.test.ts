import { ask, startMock, stopAll } from "../support/mock.ts";
import { plainJudge } from "../support/schemas.ts";

afterAll(stopAll);

const json = (schema: object) => ({ content: { "application/json": { schema } } });
const ok = (status: number, schema?: object) => ({
  responses: { [status]: { description: "ok", ...(schema && json(schema)) } },
});
const taking = (schema: object) => ({ requestBody: { required: true, ...json(schema) } });
const id = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];

const open = async (paths: object) => {
  const mock = await startMock({
    document: { openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths },
  });
  return mock.url;
};
const post = (url: string, body: unknown) => ask(url, { method: "POST", body });

const thing = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "integer" }, name: { type: "string" }, size: { type: "integer" } },
};
const wish = { type: "object", required: ["name"], properties: { name: { type: "string" } } };

describe("things that every answer wraps", () => {
  const one = { type: "object", required: ["data"], properties: { data: thing } };
  const many = {
    type: "object",
    properties: { result: { type: "object", properties: { items: { type: "array", items: thing } } } },
  };
  const paths = {
    "/things": { post: { ...taking(wish), ...ok(201, one) }, get: ok(200, many) },
    "/things/{id}": {
      parameters: id,
      get: ok(200, one),
      patch: { ...taking({ type: "object", properties: { data: wish } }), ...ok(200, one) },
    },
  };

  test("are created, found by the id they were given, changed and listed", async () => {
    const url = `${await open(paths)}/things`;
    const created = await post(url, { name: "Lamp" });
    const { data } = created.json as { data: { id: number; name: string } };
    expect(data.name).toBe("Lamp");
    expect(created.headers.get("location")).toBe(`/things/${String(data.id)}`);
    const own = `${url}/${String(data.id)}`;
    expect((await ask(own)).json).toEqual({ data });
    const changed = await ask(own, { method: "PATCH", body: { data: { name: "Lantern" } } });
    expect(changed.json).toEqual({ data: { ...data, name: "Lantern" } });
    expect((await ask(url)).json).toEqual({ result: { items: [{ ...data, name: "Lantern" }] } });
  });

  test("carry the id they are asked for before anything is written", async () => {
    const url = `${await open(paths)}/things`;
    expect((await ask(`${url}/7`)).json).toMatchObject({ data: { id: 7 } });
  });
});

test("an item's path that answers with a list is answered with a list", async () => {
  const url = await open({
    "/things": {
      get: ok(200, { type: "array", items: thing }),
      post: { ...taking(wish), ...ok(201, thing) },
    },
    "/things/{id}": { parameters: id, get: ok(200, { type: "array", items: thing }) },
  });
  const answer = await ask(`${url}/things/7`);
  expect(answer.status).toBe(200);
  expect(plainJudge({ type: "array", items: thing })(answer.json)).toEqual([]);
});

test("what a POST creates without saying so can be found by its Location", async () => {
  const url = await open({
    "/things": { post: { ...taking(wish), ...ok(201) } },
    "/things/{id}": { parameters: id, get: ok(200, thing) },
  });
  const created = await post(`${url}/things`, { name: "Lamp" });
  expect(created.status).toBe(201);
  expect(created.text).toBe("");
  const found = await ask(url + (created.headers.get("location") ?? ""));
  expect(found.json).toMatchObject({ name: "Lamp" });
});

test("a POST that speaks of something else creates nothing", async () => {
  const report = { type: "object", properties: { rows: { type: "integer" } } };
  const url = await open({
    "/things": {
      post: { ...taking({ type: "object", properties: { since: { type: "string" } } }), ...ok(200, report) },
    },
    "/things/{id}": { parameters: id, get: ok(200, thing) },
  });
  expect((await post(`${url}/things`, { since: "May" })).json).toHaveProperty("rows");
  expect((await ask(`${url}/things/7`)).json).toMatchObject({ id: 7 });
});

test("an object is no id, whatever it is called", async () => {
  const locked = {
    type: "object",
    properties: { key: { type: "object", properties: { a: { type: "string" } } } },
  };
  const url = await open({
    "/locks": {
      post: { ...taking(locked), ...ok(201, locked) },
      get: ok(200, { type: "array", items: locked }),
    },
  });
  const created = await post(`${url}/locks`, { key: { a: "x" } });
  expect(created.status).toBe(201);
  expect(created.headers.get("location")).toBeNull();
  expect((await ask(`${url}/locks`)).json).toEqual([created.json]);
});

test("what was sent gives way where an answer with it would not be valid", async () => {
  const circle = {
    type: "object",
    required: ["id", "radius"],
    properties: { id: { type: "integer" }, radius: { type: "integer" } },
  };
  const square = {
    type: "object",
    required: ["id", "side"],
    properties: { id: { type: "integer" }, side: { type: "integer" } },
  };
  const shape = {
    properties: { id: { type: "integer" }, radius: { type: "integer" }, side: { type: "integer" } },
    oneOf: [circle, square],
  };
  const url = await open({
    "/shapes": {
      post: {
        ...taking({ type: "object", properties: { radius: { type: "integer" }, side: { type: "integer" } } }),
        ...ok(201, shape),
      },
    },
    "/shapes/{id}": { parameters: id, get: ok(200, shape) },
  });
  const created = await post(`${url}/shapes`, { radius: 3, side: 4 });
  expect(created.status).toBe(201);
  expect(plainJudge(shape as never)(created.json)).toEqual([]);
  expect((await ask(url + (created.headers.get("location") ?? ""))).json).toEqual(created.json);
});

test("what cannot be stored is still answered", async () => {
  const impossible = {
    type: "object",
    required: ["id"],
    properties: { id: { type: "integer", minimum: 9, maximum: 1 } },
  };
  const url = await open({
    "/things": { post: { ...taking(wish), ...ok(201, wish) } },
    "/things/{id}": { parameters: id, get: ok(200, impossible), delete: ok(204) },
  });
  const created = await post(`${url}/things`, { name: "Lamp" });
  expect([created.status, created.json]).toEqual([201, { name: "Lamp" }]);
  expect((await ask(`${url}/things/7`, { method: "DELETE" })).status).toBe(204);
});

import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const user = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "integer" }, name: { type: "string" } },
};
const json = (schema: object) => ({ "application/json": { schema } });
const ok = (status: number, schema: object) => ({ [status]: { description: "ok", content: json(schema) } });
const taking = (schema: object) => ({ requestBody: { required: true, content: json(schema) } });
const list = { type: "array", items: user };
const idParameter = [{ name: "id", in: "path", required: true, schema: { type: "integer" } }];
const named = { type: "object", properties: { name: { type: "string" } } };

const users = (server: string | undefined, more: object = {}) => ({
  openapi: "3.1.0",
  info: { title: `Users ${server ?? ""}`, version: "1" },
  ...(server === undefined ? {} : { servers: [{ url: server }] }),
  paths: {
    "/users": {
      post: { ...taking(named), responses: ok(201, user) },
      get: { responses: ok(200, list) },
    },
    "/users/{id}": { parameters: idParameter, get: { responses: ok(200, user) } },
    ...more,
  },
});

const post = async (url: string, name: string) => (await ask(url, { method: "POST", body: { name } })).json;
const names = async (url: string) =>
  ((await ask(url)).json as unknown as { name: string }[]).map(({ name }) => name);

describe("documents that are served together", () => {
  test("have collections of their own where their servers differ", async () => {
    const { url } = await startMock({ document: [users("/a/v1"), users("/b/v1")] });
    expect(await post(`${url}/a/v1/users`, "Ada")).toMatchObject({ id: 1 });
    expect(await post(`${url}/b/v1/users`, "Bob")).toMatchObject({ id: 1 });
    expect([await names(`${url}/a/v1/users`), await names(`${url}/b/v1/users`)]).toEqual([["Ada"], ["Bob"]]);
    const { json } = await ask(`${url}/__admin/store`);
    expect((json["collections"] as { name: string }[]).map(({ name }) => name)).toEqual([
      "a/v1/users",
      "b/v1/users",
    ]);
    expect((await ask(`${url}/__admin/store/b/v1/users`)).json).toEqual([{ id: 1, name: "Bob" }]);
  });

  test("keep plain names where they do not get in each other's way, and share what has one address", async () => {
    const clubs = {
      ...users("/b"),
      paths: { "/clubs": { post: { ...taking(named), responses: ok(201, user) } } },
    };
    const half = { ...users("/a"), paths: { "/users": { get: { responses: ok(200, list) } } } };
    const rest = {
      ...users("/a"),
      paths: {
        "/users": { post: { ...taking(named), responses: ok(201, user) } },
        "/users/{id}": users("/a").paths["/users/{id}"],
      },
    };
    const { url } = await startMock({ document: [half, rest, clubs] });
    await post(`${url}/a/users`, "Ada");
    expect(await names(`${url}/a/users`)).toEqual(["Ada"]);
    const { json } = await ask(`${url}/__admin/store`);
    expect((json["collections"] as { name: string }[]).map(({ name }) => name)).toEqual(["users", "clubs"]);
  });
});

describe("x-locum-resource", () => {
  const search = { ...taking({ type: "object" }), responses: ok(200, list) };
  const rename = {
    parameters: idParameter,
    post: {
      ...taking(named),
      responses: { ...ok(200, user), 404: { description: "unknown" } },
      "x-locum-resource": { collection: "users", role: "change" },
    },
  };

  test("an action with the role change keeps what a stub says beside it, and knows who is not there", async () => {
    const role = { "x-locum-resource": { collection: "users", role: "change" } };
    const rest = { operationId: "greet", responses: { ...ok(200, user), 404: { description: "none" } } };
    const greet = { parameters: idParameter, post: { ...role, ...rest } };
    const mock = await startMock({ document: users(undefined, { "/users/{id}/greet": greet }) });
    await mock.session("default").stub({ operation: "greet", respond: { body: { name: "greeted" } } });
    await post(`${mock.url}/users`, "Ada");
    const act = (id: number) => ask(`${mock.url}/users/${id}/greet`, { method: "POST" });
    expect((await act(1)).json).toEqual({ id: 1, name: "greeted" });
    expect((await ask(`${mock.url}/users/1`)).json).toEqual({ id: 1, name: "greeted" });
    expect((await act(9)).status).toBe(404);
  });

  test("gives operations a place in the life of a resource that their paths do not tell", async () => {
    const document = users(undefined, {
      "/users/search": { post: { ...search, "x-locum-resource": { collection: "users", role: "list" } } },
      "/users/{id}/rename": rename,
      "/signup": { post: { ...taking(named), responses: ok(200, user), "x-locum-resource": "users" } },
    });
    const { url } = await startMock({ document });
    expect(await post(`${url}/signup`, "Ada")).toEqual({ id: 1, name: "Ada" });
    expect(await post(`${url}/users/1/rename`, "Grace")).toEqual({ id: 1, name: "Grace" });
    expect((await ask(`${url}/users/2/rename`, { method: "POST", body: {} })).status).toBe(404);
    expect((await ask(`${url}/users/search`, { method: "POST", body: {} })).json).toEqual([
      { id: 1, name: "Grace" },
    ]);
  });

  test.each([
    ["x-locum-resource: false", { "x-locum-resource": false }],
    ["x-locum-store: false", { "x-locum-store": false }],
  ])("%s: an operation is answered from the contract alone", async (_, said) => {
    const document = users(undefined);
    Object.assign(document.paths["/users"].get, said);
    const { url } = await startMock({ document });
    await post(`${url}/users`, "Ada");
    expect((await names(`${url}/users`)).length).toBeGreaterThanOrEqual(3);
    expect((await ask(`${url}/users/1`)).json).toEqual({ id: 1, name: "Ada" });
  });
});

describe("references", () => {
  test("point at things that exist, whatever they are called", async () => {
    const visit = {
      type: "object",
      required: ["id", "user_id", "friendId"],
      properties: { id: { type: "integer" }, user_id: { type: "integer" }, friendId: { type: "string" } },
    };
    const document = users(undefined, {
      "/visits": { post: { ...taking({ type: "object" }), responses: ok(201, visit) } },
    });
    const { url } = await startMock({ document });
    for (const name of ["A", "B", "C"]) await post(`${url}/users`, name);
    const seen = new Set<unknown>();
    for (let n = 0; n < 20; n++) seen.add((await post(`${url}/visits`, "x"))["user_id"]);
    expect([...seen].sort()).toEqual([1, 2, 3]);
  });
});

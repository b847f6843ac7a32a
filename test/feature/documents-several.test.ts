import { join } from "node:path";
import { folderOf } from "../support/documents.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const says = (text: string) => ({
  responses: {
    200: {
      description: "ok",
      content: { "application/json": { schema: { $ref: "#/components/schemas/Said" } } },
    },
  },
  ...(text === "" ? {} : { operationId: text }),
});

/** Answers with its own name, wherever it is asked. */
const api = (name: string, more: object = {}) => ({
  openapi: "3.1.0",
  info: { title: name, version: "1" },
  servers: [{ url: `https://example.test/${name}/v1` }],
  paths: { "/status": { get: says("status") }, [`/${name}`]: { get: says("") } },
  components: { schemas: { Said: { const: name } } },
  ...more,
});

const said = async (url: string) => {
  const { status, json } = await ask(url);
  return status === 200 ? json : status;
};

describe("several documents in one process", () => {
  const pets = api("pets");
  const shops = api("shops");

  test("are told apart by the paths of their servers", async () => {
    const mock = await startMock({ document: [pets, shops] });
    expect(await said(`${mock.url}/pets/v1/status`)).toBe("pets");
    expect(await said(`${mock.url}/shops/v1/status`)).toBe("shops");
  });

  test("answer at bare paths where only one of them has such a path", async () => {
    const mock = await startMock({ document: [pets, shops] });
    expect(await said(`${mock.url}/pets`)).toBe("pets");
    expect(await said(`${mock.url}/shops`)).toBe("shops");
    expect(await said(`${mock.url}/status`)).toBe(404);
  });

  test("answer below their mounts, and nowhere else", async () => {
    const mock = await startMock({
      document: [{ document: pets, mount: "/a/b" }, { document: pets, mount: "/c" }, shops],
    });
    expect(await said(`${mock.url}/a/b/status`)).toBe("pets");
    expect(await said(`${mock.url}/c/pets`)).toBe("pets");
    expect(await said(`${mock.url}/pets/v1/status`)).toBe(404);
    expect(await said(`${mock.url}/status`)).toBe("shops");
  });

  test("keep every operation reachable by a name of its own", async () => {
    const { contract } = await startMock({ document: [pets, shops] });
    expect(contract.operations.map(({ id }) => id)).toEqual([
      "status",
      "GET /pets",
      "GET /status",
      "GET /shops",
    ]);
    expect(contract.operation("GET /shops/v1/status")?.basePaths).toEqual(["/shops/v1"]);
    expect(contract.operation("status")?.basePaths).toEqual(["/pets/v1"]);
    expect([contract.title, contract.name]).toEqual(["pets + shops", "pets + shops"]);
  });

  test("that cannot be told apart: the earlier one answers, and the other is listed", async () => {
    const mock = await startMock({
      document: [
        pets,
        api("pets", {
          components: { schemas: { Said: { const: "copy" } } },
          paths: { ...pets.paths, "/more": { get: says("") } },
        }),
      ],
    });
    expect(await said(`${mock.url}/status`)).toBe("pets");
    expect(await said(`${mock.url}/more`)).toBe("copy");
    expect(mock.contract.unusable.map(({ operation, cause }) => [operation, cause])).toEqual([
      ["GET /status", "no request can tell it from GET /pets/v1/status, which comes first"],
      ["GET /pets", "no request can tell it from GET /pets/v1/pets, which comes first"],
    ]);
  });

  test("may be files that refer to one another, of different versions", async () => {
    const folder = await folderOf({
      "a.json": {
        ...pets,
        paths: { "/a": { get: { responses: { 200: { $ref: "b/b.json#/components/responses/B" } } } } },
      },
      "b/b.json": {
        openapi: "3.0.3",
        info: { title: "b", version: "1" },
        paths: {
          "/b": {
            put: {
              requestBody: { $ref: "#/components/requestBodies/B" },
              responses: { 200: { $ref: "#/components/responses/B" } },
            },
          },
        },
        components: {
          requestBodies: {
            B: { content: { "application/json": { schema: { type: "string", nullable: true } } } },
          },
          responses: { B: { description: "", content: { "application/json": { schema: { enum: ["b"] } } } } },
        },
      },
    });
    const mock = await startMock({ document: [join(folder, "a.json"), join(folder, "b/b.json")] });
    expect(await said(`${mock.url}/a`)).toBe("b");
    const put = (body: string) => ask(`${mock.url}/b`, { method: "PUT", body });
    expect([(await put("null")).status, (await put("1")).status]).toEqual([200, 422]);
  });

  test("have security schemes of their own", async () => {
    const locked = (header: string) => ({
      security: [{ key: [] }],
      components: {
        schemas: { Said: {} },
        securitySchemes: { key: { type: "apiKey", in: "header", name: header } },
      },
    });
    const mock = await startMock({ document: [api("a", locked("x-a")), api("b", locked("x-b"))] });
    const statuses = ["/a", "/b"].map(
      async (path) => (await ask(mock.url + path, { headers: { "x-b": "k" } })).status,
    );
    expect(await Promise.all(statuses)).toEqual([401, 200]);
  });

  test("one of which has nothing to serve: the others are served, and it is named", async () => {
    const { url } = await startMock({ document: [pets, api("empty", { paths: {} })] });
    const { json } = await ask(`${url}/__admin/contract`);
    expect(json["warnings"]).toEqual([expect.stringContaining("document 2 has no operations")]);
  });
});

describe("the servers of a document", () => {
  const served = async (servers: unknown, more: object = {}) => {
    const document = { ...api("x"), servers, paths: { "/status": { get: says(""), ...more } } } as Record<
      string,
      unknown
    >;
    const mock = await startMock({ document });
    return { mock, basePaths: mock.contract.operations[0]?.basePaths };
  };

  test.each<[string, unknown, readonly string[]]>([
    ["an address", [{ url: "https://example.test/api/v2/" }], ["/api/v2"]],
    [
      "several",
      [{ url: "https://a.test/v1" }, { url: "/v2" }, { url: "v3" }, { url: "./v4/../v5" }],
      ["/v1", "/v2", "/v3", "/v5"],
    ],
    [
      "a host and nothing more",
      [{ url: "https://a.test" }, { url: "//b.test" }, { url: "localhost:3000" }],
      [""],
    ],
    ["a host and a port without a scheme", [{ url: "localhost:3000/api" }], ["/api"]],
    ["a query that is none of the path's", [{ url: "/v1?x=1#y" }], ["/v1"]],
    [
      "a variable with choices",
      [
        {
          url: "https://{h}.test/{v}",
          variables: { h: { default: "a", enum: ["a", "b"] }, v: { default: 2, enum: ["1", "2"] } },
        },
      ],
      ["/2", "/1"],
    ],
    ["a variable without a value", [{ url: "https://a.test/{tenant}/api" }], ["/{tenant}/api"]],
    ["letters beyond ASCII", [{ url: "https://a.test/größe" }], ["/gr%C3%B6%C3%9Fe"]],
    ["no list", { url: "/v1" }, [""]],
    ["an empty list", [], [""]],
  ])("%s", async (_, servers, expected) => {
    const { mock, basePaths } = await served(servers);
    expect(basePaths).toEqual(expected);
    for (const base of expected)
      expect(await said(`${mock.url}${base.replace("{tenant}", "acme")}/status`)).toBe("x");
  });

  test("a path's own go before the document's, an operation's before both", async () => {
    const document = {
      ...api("x"),
      paths: {
        "/status": {
          servers: [{ url: "/p" }],
          get: says(""),
          post: { ...says(""), servers: [{ url: "/o" }] },
        },
      },
    };
    const { contract } = await startMock({ document });
    expect(contract.operations.map(({ basePaths }) => basePaths)).toEqual([["/p"], ["/o"]]);
  });

  test("a variable in the server's path is no parameter of the operation", async () => {
    const get = {
      ...says(""),
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
    };
    const document = { ...api("x"), servers: [{ url: "/{tenant}" }], paths: { "/things/{id}": { get } } };
    const mock = await startMock({ document });
    expect(await said(`${mock.url}/acme/things/7`)).toBe("x");
    expect(await said(`${mock.url}/7/things/acme`)).toBe(422);
  });

  test("as many as a document likes: variables that multiply stay variables", async () => {
    const choices = Array.from({ length: 50 }, (_, index) => String(index));
    const names = ["a", "b", "c", "d"];
    const variables = Object.fromEntries(names.map((name) => [name, { default: "0", enum: choices }]));
    const { mock, basePaths } = await served([{ url: "/{a}/{b}/{c}/{d}", variables }]);
    expect(basePaths).toHaveLength(50);
    expect(await said(`${mock.url}/49/1/2/3/status`)).toBe("x");
  });
});

test("what is written beside a reference to a path item joins it", async () => {
  const document = {
    ...api("x"),
    paths: { "/status": { $ref: "#/components/pathItems/Status", get: says("own") } },
    components: {
      schemas: { Said: { const: "x" } },
      pathItems: { Status: { get: says("shared"), post: says("post") } },
    },
  };
  const { contract } = await startMock({ document });
  expect(contract.operations.map(({ id }) => id)).toEqual(["own", "post"]);
});

test("OpenAPI 3.2: more methods, more media types by reference", async () => {
  const document = {
    ...api("x"),
    openapi: "3.2.0",
    $self: "https://example.test/x.json",
    paths: {
      "/things": {
        query: says("ask"),
        additionalOperations: { COPY: says("copy") },
        get: {
          responses: {
            200: {
              summary: "all",
              content: {
                "application/json": { $ref: "https://example.test/x.json#/components/mediaTypes/Thing" },
                "application/jsonl": { itemSchema: { type: "object" } },
              },
            },
          },
        },
      },
    },
    components: { schemas: { Said: { const: "x" } }, mediaTypes: { Thing: { schema: { const: "thing" } } } },
  };
  const mock = await startMock({ document });
  expect(mock.contract.operations.map(({ id }) => id)).toEqual(["GET /things", "ask", "copy"]);
  expect(await said(`${mock.url}/things`)).toBe("thing");
  expect((await ask(`${mock.url}/things`, { method: "COPY" })).json).toBe("x");
});

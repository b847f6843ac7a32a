import { Buffer } from "node:buffer";
import type { MockServer } from "../../src/index.ts";
import { ask, startMock, stopAll, type Asking } from "../support/mock.ts";
import { shop } from "../support/postman.ts";
import { plainJudge } from "../support/schemas.ts";
import { verdictOf } from "../support/verdict.ts";

let mock: MockServer;
let url: string;

beforeAll(async () => {
  mock = await startMock({ document: shop });
  url = `${mock.url}/v1`;
});
afterAll(stopAll);
// What one test removes is not to be missing in the next.
beforeEach(() => ask(`${mock.url}/__admin/reset`, { method: "POST" }));

const bearer = { authorization: "Bearer t" };
const verdict = (path: string, asking: Asking = {}) =>
  verdictOf(`${url}${path}`, { headers: bearer, ...asking });
const tenant = { ...bearer, "x-tenant": "north" };

describe("a Postman collection is served", () => {
  test("its requests below the path that {{baseUrl}} brings, and at the bare path", async () => {
    for (const base of [url, mock.url]) {
      expect((await ask(`${base}/orders/7?expand=lines`, { headers: tenant })).status).toBe(200);
    }
  });

  test("a saved response is the answer, with its headers; others are asked for by name or status", async () => {
    const read = (prefer = "") => ask(`${url}/orders/41?expand=lines`, { headers: { ...tenant, prefer } });
    const { json, headers } = await read();
    expect(json).toEqual({ id: 41, total: 10, lines: [{ sku: "a", note: null }], tags: [] });
    expect([headers.get("x-version"), headers.get("content-type")]).toEqual(["3", "application/json"]);
    expect((await read("example=A free order")).json).toEqual({ id: 42, total: 0.5, gift: true });
    expect(await read("code=404")).toMatchObject({ status: 404, json: { error: "no such order" } });
  });

  test("generated answers have the types that the saved ones have", async () => {
    const judge = plainJudge({
      type: "object",
      properties: {
        id: { type: "integer" },
        total: { type: "number" },
        lines: { type: "array", items: { type: "object", properties: { sku: { type: "string" } } } },
        gift: { type: "boolean" },
      },
    });
    for (const seed of ["a", "b", "c"]) {
      const headers = { ...tenant, prefer: `dynamic=true, seed=${seed}` };
      expect(judge((await ask(`${url}/orders/1?expand=lines`, { headers })).json)).toEqual([]);
    }
  });

  test("a response that is not JSON is sent as it was saved", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const { text } = await ask(`${url}/session`, { method: "POST", headers, body: "user=ada" });
    expect(text).toBe("welcome");
  });

  test("without saved responses a request is answered all the same", async () => {
    const headers = { authorization: `Basic ${Buffer.from("a:b").toString("base64")}` };
    expect(await verdict("/self", { headers })).toEqual(["200"]);
  });

  test("a variable without a value is a parameter of the path", async () => {
    expect(await verdict("/orders/any", { method: "DELETE" })).toEqual(["204"]);
  });

  test("what OpenAPI has no word for is left out, and said", () => {
    expect(mock.contract.unusable).toEqual([
      {
        operation: "Lock",
        place: "#/item/1/item/3/request/method",
        cause: "the method LOCK cannot be described by OpenAPI",
      },
    ]);
  });
});

describe("requests to it are judged", () => {
  test("what all its requests send must be sent; what one has switched off need not", async () => {
    expect(await verdict("/orders/7")).toEqual([
      "422",
      "query /expand required",
      "header /x-tenant required",
    ]);
    expect(await verdict("/orders/7?expand=lines&page=2", { headers: tenant })).toEqual(["200"]);
  });

  test("bodies have the types of the saved ones, of all requests with one method and path", async () => {
    const add = (body: unknown) => verdict("/orders", { method: "POST", body });
    expect(await add({ sku: "b", count: 1, price: 9.5 })).toEqual(["201"]);
    expect(await add({ lines: [2, 3] })).toEqual(["201"]);
    expect(await add({ sku: 5, lines: "x" })).toEqual(["422", "body /sku type", "body /lines type"]);
    expect((await verdict("/orders", { method: "POST" }))[0]).toBe("422");
  });

  test("forms, files and GraphQL are taken", async () => {
    const body = new FormData();
    body.append("file", new Blob(["x"]));
    body.append("alt", "y");
    const picture = await fetch(`${url}/picture`, { method: "PUT", headers: { "x-key": "k" }, body });
    expect(picture.status).toBe(200);
    const query = { query: "{ top }", variables: {} };
    expect(await verdict("/graphql", { method: "POST", body: query })).toEqual(["200"]);
    expect(await verdict("/graphql", { method: "POST", body: { query: 1 } })).toEqual([
      "422",
      "body /query type",
    ]);
  });

  test("a variable in a body stands for a value of any kind", async () => {
    for (const count of [1, "one", null]) {
      expect(await verdict("/template", { method: "PUT", body: { count, name: "x" } })).toEqual(["200"]);
    }
  });
});

describe("its credentials are asked for", () => {
  test("of the collection, of a folder, or of a request", async () => {
    const get = (path: string, headers: Record<string, string>) => verdict(path, { headers });
    expect(await get("/orders/7?expand=lines", { "x-tenant": "north" })).toEqual(["401"]);
    expect(await verdict("/picture", { method: "PUT" })).toEqual(["401"]);
    expect(await get("/self", { "x-key": "k" })).toEqual(["401"]);
  });

  test("of kinds that OpenAPI has no name for, the header", async () => {
    const put = (headers: Record<string, string>) =>
      verdict("/template", { method: "PUT", body: {}, headers });
    expect(await put({})).toEqual(["401"]);
    expect(await put({ authorization: "Hawk id=1" })).toEqual(["200"]);
  });
});

describe("other shapes of a collection are read", () => {
  const request = { name: "Read", request: "https://api.example.com/things" };
  const schema = "https://schema.getpostman.com/json/collection/v2.0.0/collection.json";

  test("version 2.0, and a request that is nothing but a URL", async () => {
    const { url } = await startMock({
      document: {
        info: { name: "Old", schema },
        auth: { type: "apikey", apikey: { key: "X-K", in: "query" } },
        item: [request],
      },
    });
    expect((await ask(`${url}/things`)).status).toBe(401);
    expect((await ask(`${url}/things?X-K=1`)).status).toBe(200);
  });

  test("variables that grow without end do not", async () => {
    const variable = Array.from({ length: 40 }, (_, n) => ({
      key: `v${String(n)}`,
      value: `{{v${String(n + 1)}}}`.repeat(10),
    }));
    const item = [{ name: "Read", request: { url: "https://api.example.com/things?q={{v0}}" } }];
    const { url } = await startMock({ document: { info: { name: "Laughs", schema }, variable, item } });
    expect((await ask(`${url}/things?q=1`)).status).toBe(200);
  });

  test("a collection without requests starts, and says that it has none", async () => {
    const { contract } = await startMock({ document: { info: { name: "Empty", schema }, item: [] } });
    expect(contract.warnings).toEqual([expect.stringContaining("the document has no operations")]);
  });
});

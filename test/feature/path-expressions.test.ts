import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

interface Named {
  readonly in?: string;
  readonly name: string;
  readonly style?: string;
  readonly schema?: object;
}

/** A document with one operation, which declares these parameters, all required. */
async function keyed(key: string, ...parameters: readonly Named[]) {
  const declared = parameters.map((one) => ({ in: "path", required: true, schema: {}, ...one }));
  const operation = { parameters: declared, responses: { 200: { description: "OK" } } };
  const { url } = await startMock({
    document: {
      openapi: "3.1.0",
      info: { title: "Keys", version: "1" },
      paths: { [key]: { get: operation } },
    },
  });
  return async (...paths: readonly string[]) =>
    Promise.all(paths.map(async (path) => (await ask(url + path)).status));
}

const whole = { type: "integer" };

test("/pets{?tag,limit}: the query is no part of the path, and is judged as it is declared", async () => {
  const statuses = await keyed("/pets{?tag,limit}", { in: "query", name: "limit", schema: whole });
  expect(await statuses("/pets?limit=1", "/pets?limit=x", "/pets")).toEqual([200, 422, 422]);
});

test.each([
  "/files/{proxy+}",
  "/files/{+proxy}",
  "/files{/proxy*}",
  "/files/{proxy=**}",
  "/files/{proxy=a/*}",
])("%s takes slashes, and not nothing", async (key) => {
  const statuses = await keyed(key, { name: "proxy", schema: { type: "string", maxLength: 5 } });
  expect(await statuses("/files/a", "/files/a/b/c", "/files/a/b/c/d", "/files/")).toEqual([
    200, 200, 422, 422,
  ]);
});

test("what a gateway calls {proxy+} may be declared so, too", async () => {
  const statuses = await keyed("/{proxy+}", { name: "proxy+", schema: { type: "string", minLength: 2 } });
  expect(await statuses("/a/b", "/a")).toEqual([200, 422]);
});

test("another path goes before one that takes all that is left", async () => {
  const says = (said: string) => ({
    get: {
      responses: { 200: { description: "OK", content: { "application/json": { example: { said } } } } },
    },
  });
  const paths = {
    "/files/{proxy+}": says("rest"),
    "/files/{id}": says("one"),
    "/files/{id}/raw": says("raw"),
    "/files/new": says("new"),
  };
  const { url, contract } = await startMock({
    document: { openapi: "3.1.0", info: { title: "Keys", version: "1" }, paths },
  });
  expect(contract.unusable).toEqual([]);
  const said = async (path: string) => (await ask(url + path)).json["said"];
  const found = await Promise.all(
    ["/files/new", "/files/7", "/files/7/raw", "/files/7/cut", "/files/a/b/c"].map(said),
  );
  expect(found).toEqual(["new", "one", "raw", "rest", "rest"]);
  expect((await ask(`${url}/files/a/b/c`, { method: "POST" })).status).toBe(405);
});

test.each(["/x/{id:[0-9]+}", "/x/{id:[0-9]{1,3}}", "/x/{ id }", "/x/{id?}", "/x/{id=*}", "/x{/id}"])(
  "%s is /x/{id}",
  async (key) => {
    const statuses = await keyed(key, { name: "id", schema: whole });
    expect(await statuses("/x/7", "/x/a", "/x/7/8")).toEqual([200, 422, 404]);
  },
);

test("what `.` and `;` write is in the value, as the styles label and matrix have it", async () => {
  const matrix = await keyed("/x{;id}", { name: "id", style: "matrix", schema: whole });
  expect(await matrix("/x;id=7", "/x;id=a")).toEqual([200, 422]);
  const label = await keyed("/x{.form}", { name: "form", style: "label", schema: { enum: ["json", "csv"] } });
  expect(await label("/x.json", "/x.xml")).toEqual([200, 422]);
});

test("two keys that are one path: the second is listed, with the first", async () => {
  const get = { responses: { 200: { description: "OK" } } };
  const { contract } = await startMock({
    document: {
      openapi: "3.1.0",
      info: { title: "Keys", version: "1" },
      paths: { "/x": { get }, "/x{?q}": { get } },
    },
  });
  expect(contract.unusable).toEqual([
    {
      operation: "GET /x",
      place: "#/paths/~1x{?q}/get",
      cause: "no request can tell it from GET /x, which comes first",
    },
  ]);
});

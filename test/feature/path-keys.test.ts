import { validated, saved } from "../support/findings.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const answering = (said: string, more: object = {}) => ({
  responses: {
    200: {
      description: "OK",
      content: { "application/json": { schema: { type: "object" }, example: { said } } },
    },
  },
  ...more,
});

const documentOf = (paths: Record<string, object>) => ({
  openapi: "3.1.0",
  info: { title: "Keys", version: "1" },
  paths,
});

async function saying(paths: Record<string, object>) {
  const { url } = await startMock({ document: documentOf(paths) });
  return async (path: string, headers: Record<string, string> = {}) => {
    const { status, json } = await ask(url + path, { headers });
    return status === 200 ? json["said"] : status;
  };
}

const query = (name: string, schema: object, required = true) => ({ name, in: "query", required, schema });

describe("a key of paths with a query behind it", () => {
  test("is the operation of requests that have its values, the most exact first", async () => {
    const said = await saying({
      "/things": { get: answering("all") },
      "/things?action=list": { get: answering("list") },
      "/things?action=list&view=short": { get: answering("short") },
      "/things?action=drop%20it": { get: answering("drop") },
      "/things/{id}?full=true": { get: answering("full") },
    });
    expect(await said("/things")).toBe("all");
    expect(await said("/things?action=other")).toBe("all");
    expect(await said("/things?page=2&action=list")).toBe("list");
    expect(await said("/things?view=short&action=list")).toBe("short");
    expect(await said("/things?action=drop+it")).toBe("drop");
    expect(await said("/things/7?full=true")).toBe("full");
  });

  test("is not found without its values: a 404 names it", async () => {
    const document = documentOf({ "/rest?method=a.list": { get: answering("a") } });
    const { url } = await startMock({ document });
    const { status, json } = await ask(`${url}/rest?method=b.list`);
    expect([status, json["code"], json["nearMisses"]]).toEqual([
      404,
      "no-operation",
      ["GET /rest?method=a.list"],
    ]);
    expect((await ask(`${url}/rest`, { method: "POST" })).status).toBe(405);
  });

  test("is told from others by the names in it, and judged like any other", async () => {
    const said = await saying({
      "/now?city={city}&country={country}": {
        get: answering("city", { parameters: [query("city", { type: "string" })] }),
      },
      "/now?lat={lat}&lon={lon}": {
        get: answering("place", {
          parameters: [query("lat", { type: "number" }), query("lon", { type: "number" })],
        }),
      },
    });
    expect(await said("/now?lat=1&lon=2")).toBe("place");
    expect(await said("/now?city=Paris")).toBe("city");
    expect(await said("/now?lat=1")).toBe(422);
  });

  test("may have parameters of the path in it", async () => {
    const said = await saying({
      "/export?filename={name}": {
        get: answering("export", {
          parameters: [
            { name: "name", in: "path", required: true, schema: { type: "string", minLength: 3 } },
          ],
        }),
      },
    });
    expect(await said("/export?filename=all")).toBe("export");
    expect(await said("/export?filename=a")).toBe(422);
    expect(await said("/export")).toBe(422);
  });

  test("keeps to itself what --strict knows of its query", async () => {
    const document = documentOf({ "/rest?method=list": { get: answering("a") } });
    const { url } = await startMock({ document, strict: true });
    expect((await ask(`${url}/rest?method=list`)).status).toBe(200);
    expect((await ask(`${url}/rest?method=list&more=1`)).status).toBe(422);
  });
});

describe("a key of paths with a fragment behind it", () => {
  test("is told by a parameter of the same name and value, in query or header", async () => {
    const target = (value: string) => ({
      parameters: [{ name: "X-Target", in: "header", required: true, schema: { enum: [value] } }],
    });
    const said = await saying({
      "/#Action=List": { get: answering("list", { parameters: [query("Action", { enum: ["List"] })] }) },
      "/#Action=Drop": { get: answering("drop", { parameters: [query("Action", { enum: ["Drop"] })] }) },
      "/rpc#X-Target=One": { get: answering("one", target("One")) },
      "/rpc#X-Target=Two": { get: answering("two", target("Two")) },
    });
    expect(await said("/?Action=List")).toBe("list");
    expect(await said("/?Action=Drop")).toBe("drop");
    expect(await said("/rpc", { "x-target": "Two" })).toBe("two");
    expect(await said("/rpc", { "x-target": "Three" })).toBe(404);
  });

  test("is no other path otherwise: the first one answers, and validate names the others", async () => {
    const paths = { "/x": { put: answering("plain") }, "/x#again": { put: answering("again") } };
    const { url } = await startMock({ document: documentOf(paths) });
    expect((await ask(`${url}/x`, { method: "PUT" })).json).toEqual({ said: "plain" });
    const files = await saved({ "a.json": JSON.stringify(documentOf(paths)) });
    const { findings } = await validated([files["a.json"]]);
    expect(findings.map(({ code, said, place }) => [code, said, place])).toEqual([
      ["unusable-part", "no request can tell it from PUT /x, which comes first", "#/paths/~1x#again/put"],
    ]);
  });
});

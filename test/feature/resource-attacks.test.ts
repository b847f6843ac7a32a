import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const json = (schema: object) => ({ content: { "application/json": { schema } } });
const thing = {
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "string" },
    note: { type: "string" },
    more: { type: "object" },
    seen: { type: "array" },
  },
};
const ok = (status: number) => ({ [status]: { description: "ok", ...json(thing) } });
const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];
const page = [
  { name: "limit", in: "query", schema: { type: "integer" } },
  { name: "cursor", in: "query", schema: { type: "string" } },
  { name: "note", in: "query", schema: { type: "string" } },
  { name: "sort", in: "query", schema: { type: "string" } },
];
const document = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1" },
  paths: {
    "/things": {
      post: { requestBody: json(thing), responses: ok(201) },
      get: {
        parameters: page,
        responses: { 200: { description: "ok", ...json({ type: "array", items: thing }) } },
      },
    },
    "/things/{id}": {
      parameters,
      get: { responses: ok(200) },
      put: { requestBody: json(thing), responses: ok(200) },
      delete: { responses: { 204: { description: "gone" } } },
      patch: {
        requestBody: {
          content: { "application/json-patch+json": {}, "application/merge-patch+json": {} },
        },
        responses: ok(200),
      },
    },
  },
};

const open = async (options: object = {}) => (await startMock({ document, ...options })).url + "/things";
const post = async (url: string, body: unknown) => ask(url, { method: "POST", body });
const patch = async (url: string, body: unknown, type = "json-patch") =>
  ask(url, { method: "PATCH", body, headers: { "content-type": `application/${type}+json` } });

test("ids that look like paths, escapes or parts of an object are ids like others", async () => {
  const url = await open();
  const ids = [
    "a/b",
    "a%2Fb",
    "..",
    ".",
    "?x=1",
    "#",
    "__proto__",
    "constructor",
    "größe",
    " ",
    "\u0000",
    "💡",
  ];
  for (const id of ids) {
    const created = await post(url, { id, note: id });
    expect(created.status).toBe(201);
    if (id === "." || id === "..") continue; // clients resolve these themselves
    const own = new URL(created.headers.get("location") ?? "", url).href;
    expect((await ask(own)).json).toMatchObject({ id, note: id });
    expect((await ask(own, { method: "DELETE" })).status).toBe(204);
    expect((await ask(own)).status).toBe(404);
  }
  expect((await ask(url)).json).toHaveLength(2);
});

test("no patch is too large, too deep or too odd to be answered", async () => {
  const url = await open();
  await post(url, { id: "a", note: "" });
  const deep = (depth: number) => `${'{"more":'.repeat(depth)}{}${"}".repeat(depth)}`;
  const patches: readonly unknown[] = [
    Array.from({ length: 5000 }, () => ({ op: "add", path: "/note", value: "x" })),
    [{ op: "add", path: "/more".repeat(5000), value: 1 }],
    [{ op: "add", path: "/more", value: JSON.parse(deep(900)) as unknown }],
    Array.from({ length: 60 }, (_, n) => ({ op: "copy", from: "", path: `/more${String(n)}` })),
    [{ op: "add", path: "/__proto__/polluted", value: true }],
    [{ op: "remove", path: "" }],
    [{ op: "replace", path: "", value: null }],
    [{ op: "replace", path: "/id", value: "b" }],
    {},
    null,
    7,
  ];
  for (const one of patches) {
    const { status } = await patch(`${url}/a`, one);
    expect([200, 400, 409, 422]).toContain(status);
  }
  for (const text of [deep(900), deep(5000), '{"__proto__":{"id":"b"},"constructor":1}']) {
    expect([200, 400, 422]).toContain((await patch(`${url}/a`, text, "merge-patch")).status);
  }
  expect((await ask(`${url}/a`)).json["id"]).toBe("a");
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("of many writes to one thing at once none is lost", async () => {
  const url = await open();
  await post(url, { id: "a", note: "", seen: [] });
  const writes = Array.from({ length: 60 }, async (_, n) =>
    patch(`${url}/a`, [{ op: "add", path: "/seen/-", value: n }]),
  );
  expect(new Set((await Promise.all(writes)).map(({ status }) => status))).toEqual(new Set([200]));
  const { seen } = (await ask(`${url}/a`)).json;
  expect((seen as number[]).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n));
});

test("of many creates with one id one succeeds", async () => {
  const url = await open();
  const all = await Promise.all(Array.from({ length: 20 }, async () => post(url, { id: "a" })));
  expect(all.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(19).fill(409)]);
});

test("a full store says so, and still changes what it has", async () => {
  const url = await open({ maxRecords: 2, maxStoreBytes: 2000 });
  await post(url, { id: "a", note: "1" });
  await post(url, { id: "b", note: "1" });
  const third = await post(url, { id: "c" });
  expect([third.status, third.json["code"]]).toEqual([507, "store-full"]);
  const put = await ask(`${url}/c`, { method: "PUT", body: { id: "c" } });
  expect(put.status).toBe(507);
  expect((await patch(`${url}/a`, [{ op: "add", path: "/note", value: "2" }])).json["note"]).toBe("2");
  const large = await patch(`${url}/a`, [{ op: "add", path: "/note", value: "x".repeat(3000) }]);
  expect(large.status).toBe(507);
  expect((await ask(`${url}/a`)).json["note"]).toBe("2");
});

test("whatever a list is asked for, it is answered", async () => {
  const url = await open();
  for (const note of ["a", "b"]) await post(url, { note });
  const cursors = ["W10", "WzFd", "bnVsbA", "WyItMSJd", "%00", "W".repeat(5000), "WzEsbnVsbF0", "LTE"];
  const queries = [...cursors.map((one) => `cursor=${one}`), "limit=0", "limit=99999999999", "limit=-1"];
  for (const query of [
    ...queries,
    "sort=__proto__",
    "sort=-,,-,note:",
    "note=__proto__",
    "sort=note&sort=id",
  ]) {
    expect([200, 422]).toContain((await ask(`${url}?${query}`)).status);
  }
});

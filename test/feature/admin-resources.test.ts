import { note, petServed, startAdmin, storeWith, type AdminApp } from "../support/admin-app.ts";
import { adminContract } from "../support/admin-document.ts";

let app: AdminApp;
beforeEach(async () => {
  app = await startAdmin();
});
afterEach(() => app.stop());

describe("the admin API tells", () => {
  test("what it can do, with links", async () => {
    const { json } = await app.call("/__admin");
    expect(json.resources).toContainEqual({
      method: "GET",
      href: "/__admin/requests",
      summary: "The session's journal, newest first",
    });
    expect(json.meta.total).toBe(adminContract.operations.length);
    expect((await app.call("/__admin/")).json).toEqual(json);
  });

  test("its own OpenAPI document", async () => {
    const { json } = await app.call("/__admin/openapi.json");
    expect(json.openapi).toBe("3.1.0");
    expect(json.servers).toEqual([{ url: "/__admin" }]);
    expect(Object.keys(json.paths)).toContain("/store/{collection}");
  });

  test("how it is", async () => {
    const { status, json } = await app.call("/__admin/health");
    expect(status).toBe(200);
    expect(json).toMatchObject({
      status: "ok",
      reasons: [],
      uptimeSeconds: 0,
      contract: { title: "Pets", version: "1.2.3", operations: 7 },
    });
    expect(json.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  test("that it is degraded, with 200: a mock that serves is alive", async () => {
    const served = petServed();
    const ill = await startAdmin({
      ...served,
      store: storeWith(served.store, {
        health: () => ({ state: "degraded", reasons: ["The disk is full."] }),
      }),
    });
    const { status, json } = await ill.call("/__admin/health");
    await ill.stop();
    expect([status, json.status, json.reasons]).toEqual([200, "degraded", ["The disk is full."]]);
  });

  test("what it serves", async () => {
    const { json } = await app.call("/__admin/contract");
    expect(json).toMatchObject({ title: "Pets", version: "1.2.3", source: "pets.json", operations: 7 });
    expect(json.collections).toContainEqual({ name: "pets", idField: "id" });
  });

  test("the operations, a window of them where that is asked for", async () => {
    const { json } = await app.call("/__admin/operations?limit=1&offset=1");
    expect(json).toEqual({
      operations: [
        {
          id: "createPet",
          method: "POST",
          path: "/pets",
          basePaths: ["/api/v1"],
          summary: "A new pet",
          requestTypes: ["application/json"],
          responses: ["201", "422"],
          fragment: "#/paths/~1pets/post",
        },
      ],
      unusable: [],
      meta: { total: 7, unusable: 0 },
    });
    expect((await app.call("/__admin/operations")).json.operations).toHaveLength(7);
  });

  test("the scenarios, and which are on", async () => {
    const { json } = await app.call("/__admin/scenarios");
    const still = { state: "Started", states: ["Started"], stubs: [] };
    expect(json.scenarios).toEqual([
      { name: "outage", description: "Everything is down.", active: false, ...still },
      { name: "magic", description: "Values that mean something.", active: true, ...still },
    ]);
  });

  test("HEAD as it tells GET, without the body", async () => {
    const { status, headers, text } = await app.call("/__admin/contract", { method: "HEAD" });
    expect([status, headers["content-type"], text]).toEqual([200, "application/json", ""]);
    expect(Number(headers["content-length"])).toBeGreaterThan(100);
  });

  test("what OPTIONS there are, and nothing of CORS", async () => {
    const { status, headers } = await app.call("/__admin/requests", { method: "OPTIONS" });
    expect([status, headers.allow]).toEqual([204, "GET, DELETE, HEAD, OPTIONS"]);
  });
});

describe("the journal", () => {
  test("of a session that was never used is empty, and asking creates no session", async () => {
    const { json } = await app.call("/__admin/requests", { headers: { "X-Mock-Session": "nobody" } });
    expect(json).toEqual({ requests: [], meta: { total: 0 } });
    expect((await app.call("/__admin/sessions")).json.sessions).toEqual([]);
  });

  test("is listed newest first, of the session asked for, by header or by prefix", async () => {
    note(app.served);
    const [first, second] = [note(app.served, { session: "a" }), note(app.served, { session: "a" })];
    const { json } = await app.call("/__admin/requests", { headers: { "X-Mock-Session": "a" } });
    expect(json.requests.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(json.meta).toEqual({ total: 2 });
    expect((await app.call("/__session/a/__admin/requests")).json).toEqual(json);
  });

  test("gives a hundred at a time unless told otherwise", async () => {
    for (let i = 0; i < 130; i++) note(app.served);
    const lengths = async (query: string) => {
      const { json } = await app.call(`/__admin/requests${query}`);
      return [json.requests.length, json.meta.total];
    };
    expect(await lengths("")).toEqual([100, 130]);
    expect(await lengths("?offset=100")).toEqual([30, 130]);
    expect(await lengths("?limit=1000")).toEqual([130, 130]);
    expect(await lengths("?limit=0")).toEqual([0, 130]);
  });

  test.each([
    ["status=404", 1],
    ["status=4XX", 2],
    ["method=post", 2],
    ["operation=createPet", 2],
    ["operation=POST%20/pets", 2],
    ["source=scenario", 1],
    ["source=scenario:outage", 1],
    ["source=scen", 0],
    ["unmatched=true", 1],
    ["unmatched=false", 2],
    ["status=4XX&operation=createPet", 1],
    ["violations=true", 1],
    ["violations=false", 2],
    ["url=/noth", 1],
    ["url=s?a=", 1],
    ["url=/nothing&violations=true", 0],
    ["since=default-1", 2],
    ["since=default-3", 0],
    ["since=2025-06-01T12:00:02Z", 2],
    ["since=2025-06-02", 0],
  ])("can be narrowed by %s", async (query, count) => {
    const request = {
      method: "GET",
      path: "/nothing",
      query: "",
      headers: {},
      body: Buffer.alloc(0),
      prefix: "",
    };
    const response = (status: number) => ({ status, headers: {}, body: "" });
    const time = (second: number) => Date.UTC(2025, 5, 1, 12, 0, second);
    const asked = { ...request, method: "POST", path: "/pets", query: "a=1" };
    const broken = { in: "body" as const, pointer: "", code: "x", message: "x", schemaPointer: "" };
    note(app.served, { time: time(1) });
    note(app.served, {
      time: time(2),
      source: "scenario:outage",
      request: asked,
      response: response(422),
      violations: [broken],
    });
    const unmatched = { operationId: undefined, source: "problem" as const };
    note(app.served, { ...unmatched, time: time(3), request, response: response(404) });
    const { json } = await app.call(`/__admin/requests?${query}`);
    expect([json.requests.length, json.meta.total]).toEqual([count, count]);
    const { json: reversed } = await app.call(`/__admin/requests?order=oldest&${query}`);
    expect(reversed.requests).toEqual(json.requests.toReversed());
  });

  test.each([
    ["limit=many", "limit"],
    ["limit=1001", "limit"],
    ["limit=-1", "limit"],
    ["offset=1.5", "offset"],
    ["status=600", "status"],
    ["unmatched=perhaps", "unmatched"],
    ["violations=1", "violations"],
    ["order=random", "order"],
    ["limt=3", "limt"],
  ])("refuses %s, names it, and what there is", async (query, name) => {
    const { status, json } = await app.call(`/__admin/requests?${query}`);
    expect([status, json.code]).toEqual([400, "admin-invalid-request"]);
    expect(json.errors[0]?.pointer).toBe(`/${name}`);
    expect(json.help).toContain("limit, offset, status, method, operation, source, unmatched, violations");
  });

  test("an operation that there is not is refused with the nearest, unless the journal has it", async () => {
    const { status, json, text } = await app.call("/__admin/requests?operation=createPets");
    expect([status, json.code]).toEqual([400, "admin-invalid-request"]);
    expect(text).toContain("did you mean createPet?");
    note(app.served, { operationId: "longGone" });
    expect((await app.call("/__admin/requests?operation=longGone")).json.requests).toHaveLength(1);
  });

  test.each(["default-99", "other-1", "yesterday", "12", ""])(
    "has nothing to begin from at %j, and says what it has",
    async (since) => {
      note(app.served);
      note(app.served, { session: "other" });
      const { status, json } = await app.call(`/__admin/requests?since=${since}`);
      expect([status, json.code]).toEqual([400, "admin-invalid-request"]);
      expect(json.help).toContain("It has default-1;");
    },
  );

  test("is a page where a person looks, which goes on where it ends", async () => {
    for (let i = 0; i < 3; i++) note(app.served);
    const headers = { Accept: "text/html" };
    const first = await app.call("/__admin/requests?limit=2&method=POST", { headers });
    expect([first.status, first.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(first.text).toContain("1 to 2 of 3");
    const [, next = ""] = /href="([^"]*offset=2[^"]*)"/.exec(first.text) ?? [];
    const second = await app.call(next.replaceAll("&amp;", "&"), { headers });
    expect(second.text).toContain("3 to 3 of 3");
    expect(second.text).not.toContain("The next");
  });

  test("shows an exchange by its id whatever the session, so that a problem's link works as it is", async () => {
    const { id } = note(app.served, { session: "team-7" });
    expect(id).toBe("team-7-1");
    const { status, json } = await app.call(`/__admin/requests/${id}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id,
      session: "team-7",
      operationId: "createPet",
      request: { method: "POST", url: "/pets", body: { name: "Rex" } },
      response: { status: 201, body: { id: 1, name: "Rex" } },
    });
  });

  test.each(["default-99", "nobody-1", "x", "-1", "%00", "default-1%2F..", "__proto__-1"])(
    "has no exchange %s",
    async (id) => {
      note(app.served);
      const { status, json } = await app.call(`/__admin/requests/${id}`);
      expect([status, json.code]).toEqual([404, "admin-not-found"]);
    },
  );

  test("keeps secrets to itself, in lists, in single exchanges and on pages", async () => {
    const { id } = note(app.served);
    const list = await app.call("/__admin/requests");
    const one = await app.call(`/__admin/requests/${id}`);
    const page = await app.call(`/__admin/requests/${id}`, { headers: { Accept: "text/html" } });
    expect(list.json.requests[0]?.request.headers["authorization"]).toBe("[redacted]");
    for (const { text } of [list, one, page]) {
      expect(text).toContain("[redacted]");
      expect(text).not.toContain("s3cret");
    }
  });

  test("shows an exchange as a page to whoever likes HTML best", async () => {
    const { id } = note(app.served);
    const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    const { headers, text } = await app.call(`/__admin/requests/${id}`, { headers: { Accept: browser } });
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers.vary).toBe("Accept");
    expect(text).toContain("<h2>Why</h2>");
    for (const accept of ["*/*", "application/json, text/plain, */*", "text/html;q=0.1, application/json"]) {
      const other = await app.call(`/__admin/requests/${id}`, { headers: { Accept: accept } });
      expect(other.headers["content-type"]).toBe("application/json");
    }
  });

  test("can be emptied without touching what is stored", async () => {
    note(app.served);
    await app.served.store.put(
      { session: "default", collection: "pets", idField: "id", key: "1" },
      record({ id: 1 }),
    );
    expect((await app.call("/__admin/requests", { method: "DELETE" })).status).toBe(204);
    expect((await app.call("/__admin/requests")).json.meta.total).toBe(0);
    expect((await app.call("/__admin/store/pets")).json).toEqual([{ id: 1 }]);
  });
});

describe("sessions", () => {
  test("are those that answered a request or hold records", async () => {
    note(app.served, { session: "b" });
    await app.served.store.put(
      { session: "a", collection: "pets", idField: "id", key: "1" },
      record({ id: 1 }),
    );
    const { json } = await app.call("/__admin/sessions");
    expect(json).toEqual({
      sessions: [
        { name: "a", requests: 0 },
        { name: "b", requests: 1 },
      ],
      meta: { total: 2 },
    });
  });

  test("can be ended; an unknown one cannot", async () => {
    note(app.served, { session: "test-1" });
    expect((await app.call("/__admin/sessions/test-1", { method: "DELETE" })).status).toBe(204);
    expect((await app.call("/__admin/sessions")).json.sessions).toEqual([]);
    note(app.served, { session: "test-1" });
    const { status, json } = await app.call("/__admin/sessions/test-2", { method: "DELETE" });
    expect([status, json.code, json.nearMisses]).toEqual([404, "admin-not-found", ["test-1"]]);
  });

  test.each([undefined, {}])("begin anew after POST /reset with body %p", async (json) => {
    for (const session of ["a", "b"]) {
      note(app.served, { session });
      await app.served.store.put({ session, collection: "pets", idField: "id", key: "1" }, record({ id: 1 }));
    }
    const headers = { "X-Mock-Session": "a" };
    expect((await app.call("/__admin/reset", { method: "POST", headers, json })).status).toBe(204);
    expect((await app.call("/__admin/store/pets", { headers })).json).toEqual([]);
    expect((await app.call("/__admin/requests", { headers })).json.meta.total).toBe(0);
    expect((await app.call("/__session/b/__admin/store/pets")).json).toEqual([{ id: 1 }]);
  });
});

function record(value: Record<string, unknown>) {
  return { value, json: JSON.stringify(value) };
}

import { petServed, startAdmin, type AdminApp } from "../support/admin-app.ts";

let app: AdminApp;
beforeEach(async () => {
  app = await startAdmin(petServed({ maxRecords: 100 }));
});
afterEach(() => app.stop());

const put = (collection: string, json: unknown, session = "default") =>
  app.call(`/__admin/store/${collection}`, { method: "PUT", json, headers: { "X-Mock-Session": session } });

describe("the store", () => {
  test("lists the collections of the contract before anything is written, and what was written", async () => {
    expect((await put("users/7/notes", [{ id: 1, text: "buy milk" }])).status).toBe(200);
    const { json } = await app.call("/__admin/store");
    expect(json.collections).toEqual([
      { name: "pets", count: 0, written: false },
      { name: "tags", count: 0, written: false },
      { name: "events", count: 0, written: false },
      { name: "users/7/notes", count: 1, written: true },
    ]);
  });

  test("gives back what was put in, in its order", async () => {
    const pets = [
      { id: 9, name: "Rex", owner: { email: "ada@example.com" } },
      { id: 3, name: "Tom", extra: true },
    ];
    const { status, json } = await put("pets", pets);
    expect([status, json]).toEqual([200, pets]);
    const read = await app.call("/__admin/store/pets");
    expect(read.json).toEqual(pets);
    expect(read.headers["x-total-count"]).toBe("2");
    const window = await app.call("/__admin/store/pets?limit=1&offset=1");
    expect([window.json, window.headers["x-total-count"]]).toEqual([[pets[1]], "2"]);
    expect(await app.served.store.get("default", "pets", "3")).toMatchObject({ value: pets[1] });
  });

  test("replaces; it does not add", async () => {
    await put("pets", [{ id: 1, name: "Rex" }]);
    await put("pets", [{ id: 2, name: "Tom" }]);
    expect((await app.call("/__admin/store/pets")).json).toEqual([{ id: 2, name: "Tom" }]);
  });

  test("is another one in each session", async () => {
    await put("pets", [{ id: 1, name: "Rex" }], "a");
    expect((await app.call("/__admin/store/pets")).json).toEqual([]);
    expect((await app.call("/__session/a/__admin/store/pets")).json).toHaveLength(1);
  });

  test("numbers records that have no id, over those that were sent, and what is created later goes on from there", async () => {
    const { list } = await put("pets", [{ id: 2, name: "Rex" }, { name: "Tom" }, { id: null, name: "Kit" }]);
    expect(list.map(({ id }) => id)).toEqual([2, 1, 3]);
    expect(await app.served.store.increment("default", "ids", "pets")).toBe(4);
  });

  test("numbers with text where the contract has text", async () => {
    expect((await put("tags", [{}, { id: "2" }, {}])).json).toEqual([{ id: "1" }, { id: "2" }, { id: "3" }]);
  });

  test("keeps equal things apart that have no id of their own", async () => {
    const events = [{ what: "rain" }, { what: "rain" }];
    expect((await put("events", events)).json).toEqual(events);
    expect((await app.call("/__admin/store/events")).json).toEqual(events);
  });

  test("takes a name with slashes as it is and escaped", async () => {
    await put("users%2F7%2Fnotes", [{ id: 1, text: "buy milk" }]);
    for (const path of ["users/7/notes", "users%2f7%2Fnotes", "users%2F7/notes"]) {
      expect((await app.call(`/__admin/store/${path}`)).json).toHaveLength(1);
    }
    expect((await app.call("/__admin/store/users/8/notes")).json).toEqual([]);
  });

  test("names every place where a record breaks the contract, and changes nothing", async () => {
    await put("pets", [{ id: 1, name: "Rex" }]);
    const { status, json } = await put("pets", [
      { id: 2, name: "" },
      { id: "3", name: "Kit", owner: { email: "nobody" } },
      { name: "fine" },
    ]);
    expect([status, json.code]).toEqual([422, "admin-invalid-request"]);
    expect(json.errors.map(({ pointer }) => pointer)).toEqual(["/0/name", "/1/id", "/1/owner/email"]);
    expect(json.errors[0]?.message).toBe("0.name must have at least 1 character");
    expect((await app.call("/__admin/store/pets")).json).toEqual([{ id: 1, name: "Rex" }]);
    expect(await app.served.store.count("default", "ids", "pets")).toBe(0);
  });

  test("refuses one id twice", async () => {
    const { status, json } = await put("pets", [
      { id: 1, name: "Rex" },
      { id: 1, name: "Tom" },
    ]);
    expect([status, json.errors[0]?.pointer]).toEqual([422, "/1/id"]);
    expect(json.errors[0]?.message).toBe("1.id must not be 1: record 0 is");
  });

  test.each([[{ id: 1 }], ["pets"], [[1]], [[null]], [[[]]], [null]])(
    "refuses %j: not a list of objects",
    async (json) => {
      const answer = await put("pets", json);
      expect([answer.status, answer.json.code]).toEqual([400, "admin-invalid-request"]);
      expect(answer.json.errors[0]?.in).toBe("body");
    },
  );

  test("refuses nothing at all, and what is no JSON", async () => {
    const headers = { "Content-Type": "application/json" };
    for (const body of ["", "[{]", "[", '[{"id":01}]', "\u0000", "[".repeat(5000)]) {
      const answer = await app.call("/__admin/store/pets", { method: "PUT", headers, body });
      expect([answer.status, answer.json.code]).toEqual([400, "admin-invalid-request"]);
    }
  });

  test("refuses more records than a session may hold, and keeps what it had", async () => {
    await put("pets", [{ id: 1, name: "Rex" }]);
    const { status, json } = await put(
      "pets",
      Array.from({ length: 101 }, (_, id) => ({ id, name: "Rex" })),
    );
    expect([status, json.code]).toEqual([507, "store-full"]);
    expect((await app.call("/__admin/store/pets")).json).toHaveLength(1);
  });

  test("can be emptied, and is the authority from then on", async () => {
    await put("pets", [{ id: 1, name: "Rex" }]);
    expect((await app.call("/__admin/store/pets", { method: "DELETE" })).status).toBe(204);
    expect((await app.call("/__admin/store/pets")).json).toEqual([]);
    expect(await app.served.store.isWritten("default", "pets")).toBe(true);
  });

  test.each(["GET", "PUT", "DELETE"])(
    "%s says where neither contract nor session has a collection",
    async (method) => {
      const json = method === "PUT" ? [] : undefined;
      const answer = await app.call("/__admin/store/pet", { method, json });
      expect([answer.status, answer.json.code]).toEqual([404, "admin-not-found"]);
      expect(answer.json.nearMisses).toContain("pets");
      for (const name of [
        "users/notes",
        "users/7/notes/1",
        "users//notes",
        "__proto__",
        "..%2f..%2fetc",
        "%E0%A4",
      ]) {
        expect((await app.call(`/__admin/store/${name}`, { method, json })).status).toBe(404);
      }
      expect((await app.call("/__admin/sessions")).json.sessions).toEqual([]);
    },
  );

  test("shows a collection that only the session has", async () => {
    const value = { anything: true };
    await app.served.store.put(
      { session: "default", collection: "old", idField: "id", key: "1" },
      { value, json: JSON.stringify(value) },
    );
    expect((await app.call("/__admin/store/old")).json).toEqual([value]);
    expect((await put("old", [{ id: "x" }, {}])).json).toEqual([{ id: "x" }, { id: 1 }]);
  });
});

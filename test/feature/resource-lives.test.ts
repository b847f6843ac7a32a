import type { MockServer } from "../../src/index.ts";
import { ask, startMock, stopAll, type Asking } from "../support/mock.ts";

afterAll(stopAll);

type Thing = Record<string, unknown>;

/** A client of one session of a server. */
function clientOf(mock: MockServer, base: string, session: string) {
  const { url } = mock.session(session);
  const send =
    (method: string) =>
    async (path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const asking: Asking = { method, headers, body };
      return ask(url + base + path, asking);
    };
  const get = async (path: string, headers: Record<string, string> = {}) =>
    send("GET")(path, undefined, headers);
  return {
    prefix: new URL(url).pathname.replace(/\/$/, "") + base,
    get,
    list: async (path: string) => (await get(path)).json as unknown as Thing[],
    post: send("POST"),
    put: send("PUT"),
    patch: send("PATCH"),
    delete: send("DELETE"),
  };
}

const without = (thing: Thing, name: string): Thing =>
  Object.fromEntries(Object.entries(thing).filter(([own]) => own !== name));

const day = /^2025-11-17T09:00:\d\dZ$/;

describe("a shop", () => {
  const open = async () => {
    const mock = await startMock({ document: "test/support/shop.yaml" });
    return { mine: clientOf(mock, "/api/v1", "mine"), other: clientOf(mock, "/api/v1", "other") };
  };
  const ada = { name: "Ada", email: "ada@example.org", nickname: "Countess" };

  test("a customer's whole life, unseen by another session", async () => {
    const { mine, other } = await open();
    const created = await mine.post("/customers", ada);
    expect([created.status, created.headers.get("location")]).toEqual([201, `${mine.prefix}/customers/1`]);
    expect(created.json).toMatchObject({ id: 1, ...ada });
    expect(created.json["created_at"]).toMatch(day);
    expect(created.json["updated_at"]).toBe(created.json["created_at"]);
    expect((await mine.get("/customers/1")).json).toEqual(created.json);

    const merge = { "content-type": "application/merge-patch+json" };
    const patched = await mine.patch(
      "/customers/1",
      { nickname: null, address: { street: "S", city: "C" } },
      merge,
    );
    expect(patched.json).toEqual({
      ...without(created.json, "nickname"),
      address: { street: "S", city: "C" },
      updated_at: expect.any(String) as string,
    });
    expect(String(patched.json["updated_at"]) > String(created.json["updated_at"])).toBe(true);
    const moved = await mine.patch("/customers/1", { address: { city: "D" } }, merge);
    expect(moved.json["address"]).toEqual({ street: "S", city: "D" });
    const refused = await mine.patch("/customers/1", { name: null }, merge);
    expect([refused.status, refused.json["errors"]]).toEqual([
      422,
      { name: ["name must not be removed: it is required"] },
    ]);

    const replaced = await mine.put("/customers/1", { name: "Grace", email: "grace@example.org" });
    expect(replaced.status).toBe(200);
    expect(replaced.json).toEqual({
      ...{ id: 1, name: "Grace", email: "grace@example.org", created_at: created.json["created_at"] },
      updated_at: expect.stringMatching(day) as string,
    });
    const put = await mine.put("/customers/77", ada);
    expect([put.status, put.json["id"]]).toEqual([201, 77]);
    expect((await mine.get("/customers/77")).json).toEqual(put.json);

    expect((await mine.delete("/customers/1")).status).toBe(204);
    for (const gone of [
      mine.get("/customers/1"),
      mine.delete("/customers/1"),
      mine.patch("/customers/1", {}, merge),
    ]) {
      const { status, json } = await gone;
      expect([status, typeof json["message"]]).toEqual([404, "string"]);
    }
    expect((await other.get("/customers/1")).status).toBe(200);
    expect((await other.post("/customers", ada)).json).toEqual(created.json);
  });

  test("customers come in pages", async () => {
    const { mine } = await open();
    for (let n = 1; n <= 5; n++) await mine.post("/customers", { ...ada, name: `C${String(n)}` });
    const { json, headers } = await mine.get("/customers?per_page=2&page=2");
    expect((json["data"] as Thing[]).map(({ name }) => name)).toEqual(["C3", "C4"]);
    expect(json).toMatchObject({ total: 5, page: 2, total_pages: 3, next_page: 3 });
    expect(headers.get("x-total-count")).toBe("5");
    const url = (page: number) => `<${mine.prefix}/customers?per_page=2&page=${String(page)}>`;
    expect(headers.get("link")).toBe(
      `${url(1)}; rel="first", ${url(1)}; rel="prev", ${url(3)}; rel="next", ${url(3)}; rel="last"`,
    );
    const last = await mine.get("/customers?per_page=2&page=3");
    expect([last.json["next_page"], (last.json["data"] as Thing[]).length]).toEqual([null, 1]);
  });

  test("an order belongs to its customer, wherever it is asked for", async () => {
    const { mine } = await open();
    await mine.post("/customers", ada);
    await mine.post("/customers", ada);
    const order = await mine.post("/customers/2/orders", { total: 5, status: "open" });
    expect(order.json).toMatchObject({ customer_id: 2, total: 5 });
    expect(order.json["order_id"]).toMatch(/^ord_[a-z0-9]{8}$/);
    const id = String(order.json["order_id"]);
    expect(order.headers.get("location")).toBe(`${mine.prefix}/orders/${id}`);
    expect((await mine.get(`/orders/${id}`)).json).toEqual(order.json);
    expect(await mine.list("/customers/2/orders")).toEqual([order.json]);
    expect(await mine.list("/customers/1/orders")).toEqual([]);
    expect((await mine.get("/customers/3/orders")).status).toBe(404);
    expect((await mine.post("/customers/3/orders", { total: 5, status: "open" })).status).toBe(404);
    await mine.delete("/customers/2");
    expect((await mine.get("/customers/2/orders")).status).toBe(404);
  });

  test("orders are filtered and sorted by what the document declares", async () => {
    const { mine } = await open();
    await mine.post("/customers", ada);
    const orders = [
      { total: 30, status: "open", gift: true, note: "For Ada" },
      { total: 10, status: "paid", gift: false, note: "x" },
      { total: 20, status: "shipped", gift: true, note: "y" },
    ];
    for (const order of orders) await mine.post("/orders", order);
    const totals = async (query: string) => (await mine.list(`/orders?${query}`)).map(({ total }) => total);
    expect(await totals("status=paid")).toEqual([10]);
    expect(await totals("status=paid&status=open")).toEqual([30, 10]);
    expect(await totals("status=lost")).toEqual([30, 10, 20]);
    expect(await totals("gift=true")).toEqual([30, 20]);
    expect(await totals("min_total=20")).toEqual([30, 20]);
    expect(await totals("customer_id=1")).toHaveLength(3);
    expect(await totals("customer_id=2")).toEqual([]);
    expect(await totals("q=ada")).toEqual([30]);
    expect(await totals("sort=total")).toEqual([10, 20, 30]);
    expect(await totals("sort=-total&gift=true")).toEqual([30, 20]);
    expect(await totals("sort=gift,total:desc")).toEqual([10, 30, 20]);
    const [, second] = await mine.list("/orders");
    expect(await totals(`created_after=${String(second?.["created_at"])}`)).toEqual([20]);
  });

  test("a product is replaced by those only who know it as it is", async () => {
    const { mine } = await open();
    const lamp = { sku: "lamp/1", title: "Lamp", price: 5 };
    const path = "/products/lamp%2F1";
    const before = await mine.get(path);
    const tag = String(before.headers.get("etag"));
    expect((await mine.get(path, { "if-none-match": tag })).status).toBe(304);
    expect((await mine.put(path, lamp)).json).toEqual(lamp);
    const read = await mine.get(path);
    expect(read.json).toEqual(lamp);
    const known = String(read.headers.get("etag"));
    const same = await mine.get(path, { "if-none-match": `"x", W/${known}` });
    expect([same.status, same.text, same.headers.get("etag")]).toEqual([304, "", known]);
    expect((await mine.get(path, { "if-none-match": '"x"' })).status).toBe(200);
    const first = await mine.put(path, { ...lamp, price: 6 }, { "if-match": known });
    expect(first.status).toBe(200);
    const second = await mine.put(path, { ...lamp, price: 7 }, { "if-match": known });
    expect([second.status, typeof second.json["message"]]).toEqual([412, "string"]);
    expect((await mine.get(path)).json["price"]).toBe(6);
  });

  test("there is one set of settings", async () => {
    const { mine, other } = await open();
    const before = (await mine.get("/settings")).json;
    expect((await mine.patch("/settings", { theme: "dark" })).json).toEqual({ ...before, theme: "dark" });
    expect((await mine.put("/settings", { currency: "CHF", theme: "light" })).status).toBe(200);
    expect((await mine.get("/settings")).json).toEqual({ currency: "CHF", theme: "light" });
    expect((await other.get("/settings")).json).toEqual(before);
  });
});

describe("an issue tracker", () => {
  const open = async () => {
    const mock = await startMock({ document: "test/support/tracker.yaml" });
    const [mine, other] = [clientOf(mock, "", "mine"), clientOf(mock, "", "other")];
    await mine.post("/projects", { slug: "apollo" });
    return { mine, other, issues: "/projects/apollo/issues" };
  };

  test("an issue's whole life, unseen by another session", async () => {
    const { mine, other, issues } = await open();
    const created = await mine.post(issues, { title: "It leaks", labels: ["bug"], points: 3 });
    expect(created.json).toMatchObject({ title: "It leaks", labels: ["bug"], points: 3 });
    const own = `${issues}/${String(created.json["id"])}`;
    expect(created.headers.get("location")).toBe(mine.prefix + own);
    const patch = (operations: unknown) =>
      mine.patch(own, operations, { "content-type": "application/json-patch+json" });
    const changed = await patch([
      { op: "test", path: "/title", value: "It leaks" },
      { op: "replace", path: "/title", value: "It leaked" },
      { op: "add", path: "/labels/0", value: "urgent" },
      { op: "copy", from: "/labels/1", path: "/labels/-" },
      { op: "move", from: "/labels/0", path: "/labels/2" },
      { op: "remove", path: "/points" },
    ]);
    const expected = {
      ...without(created.json, "points"),
      title: "It leaked",
      labels: ["bug", "bug", "urgent"],
    };
    expect(changed.json).toEqual({ ...expected, lastModified: expect.any(String) as string });
    expect(String(changed.json["lastModified"]) > String(created.json["lastModified"])).toBe(true);
    expect((await patch([{ op: "test", path: "/title", value: "?" }])).status).toBe(409);
    expect((await patch([{ op: "remove", path: "/nowhere" }])).status).toBe(409);
    expect((await patch([{ op: "remove", path: "/title" }])).status).toBe(422);
    expect((await patch([{ op: "replace", path: "/state", value: "odd" }])).status).toBe(422);
    expect(
      (
        await patch([
          { op: "replace", path: "/id", value: created.json["id"] },
          { op: "sing", path: "" },
        ])
      ).status,
    ).toBe(422);
    expect((await mine.get(own)).json).toEqual(changed.json);
    expect((await mine.patch(own, { assignee: "ada" })).json).toEqual({
      ...changed.json,
      assignee: "ada",
      lastModified: expect.any(String) as string,
    });
    expect((await mine.patch(own, { assignee: null })).json["assignee"]).toBeNull();
    expect((await mine.delete(own)).json["title"]).toBe("It leaked");
    expect((await mine.get(own)).status).toBe(404);
    expect((await other.get(own)).status).toBe(200);
  });

  test("issues are listed by cursor, filtered and sorted, in their project alone", async () => {
    const { mine, issues } = await open();
    await mine.post("/projects", { slug: "gemini" });
    for (const title of ["b", "a", "d", "c", "e"]) {
      await mine.post(issues, { title, labels: title < "c" ? ["early"] : [] });
    }
    expect((await mine.get("/projects/gemini/issues")).json).toMatchObject({
      issues: [],
      page_info: { has_more: false },
    });
    const seen: unknown[] = [];
    let path: string | undefined = `${issues}?limit=2`;
    for (let pages = 0; path !== undefined && pages < 9; pages++) {
      const { json, headers } = await mine.get(path);
      seen.push((json["issues"] as Thing[]).map(({ title }) => title));
      const info = json["page_info"] as Thing;
      expect(info["has_more"]).toBe(info["next_cursor"] !== null);
      path =
        typeof info["next_cursor"] === "string"
          ? `${issues}?limit=2&cursor=${info["next_cursor"]}`
          : undefined;
      const next = /<([^>]*)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
      expect(next).toBe(path && mine.prefix + path);
      // What is deleted between two pages moves nothing.
      if (pages === 0) await mine.delete(`${issues}/${String((json["issues"] as Thing[])[0]?.["id"])}`);
    }
    expect(seen).toEqual([["b", "a"], ["d", "c"], ["e"]]);
    const titles = async (query: string) =>
      ((await mine.get(`${issues}?${query}`)).json["issues"] as Thing[]).map(({ title }) => title);
    expect(await titles("label=early")).toEqual(["a"]);
    expect(await titles("state=all&sort_by=title&order=desc")).toEqual(["e", "d", "c", "a"]);
    expect((await mine.get(`${issues}?cursor=nobody-gave-this`)).status).toBe(422);
  });

  test("a project that is gone takes its issues with it", async () => {
    const { mine, issues } = await open();
    const { json } = await mine.post(issues, { title: "x" });
    expect((await mine.post("/projects", { slug: "apollo" })).status).toBe(409);
    expect((await mine.delete("/projects/apollo")).status).toBe(202);
    expect((await mine.get(issues)).status).toBe(404);
    expect((await mine.get(`${issues}/${String(json["id"])}`)).status).toBe(404);
    await mine.post("/projects", { slug: "apollo" });
    expect((await mine.get(issues)).json["issues"]).toEqual([]);
  });
});

describe("a clinic", () => {
  const open = async () => {
    const mock = await startMock({ document: "test/support/clinic.yaml" });
    return { mine: clientOf(mock, "/clinic", "mine"), other: clientOf(mock, "/clinic", "other") };
  };
  const register = async (clinic: ReturnType<typeof clientOf>, familyName: string) => {
    const { status, headers } = await clinic.post("/patients", { familyName });
    expect(status).toBe(201);
    return String(headers.get("location")).slice(clinic.prefix.length);
  };

  test("a patient's whole life, unseen by another session", async () => {
    const { mine, other } = await open();
    const own = await register(mine, "Curie");
    const id = own.split("/")[2];
    expect((await mine.get(own)).json).toMatchObject({ id, familyName: "Curie" });
    expect((await mine.put(own, { familyName: "Skłodowska", allergies: ["radium"] })).status).toBe(204);
    expect((await mine.get(own)).json).toEqual({ id, familyName: "Skłodowska", allergies: ["radium"] });
    const unknown = "/patients/6f1c7a52-9d0e-4c57-8a55-0d7c3f1f2b11";
    expect((await mine.put(unknown, { familyName: "Nobody" })).status).toBe(404);
    expect((await mine.delete(own)).status).toBe(204);
    expect((await mine.get(own)).status).toBe(404);
    expect(await mine.list("/patients")).toEqual([]);
    expect((await other.get(own)).status).toBe(200);
  });

  test("patients are listed by offset and limit", async () => {
    const { mine } = await open();
    for (const name of ["A", "B", "C"]) await register(mine, name);
    const { json, headers } = await mine.get("/patients?limit=1&offset=1");
    expect((json as unknown as Thing[]).map(({ familyName }) => familyName)).toEqual(["B"]);
    expect(headers.get("x-total-count")).toBe("3");
    expect(headers.get("link")).toContain(`<${mine.prefix}/patients?limit=1&offset=2>; rel="next"`);
    expect((await mine.get("/patients?limit=5&offset=9")).headers.get("link")).not.toContain("next");
  });

  test("an appointment is somebody's: of one who exists, if there is one", async () => {
    const { mine } = await open();
    const id = (await register(mine, "Curie")).split("/")[2];
    const first = await mine.post("/appointments", { at: "2026-01-31T09:00:00Z" });
    expect(first.json).toMatchObject({ id: 1, patientId: id, at: "2026-01-31T09:00:00Z" });
    const stranger = "6f1c7a52-9d0e-4c57-8a55-0d7c3f1f2b11";
    await mine.post("/appointments", { at: "2026-01-31T09:00:00Z", patientId: stranger });
    expect(await mine.list(`/patients/${String(id)}/appointments`)).toEqual([first.json]);
    expect(await mine.list("/appointments")).toHaveLength(2);
    expect((await mine.get(`/patients/${stranger}/appointments`)).status).toBe(404);
  });
});

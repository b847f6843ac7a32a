import type { MockServer } from "../../src/index.ts";
import { ada, ambassadors, ask, startMock, stopAll, type Answer } from "../support/mock.ts";

let mock: MockServer;
let api: ReturnType<typeof ambassadors>;

beforeAll(async () => {
  mock = await startMock();
  api = ambassadors(mock);
});
afterAll(stopAll);

const inSession = (name: string, body: unknown = ada) => api.create(body, { "x-mock-session": name });
const idsOf = (answers: readonly Answer[]) => answers.map(({ json }) => json["id_ambassador"]).toSorted();

describe("a session is a world of its own", () => {
  test("two in parallel each start at id 1 and count on alone", async () => {
    const [left, right] = await Promise.all(
      ["left", "right"].map((name) => Promise.all(Array.from({ length: 20 }, () => inSession(name)))),
    );
    const wanted = Array.from({ length: 20 }, (_, n) => n + 1);
    expect(idsOf(left!).toSorted((a, b) => Number(a) - Number(b))).toEqual(wanted);
    expect(idsOf(right!).toSorted((a, b) => Number(a) - Number(b))).toEqual(wanted);
  });

  test("each one's journal is its own, and unnamed requests are in neither", async () => {
    await inSession("mine");
    await inSession("yours");
    await inSession("yours");
    const idsOf = async (name: string) => (await mock.session(name).requests()).map(({ id }) => id);
    expect(await idsOf("mine")).toEqual(["mine-1"]);
    expect(await idsOf("yours")).toEqual(["yours-2", "yours-1"]);
  });

  test("what it answers does not depend on its name, nor on what others do", async () => {
    await inSession("noise", { ...ada, firstname: "Noise" });
    const first = await inSession("tuesday");
    await inSession("noise");
    const second = await inSession("wednesday");
    expect(second.text).toBe(first.text);
  });

  test("it does not see the records of another", async () => {
    const prefer = { prefer: "scenario=unique-email" };
    const withScenarios = await startMock({ scenarios: "scenarios" });
    const { create } = ambassadors(withScenarios);
    expect((await create(ada, { ...prefer, "x-mock-session": "a" })).status).toBe(201);
    expect((await create(ada, { ...prefer, "x-mock-session": "b" })).status).toBe(201);
    expect((await create(ada, { ...prefer, "x-mock-session": "a" })).status).toBe(422);
  });
});

describe("naming a session", () => {
  test.each([
    ["the header", "", { "x-mock-session": "named" }],
    ["its alias", "", { "x-mock-namespace": "named" }],
    ["the path", "/__session/named", {}],
    ["both, when they agree", "/__session/named", { "x-mock-session": "named" }],
  ])("by %s", async (_, prefix, headers) => {
    const url = `${mock.url}${prefix}/manager/ambassadors`;
    const answer = await ask(url, {
      method: "POST",
      body: ada,
      headers: { authorization: "Bearer x", ...headers },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("x-mock-exchange")).toMatch(/^named-/);
  });

  test("header and path that differ: 400", async () => {
    const url = `${mock.url}/__session/one/manager/ambassadors`;
    const { status, json } = await ask(url, { method: "POST", headers: { "x-mock-session": "two" } });
    expect([status, json["code"]]).toEqual([400, "session-conflict"]);
  });

  test.each(["", "a b", "a/b", "ü", "x".repeat(65)])("%j is no name in a path: 400", async (name) => {
    const { status, json } = await ask(
      `${mock.url}/__session/${encodeURIComponent(name)}/manager/ambassadors`,
    );
    expect([status, json["code"]]).toEqual([400, "invalid-session"]);
  });

  test.each(["", "..", ".", "a b", "a/b", "a, b", "x".repeat(65)])(
    "%j is no name in a header: 400",
    async (name) => {
      const { status, json } = await ask(api.url, { method: "POST", headers: { "x-mock-session": name } });
      expect([status, json["code"]]).toEqual([400, "invalid-session"]);
    },
  );

  test("a path prefix goes before the admin API too", async () => {
    await inSession("prefixed");
    const { json } = await ask(`${mock.url}/__session/prefixed/__admin/requests`);
    expect(json["meta"]).toEqual({ total: 1 });
  });
});

describe("reset", () => {
  test("makes the session as if nothing had happened: the same requests, the same bytes", async () => {
    const history = async () => [(await inSession("again")).text, (await inSession("again")).text];
    const before = await history();
    const { status } = await ask(`${mock.url}/__session/again/__admin/reset`, { method: "POST" });
    expect(status).toBe(204);
    expect(await history()).toEqual(before);
    expect(before[0]).not.toBe(before[1]);
  });

  test("leaves other sessions alone", async () => {
    await inSession("kept");
    await mock.session("gone").reset();
    expect((await inSession("kept")).json["id_ambassador"]).toBe(2);
  });
});

describe("limits", () => {
  test("too many sessions: 507 that says how to end one or allow more", async () => {
    const small = await startMock({ maxSessions: 2 });
    const { create } = ambassadors(small);
    await create(ada, { "x-mock-session": "one" });
    await create(ada, { "x-mock-session": "two" });
    const { status, json } = await create(ada, { "x-mock-session": "three" });
    expect([status, json["code"]]).toEqual([507, "too-many-sessions"]);
    expect(json["help"]).toContain("--max-sessions");
    expect((await create(ada, { "x-mock-session": "one" })).status).toBe(201);
  });

  test("too many records: 507 that says how to raise the limit; the session lives on", async () => {
    const { create } = ambassadors(await startMock({ maxRecords: 2 }));
    await create();
    await create();
    const { status, json } = await create();
    expect([status, json["code"]]).toEqual([507, "store-full"]);
    expect(json["help"]).toContain("--max-records");
    expect((await create({})).status).toBe(422);
  });
});

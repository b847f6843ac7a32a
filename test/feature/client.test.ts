import { InputError, VerificationError, type MockSession, type StubInput } from "../../src/index.ts";
import { complaint, ways, type Asked } from "../support/clients.ts";
import { petDocument } from "../support/control.ts";
import { ask, stopAll } from "../support/mock.ts";

afterAll(stopAll);

describe.each(ways)("a session of a server that is asked %s", (_, start) => {
  let asked: Asked;
  let session: MockSession;

  beforeAll(async () => {
    asked = await start({ document: petDocument });
  });
  beforeEach(() => {
    session = asked.client.session();
  });

  const get = (path: string) => ask(asked.url + path, { headers: { ...session.headers } });
  const post = (path: string, body: unknown) =>
    ask(asked.url + path, { method: "POST", headers: { ...session.headers, "x-api-key": "k" }, body });

  test("has a name of its own, a URL below the server's, and headers to be sent along", async () => {
    expect(session.name).not.toBe(asked.client.session().name);
    expect(session.url).toBe(`${asked.url}/__session/${session.name}`);
    await ask(`${session.url}/pets/7`);
    await get("/pets/8");
    expect((await session.requests()).map(({ request }) => request.url)).toEqual(["/pets/8", "/pets/7"]);
    expect((await asked.client.sessions()).map(({ name }) => name)).toContain(session.name);
  });

  test.each(["A-z_0.9", "x".repeat(64), "-", "...", "__proto__", "constructor"])(
    "may be called %s",
    async (name) => {
      session = asked.client.session(name);
      await get("/pets/7");
      expect((await session.requests()).map(({ id }) => id)).toEqual([`${name}-1`]);
      await session.end();
      expect(await session.requests()).toEqual([]);
    },
  );

  test.each(["", ".", "..", "a/b", "é", "x".repeat(65), "a b", "a\nb"])("cannot be called %j", (name) => {
    expect(() => asked.client.session(name)).toThrow(/cannot name a session/);
    expect(() => asked.client.session(name)).toThrow(InputError);
  });

  test("gives all of a long journal, each exchange once, and those that are wanted", async () => {
    const { headers } = session;
    for (let n = 0; n < 1005; n++) await asked.handle(`/pets/${String(n)}`, { headers });
    await get("/pest");
    const all = await session.requests();
    expect(new Set(all.map(({ id }) => id)).size).toBe(1006);
    expect(await session.requests({ status: "4XX", unmatched: true })).toEqual(all.slice(0, 1));
    expect(await session.requests({ operation: "readPet", method: "get" })).toHaveLength(1005);
    expect(await session.count({ operation: "readPet" })).toBe(1005);
    expect(await session.find({ operation: "readPet" })).toHaveLength(1005);
    await session.verify({ operation: "readPet" }, { times: 1005 });
  });

  test("is told a stub and preferences, which a reset takes back", async () => {
    const told = await session.stub({ operation: "readPet", respond: { body: { name: "Sold" } } });
    expect((await get("/pets/7")).json["name"]).toBe("Sold");
    await told.remove();
    await told.remove();
    expect((await get("/pets/7")).json["name"]).not.toBe("Sold");
    await session.prefer({ code: 503 });
    expect((await get("/pets/7")).status).toBe(503);
    await session.prefer({});
    expect((await get("/pets/7")).status).toBe(200);
    await session.prefer({ code: 503 });
    await session.reset();
    expect((await get("/pets/7")).status).toBe(200);
    expect(await session.requests()).toHaveLength(1);
  });

  test("has records that can be put and read", async () => {
    const put = await session.putRecords("pets", [{ name: "Rex" }, { id: 7, name: "Tom" }]);
    expect(put).toMatchObject([{ name: "Rex" }, { id: 7, name: "Tom" }]);
    expect(await session.records("pets")).toEqual(put);
    expect((await get("/pets/7")).json["name"]).toBe("Tom");
    expect(await complaint(session.records("pest"))).toMatch(/no collection "pest".*\n.*did you mean pets/i);
  });

  test("is gone when it is ended, which may be said twice", async () => {
    await post("/pets", { name: "Rex" });
    await session.end();
    await session.end();
    expect((await asked.client.sessions()).map(({ name }) => name)).not.toContain(session.name);
    expect(await session.requests()).toEqual([]);
    await session.verify({ operation: "createPet" }, { never: true });
  });

  test("can call all of the admin API", async () => {
    expect(await session.admin("GET", "/preferences")).toEqual({});
    expect(await session.admin("PUT", "/preferences", { seed: "blue" })).toEqual({ seed: "blue" });
    expect(await session.admin("GET", "/preferences")).toEqual({ seed: "blue" });
    expect(await asked.client.admin("GET", "/preferences")).toEqual({});
    expect(await complaint(session.admin("GET", "/nothing"))).toMatch(
      /not in the admin API\.\n.*GET \/__admin/,
    );
  });

  const loop: Record<string, unknown> = { operation: "readPet" };
  loop["respond"] = { body: loop };
  test.each<[string, object, RegExp]>([
    [
      "a function",
      { operation: "readPet", respond: { body: () => 1 } },
      /^\/respond\/body: a function cannot/,
    ],
    ["a BigInt", { operation: "readPet", respond: { status: 200n } }, /^\/respond\/status: a BigInt/],
    ["itself", loop, /this holds itself/],
    ["no number", { operation: "readPet", priority: NaN }, /^\/priority: NaN is no number/],
    [
      "a RegExp",
      { operation: "readPet", when: { path: { petId: { matches: /^7/ } } } },
      /^\/when\/path\/petId\/matches: a RegExp.*\n {2}Write "\^7"/,
    ],
    ["a Map", { operation: "readPet", respond: { headers: new Map([["a", "b"]]) } }, /a Map or Set/],
    ["a wrong name", { operation: "raedPet" }, /^\/operation: .*did you mean readPet/],
  ])("refuses a stub with %s inside, and says where", async (__, stub, said) => {
    const failed = session.stub(stub as StubInput);
    await expect(failed).rejects.toThrow(InputError);
    await expect(failed).rejects.toThrow(said);
  });

  test("takes what is undefined for what is not there", async () => {
    const stub: object = {
      operation: "readPet",
      when: undefined,
      respond: { body: { name: "x", tag: undefined } },
    };
    await session.stub(stub as StubInput);
    expect((await get("/pets/7")).json["name"]).toBe("x");
  });

  test("is verified by what it was asked, and complains in full", async () => {
    await post("/pets", { name: "Rex" });
    const failed = session.verify({ operation: "createPet", body: { "/name": "Tom" } });
    await expect(failed).rejects.toThrow(VerificationError);
    expect(await complaint(failed)).toBe(
      [
        'expected {"operation":"createPet","body":{"/name":"Tom"}} at least once, but it came never',
        "the nearest:",
        `${session.name}-1 POST /pets → 201: body /name must be "Tom", but it is "Rex"`,
      ].join("\n  "),
    );
    await session.reset();
    expect(await complaint(session.verify({}))).toMatch(/came never\n {2}nothing else came in this session$/);
  });

  test("is told what a request would get, which leaves no trace", async () => {
    const { answer, text } = await session.explain({ url: "/pest" });
    expect([answer?.status, text]).toEqual([404, expect.stringContaining("/pets") as string]);
    expect(await session.requests()).toEqual([]);
  });

  test("tells how its server is, and what is served", async () => {
    expect(await asked.client.health()).toMatchObject({
      status: "ok",
      contract: { title: expect.any(String) as string },
    });
    expect((await asked.client.operations()).map(({ id }) => id)).toContain("readPet");
  });
});

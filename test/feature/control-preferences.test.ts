import type { MockServer } from "../../src/index.ts";
import { inSession, petDocument, problemOf, sourceOf } from "../support/control.ts";
import { ada, ask, startMock, stopAll } from "../support/mock.ts";

let pets: MockServer;
let ambassadors: MockServer;

beforeAll(async () => {
  pets = await startMock({ document: petDocument });
  ambassadors = await startMock({ scenarios: "scenarios" });
});
afterAll(stopAll);

describe("a session can ask for all of its requests", () => {
  test("everything is 503 for a minute, valid or not, and the journal says who asked", async () => {
    const session = inSession(ambassadors);
    const { status, json } = await session.prefer({ code: 503 });
    expect([status, json]).toEqual([200, { code: 503 }]);
    expect((await session.admin("GET", "/preferences")).json).toEqual({ code: 503 });
    const answers = [await session.create(ada), await session.create({})];
    expect(answers.map((one) => [one.status, sourceOf(one)])).toEqual([
      [503, "forced"],
      [503, "forced"],
    ]);
    expect(answers[0]?.headers.has("preference-applied")).toBe(false);
    const { json: journal } = await session.admin("GET", "/requests");
    expect(JSON.stringify(journal)).toContain("the session asks for code=503");
    expect((await session.admin("DELETE", "/preferences")).status).toBe(204);
    expect((await session.create(ada)).status).toBe(201);
  });

  test("an error takes the contract's shape, as by header", async () => {
    const session = inSession(ambassadors);
    await session.prefer({ code: 422 });
    const { status, json } = await session.create({});
    expect([status, json["message"]]).toEqual([422, "firstname is required! (and 2 more errors)"]);
  });

  test("and no other session notices", async () => {
    await inSession(ambassadors).prefer({ fault: "connection-reset" });
    expect((await inSession(ambassadors).create(ada)).status).toBe(201);
  });

  test("what a request asks for itself goes first, key by key", async () => {
    const session = inSession(ambassadors);
    await session.prefer({ code: 503, seed: "blue" });
    expect((await session.create(ada, { prefer: "code=404" })).status).toBe(404);
    expect((await session.create(ada, { "x-mock-response-code": "403" })).status).toBe(403);
    const created = await session.create(ada, { prefer: "code=201" });
    const blue = await inSession(ambassadors).create(ada, { prefer: "seed=blue" });
    expect([created.status, created.text]).toEqual([201, blue.text]);
  });

  test("a request that asks for a status of its own does not get the session's fault", async () => {
    const session = inSession(ambassadors);
    await session.prefer({ fault: "connection-reset" });
    await expect(session.create(ada)).rejects.toThrow();
    expect((await session.create(ada, { prefer: "code=404" })).status).toBe(404);
    expect((await session.create(ada, { prefer: "code=201" })).status).toBe(201);
  });

  test("another world of values, generated instead of examples, a scenario of its own", async () => {
    const session = inSession(ambassadors);
    await session.prefer({ seed: "blue", scenario: "outage" });
    expect(sourceOf(await session.create(ada))).toBe("scenario:outage");
    await session.prefer({ seed: 7 });
    const seven = await inSession(ambassadors).create(ada, { prefer: "seed=7" });
    expect((await session.create(ada)).text).toBe(seven.text);
    const dynamic = inSession(pets);
    await dynamic.prefer({ dynamic: true });
    expect(sourceOf(await dynamic.pet(7))).toBe("generated");
  });

  test("an example, which operations that have none of that name do not miss", async () => {
    const examples = { sad: { value: { message: "sad" } }, glad: { value: { message: "glad" } } };
    const schema = { type: "object", properties: { message: { type: "string" } } };
    const answering = (media: unknown) => ({
      responses: { 200: { description: "", content: { "application/json": media } } },
    });
    const mock = await startMock({
      document: {
        openapi: "3.1.0",
        info: { title: "Moods", version: "1" },
        paths: {
          "/mood": { get: answering({ schema, examples }) },
          "/weather": { get: answering({ schema }) },
        },
      },
    });
    const session = inSession(mock);
    const get = (path: string) => ask(`${mock.url}${path}`, { headers: { "x-mock-session": session.name } });
    await session.prefer({ example: "glad" });
    expect((await get("/mood")).json).toEqual({ message: "glad" });
    expect((await get("/weather")).status).toBe(200);
    await session.prefer({ example: "glad", code: 503 });
    expect((await get("/mood")).status).toBe(503);
    const told = problemOf(await session.prefer({ example: "gald" }));
    expect(told.messages).toContain('no operation has an example "gald" (did you mean glad?)');
  });

  test("PUT says all of it: what is left out is asked for no more", async () => {
    const session = inSession(pets);
    await session.prefer({ code: 503, delay: "1-2" });
    await session.prefer({ delay: 1 });
    expect((await session.pet(7)).status).toBe(200);
    await session.prefer({ code: 404 });
    expect((await session.pet(7)).status).toBe(404);
    expect((await session.prefer({})).json).toEqual({});
    expect((await session.pet(7)).status).toBe(200);
  });
});

describe("what cannot be had is refused, and nothing of it is taken", () => {
  test.each<[unknown, readonly string[], RegExp]>([
    [{ code: 503, delay: "soon" }, ["/delay"], /delay.*300/],
    [{ code: 99, dynamic: "perhaps" }, ["/code", "/dynamic"], /200 to 599[^]*dynamic=true/],
    [{ cde: 503 }, ["/cde"], /no preference "cde" \(did you mean code\?\)/],
    [{ code: null }, ["/code"], /200 to 599/],
    [{ code: 404.5 }, ["/code"], /200 to 599/],
    [{ code: [503] }, ["/code"], /200 to 599/],
    [{ example: {} }, ["/example"], /name of an example/],
    [{ example: "" }, ["/example"], /name of an example/],
    [{ scenario: "outrage" }, ["/scenario"], /no scenario "outrage" \(did you mean outage\?\)/],
    [{ fault: "connection-rest" }, ["/fault"], /did you mean connection-reset\?/],
    [{ fault: "EMPTY_RESPONS" }, ["/fault"], /did you mean EMPTY_RESPONSE\?/],
    [{ example: "nobody-has-this" }, ["/example"], /no operation has an example "nobody-has-this"/],
    ['{"__proto__": {"code": 503}}', ["/__proto__"], /no preference/],
    ['{"constructor": 1, "code": 503}', ["/constructor"], /no preference/],
  ])("%j", async (written, pointers, message) => {
    const session = inSession(ambassadors);
    await session.prefer({ code: 403 });
    const told = problemOf(await session.prefer(written));
    expect([told.status, told.code, told.pointers]).toEqual([400, "admin-invalid-request", pointers]);
    expect(told.messages).toMatch(message);
    expect((await session.admin("GET", "/preferences")).json).toEqual({ code: 403 });
    expect((await session.create(ada)).status).toBe(403);
  });

  test("however deep it is", async () => {
    const deep = `{"code": ${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    const told = problemOf(await inSession(pets).prefer(deep));
    expect([told.status, told.code]).toEqual([400, "admin-invalid-request"]);
  });

  test.each([[[]], ["null"], ["503"], [undefined], ["{"]])("%j is no object", async (written) => {
    const told = problemOf(await inSession(pets).prefer(written));
    expect([told.status, told.code]).toEqual([400, "admin-invalid-request"]);
  });
});

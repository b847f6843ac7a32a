import { createMockServer, InputError, type MockServer, type StubInput } from "../../src/index.ts";
import { petDocument } from "../support/control.ts";
import { ada, ask, startMock, stopAll } from "../support/mock.ts";

let pets: MockServer;
let ambassadors: MockServer;

beforeAll(async () => {
  pets = await startMock({ document: petDocument });
  ambassadors = await startMock({ scenarios: "scenarios" });
});
afterAll(stopAll);

const create = (url: string, headers: Record<string, string> = {}) =>
  ask(`${url}/manager/ambassadors`, {
    method: "POST",
    body: ada,
    headers: { authorization: "Bearer x", ...headers },
  });

describe("a session in code", () => {
  test("uses a scenario, and stops using it", async () => {
    const session = ambassadors.session("uses");
    await session.use("outage");
    expect((await create(session.url)).status).toBe(503);
    expect((await create(ambassadors.session("other").url)).status).toBe(201);
    await session.use("outage", false);
    expect((await create(ambassadors.url, { ...session.headers })).status).toBe(201);
  });

  test("is told a stub, which says what it is called and can be taken back", async () => {
    const session = pets.session("stubs");
    const told = await session.stub({
      operation: "readPet",
      when: { path: { petId: { in: ["7", "8"] } } },
      respond: { sequence: [{ body: { name: "Sold" } }, { status: 404 }] },
    });
    const answers = [await ask(`${session.url}/pets/7`), await ask(`${session.url}/pets/8`)];
    expect(answers.map(({ status }) => status)).toEqual([200, 404]);
    expect([told.id, answers[0]?.headers.get("x-mock-source")]).toEqual(["readPet-1", "stub:readPet-1"]);
    expect((await session.requests())[0]?.source).toBe("stub:readPet-1");
    await told.remove();
    await told.remove();
    expect((await ask(`${session.url}/pets/8`)).status).toBe(200);
  });

  test("keeps the stub as it was when it was told", async () => {
    const session = pets.session("copies");
    const body = { name: "Then" };
    await session.stub({ operation: "readPet", respond: { body } });
    body.name = "Now";
    expect((await ask(`${session.url}/pets/7`)).json["name"]).toBe("Then");
  });

  test("asks for all of its requests, and takes that back", async () => {
    const session = ambassadors.session("prefers");
    await session.prefer({ code: 503, delay: "1-2" });
    expect((await create(session.url)).status).toBe(503);
    await session.prefer({});
    expect((await create(session.url)).status).toBe(201);
  });

  test("is the same that the admin API speaks of", async () => {
    const session = pets.session("both");
    const { id } = await session.stub({ operation: "listPets", respond: { body: [] } });
    await session.prefer({ seed: "blue" });
    expect((await ask(`${session.url}/__admin/stubs/${id}`)).status).toBe(200);
    expect((await ask(`${session.url}/__admin/preferences`)).json).toEqual({ seed: "blue" });
    await session.reset();
    expect((await ask(`${session.url}/__admin/stubs`)).json["meta"]).toEqual({ total: 0 });
  });
});

describe("what cannot be used is rejected, naming place, cause and the nearest right name", () => {
  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      "a stub",
      () => pets.session("x").stub({ operation: "raedPet", respond: { status: 200 } }),
      /^\/operation: the contract has no operation "raedPet" \(did you mean readPet\?\)\. Use /,
    ],
    [
      "two things in it",
      () => pets.session("x").stub({ operation: "readPet", tiems: 1, respond: { status: 409 } } as StubInput),
      /\/respond\/status: readPet does not declare status 409[^]*\n {2}\/tiems: nothing is called "tiems" here \(did you mean times/,
    ],
    ["a stub that is none", () => pets.session("x").stub(undefined as never), /a body is required|body/],
    [
      "a scenario",
      () => ambassadors.session("x").use("outrage"),
      /^There is no scenario "outrage"\.\n {2}Did you mean outage\?/,
    ],
    ["a preference", () => pets.session("x").prefer({ code: 7 }), /^\/code: .*a status from 200 to 599/],
    [
      "too much",
      () => pets.session("x").stub({ operation: "*", name: "x".repeat(1_000_001) }),
      /1000000\.\n {2}Say only what matters/,
    ],
  ])("%s", async (_, tell, message) => {
    const error: unknown = await tell().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(message);
  });

  test("a document that cannot be read, by a server that nobody started", async () => {
    const mock = createMockServer({ document: "nowhere.yaml", store: "memory", port: 0 });
    await expect(mock.session("x").use("outage")).rejects.toThrow("nowhere.yaml");
  });
});

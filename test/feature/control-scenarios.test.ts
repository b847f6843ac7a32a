import { join } from "node:path";
import type { MockServer } from "../../src/index.ts";
import { folderOf } from "../support/documents.ts";
import { inSession, petDocument, problemOf, sourceOf } from "../support/control.ts";
import { ada, startMock, stopAll } from "../support/mock.ts";

const shop = `
scenario: shop
active: false
stubs:
  - name: open
    operation: createPet
    when: { state: { in: [Started, Open] } }
    respond: { status: 201 }
    then: { state: Closed }
  - name: closed
    operation: createPet
    when: { state: Closed }
    respond: { status: 409 }
`;
const turns = `
scenario: turns
active: true
stubs:
  - { name: first two, operation: listPets, times: 2, respond: { status: 503, undeclared: true } }
  - name: in turn
    operation: readPet
    respond: { sequence: [{ body: { name: One } }, { body: { name: Two } }], repeat: cycle }
`;
const patterns = `
scenario: patterns
stubs: [{ operation: createPet, when: { state: { matches: "^level-" } }, respond: { status: 409 } }]
`;

let pets: MockServer;
let ambassadors: MockServer;

beforeAll(async () => {
  const scenarios = await folderOf({ "shop.yaml": shop, "turns.yaml": turns, "patterns.yaml": patterns });
  pets = await startMock({ document: petDocument, scenarios });
  ambassadors = await startMock({ scenarios: join(import.meta.dirname, "../../scenarios") });
});
afterAll(stopAll);

interface Shown {
  readonly name: string;
  readonly active: boolean;
  readonly state: string;
  readonly states: readonly string[];
  readonly stubs: readonly { readonly name: string; readonly answered: number }[];
}
type InSession = ReturnType<typeof inSession>;

async function shown(session: InSession, name: string): Promise<Shown> {
  const { json } = await session.admin("GET", "/scenarios");
  const found = (json["scenarios"] as readonly Shown[]).find((one) => one.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}
const use = (session: InSession, name: string, active: unknown) =>
  session.admin("PUT", `/scenarios/${name}`, { active });

describe("scenarios are switched on and off for one session", () => {
  test("one that its file leaves off", async () => {
    const [session, other] = [inSession(ambassadors), inSession(ambassadors)];
    const { status, json } = await use(session, "outage", true);
    expect([status, json["active"]]).toEqual([200, true]);
    expect(sourceOf(await session.create(ada))).toBe("scenario:outage");
    expect((await other.create(ada)).status).toBe(201);
    expect((await shown(session, "outage")).active).toBe(true);
    expect((await shown(other, "outage")).active).toBe(false);
    await use(session, "outage", false);
    expect((await session.create(ada)).status).toBe(201);
  });

  test("one that its file has on", async () => {
    const [session, other] = [inSession(ambassadors), inSession(ambassadors)];
    await use(session, "magic-values", false);
    const expired = { authorization: "Bearer expired" };
    expect((await session.create(ada, expired)).status).toBe(201);
    expect((await other.create(ada, expired)).status).toBe(401);
  });

  test("an unknown one is not there, and the nearest is named", async () => {
    const { status, json } = await use(inSession(ambassadors), "outrage", true);
    expect([status, json["code"], json["nearMisses"]]).toEqual([404, "admin-not-found", ["outage"]]);
  });

  test.each([{ active: null }, { active: "true" }, {}, { active: true, state: "x" }, []])(
    "%j says neither on nor off",
    async (body) => {
      const session = inSession(ambassadors);
      const { status, json } = await session.admin("PUT", "/scenarios/outage", body);
      expect([status, json["code"]]).toEqual([400, "admin-invalid-request"]);
      expect((await session.create(ada)).status).toBe(201);
    },
  );
});

describe("states", () => {
  test("are moved by hand, in one session", async () => {
    const [session, other] = [inSession(pets), inSession(pets)];
    for (const one of [session, other]) await use(one, "shop", true);
    const { status, json } = await session.admin("PUT", "/scenarios/shop/state", { state: "Closed" });
    expect([status, json["state"]]).toEqual([200, "Closed"]);
    expect([(await session.createPet()).status, (await other.createPet()).status]).toEqual([409, 201]);
    expect((await shown(other, "shop")).state).toBe("Closed");
    await session.admin("PUT", "/scenarios/shop/state", { state: "Started" });
    expect((await session.createPet()).status).toBe(201);
  });

  test("are listed as the stubs name them", async () => {
    const { state, states } = await shown(inSession(pets), "shop");
    expect([state, states]).toEqual(["Started", ["Started", "Open", "Closed"]]);
  });

  test("that no stub names are refused, and the nearest is named", async () => {
    const session = inSession(pets);
    const told = problemOf(await session.admin("PUT", "/scenarios/shop/state", { state: "Close" }));
    expect([told.status, told.code, told.pointers]).toEqual([400, "admin-invalid-request", ["/state"]]);
    expect(told.messages).toBe(
      'shop has no state "Close" (did you mean Closed?). Write one of Started, Open, Closed.',
    );
    expect((await shown(session, "shop")).state).toBe("Started");
  });

  test("that a stub asks for by a pattern may be any", async () => {
    const session = inSession(pets);
    await use(session, "patterns", true);
    const { status } = await session.admin("PUT", "/scenarios/patterns/state", { state: "level-2" });
    expect([status, (await session.createPet()).status]).toEqual([200, 409]);
  });

  test.each([
    ["shop", { state: null }],
    ["shop", { state: 7 }],
    ["shop", {}],
  ])("%s: %j", async (name, body) => {
    const { status, json } = await inSession(pets).admin("PUT", `/scenarios/${name}/state`, body);
    expect([status, json["code"]]).toEqual([400, "admin-invalid-request"]);
  });
});

describe("POST /scenarios/reset", () => {
  test("begins states, sequences and times anew, and nothing else", async () => {
    const [session, other] = [inSession(pets), inSession(pets)];
    const story = async (one: InSession) => {
      const lists = [await one.pets(), await one.pets(), await one.pets()].map(({ status }) => status);
      const reads = [await one.pet(7), await one.pet(7), await one.pet(7)].map(({ json }) => json["name"]);
      const creates = [await one.createPet(), await one.createPet()].map(({ status }) => status);
      return [lists, reads, creates];
    };
    for (const one of [session, other]) {
      await use(one, "shop", true);
      await one.prefer({ seed: "blue" });
    }
    const stub = await session.stub({ operation: "deletePet", respond: { status: 404 } });
    const first = await story(session);
    expect(first).toEqual([
      [503, 503, 200],
      ["One", "Two", "One"],
      [201, 409],
    ]);
    await story(other);
    const requests = (await session.admin("GET", "/requests")).json["meta"];
    expect((await session.admin("POST", "/scenarios/reset")).status).toBe(204);
    expect((await shown(session, "shop")).state).toBe("Started");
    expect((await shown(other, "shop")).state).toBe("Closed");
    expect((await session.admin("GET", "/requests")).json["meta"]).toEqual(requests);
    expect((await session.admin("GET", `/stubs/${stub}`)).status).toBe(200);
    expect((await session.admin("GET", "/preferences")).json).toEqual({ seed: "blue" });
    expect((await shown(session, "shop")).active).toBe(true);
    expect(
      ((await session.admin("GET", "/store")).json["collections"] as { count: number }[])[0]?.count,
    ).toBe(1);
    expect([503, 503, 200]).toEqual(
      [await session.pets(), await session.pets(), await session.pets()].map(({ status }) => status),
    );
  });

  test("of stubs told at run time as well", async () => {
    const session = inSession(pets);
    await session.stub({
      operation: "createPet",
      times: 1,
      respond: { status: 409 },
      then: { state: "Full" },
    });
    expect([(await session.createPet()).status, (await session.createPet()).status]).toEqual([409, 201]);
    await session.admin("POST", "/scenarios/reset", {});
    expect((await session.createPet()).status).toBe(409);
  });
});

test("a counter of the session begins anew with its scenarios", async () => {
  const session = inSession(pets);
  await session.stub({ operation: "createPet", respond: { status: 201 }, then: { count: "made" } });
  await session.stub({
    operation: "createPet",
    when: { counter: { made: { gte: 1 } } },
    respond: { status: 409 },
  });
  const statuses = async () => [(await session.createPet()).status, (await session.createPet()).status];
  expect(await statuses()).toEqual([201, 409]);
  await session.admin("POST", "/scenarios/reset");
  expect(await statuses()).toEqual([201, 409]);
});

test("how often each stub has answered is counted for each session", async () => {
  const session = inSession(pets);
  for (let n = 0; n < 3; n++) await session.pets();
  const counts = async (one: InSession) =>
    (await shown(one, "turns")).stubs.map(({ name, answered }) => [name, answered]);
  expect(await counts(session)).toEqual([
    ["first two", 2],
    ["in turn", 0],
  ]);
  expect(await counts(inSession(pets))).toEqual([
    ["first two", 0],
    ["in turn", 0],
  ]);
  await session.admin("POST", "/scenarios/reset");
  expect((await counts(session))[0]).toEqual(["first two", 0]);
});

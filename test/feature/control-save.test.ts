import { readdir, readFile, writeFile } from "node:fs/promises";
import * as files from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { inSession, petDocument, problemOf, sourceOf } from "../support/control.ts";
import { ada, startMock, stopAll, temporaryFolder, type Answer } from "../support/mock.ts";

let shared: { readonly scenarios: string; readonly session: InSession };

beforeAll(async () => {
  shared = await withFolder();
  await shared.session.stub(down);
});
afterAll(stopAll);

type InSession = ReturnType<typeof inSession>;
const down = { operation: "*", respond: { status: 503, undeclared: true } };
const save = (session: InSession, body: unknown) => session.admin("POST", "/stubs/save", body);

async function withFolder() {
  const scenarios = await temporaryFolder();
  const mock = await startMock({ document: petDocument, scenarios });
  return { scenarios, mock, session: inSession(mock) };
}

const story = [
  { operation: "deletePet", when: { path: { petId: { in: ["7", 8] } } }, respond: { status: 404 } },
  { name: "twice", operation: "listPets", times: 2, respond: { body: [{ name: "Only # one: yes" }] } },
  {
    name: "twice",
    operation: "listPets",
    priority: -5,
    respond: { status: 200, headers: { "X-Late": "no" } },
  },
  {
    name: "in: order",
    operation: "readPet",
    respond: { sequence: [{ body: { name: "{{ request.path.petId }}" } }, { status: 404 }], repeat: "cycle" },
  },
  { operation: "createPet", when: { state: "Started" }, respond: { status: 201 }, then: { state: "Full" } },
  {
    operation: "createPet",
    when: { state: "Full", body: { "/name": { matches: "^\\p{Lu}" } } },
    respond: { status: 409, body: { message: "line one\nline two\t– «ü» \u{1F600}" } },
  },
];

async function tell(session: InSession): Promise<readonly unknown[]> {
  const answers: Answer[] = [];
  for (let turn = 0; turn < 3; turn++) {
    answers.push(await session.pets(), await session.pet(7), await session.createPet());
    answers.push(await session.pet(7, { method: "DELETE" }), await session.createPet({ name: "rex" }));
  }
  return answers.map(({ status, text, headers }) => [status, text, headers.get("x-late")]);
}

test("what a session was told becomes a file that answers alike on a new server", async () => {
  const { scenarios, mock, session } = await withFolder();
  for (const stub of story) await session.stub(stub);
  const { status, json } = await save(session, {
    scenario: "story",
    description: "All of it.",
    active: true,
  });
  const file = join(scenarios, "story.yaml");
  expect([status, json["scenario"], json["file"]]).toEqual([201, "story", file]);
  expect(json["note"]).toContain("counts from the next start");
  const before = await tell(session);
  await mock.stop();
  const again = inSession(await startMock({ document: petDocument, scenarios }), session.name);
  expect(await tell(again)).toEqual(before);
  expect(new Set(before.map((answer) => (answer as [number])[0]))).toEqual(new Set([200, 201, 404, 409]));
  expect(sourceOf(await again.createPet({ name: "Rex" }))).toBe("scenario:story");
});

test("the file reads as a person would have written it", async () => {
  const { scenarios, session } = await withFolder();
  await session.stub({ ...down, name: "down" });
  await session.stub({
    operation: "readPet",
    when: { path: { petId: "7" } },
    respond: { body: { name: "Rex" } },
  });
  await save(session, { scenario: "maintenance", description: "Every evening." });
  expect(await readFile(join(scenarios, "maintenance.yaml"), "utf8")).toBe(`scenario: maintenance
description: Every evening.
active: false
stubs:
  - name: readPet-2
    operation: readPet
    when:
      path:
        petId: "7"
    respond:
      body:
        name: Rex
  - name: down
    operation: "*"
    respond:
      status: 503
      undeclared: true
`);
});

test("of the ambassador API too", async () => {
  const scenarios = await temporaryFolder();
  const session = inSession(await startMock({ scenarios }));
  await session.stub({
    operation: "POST /manager/ambassadors",
    when: { body: { "/email": { matches: "@example\\.org$" } } },
    respond: { status: 422, errors: { email: "has been taken by {{ request.body.firstname }}" } },
  });
  await save(session, { scenario: "taken", active: true });
  const before = await session.create(ada);
  const again = inSession(await startMock({ scenarios }));
  const after = await again.create(ada);
  expect([after.status, after.text, sourceOf(after)]).toEqual([422, before.text, "scenario:taken"]);
});

test("any text in it survives", async () => {
  const { scenarios, session } = await withFolder();
  let count = 0;
  const written = fc.record({ name: fc.string({ minLength: 1, unit: "binary" }), owner: fc.constant({}) });
  await fc.assert(
    fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 4 }), async (bodies) => {
      await session.admin("DELETE", "/stubs");
      const sendable = bodies
        .map(({ name }) => name.replaceAll("{{", "").slice(0, 40))
        .filter((name) => name !== "");
      for (const name of sendable) {
        await session.stub({ operation: "readPet", respond: { body: { name } } });
      }
      const { status } = await save(session, { scenario: `s${String((count += 1))}` });
      expect(status).toBe(sendable.length > 0 ? 201 : 409);
    }),
    { numRuns: 12 },
  );
  const again = await startMock({ document: petDocument, scenarios });
  const { json } = await inSession(again).admin("GET", "/scenarios");
  expect((json["meta"] as { total: number }).total).toBe((await readdir(scenarios)).length);
});

test.each([
  "../evil",
  "a/b",
  "..",
  ".",
  ".hidden",
  "",
  "a\\b",
  "a b",
  "ü",
  "x".repeat(65),
  "con",
  "NUL.txt",
  "a\0b",
])("%j is no name for a file: 400, and nothing is written", async (name) => {
  const { scenarios, session } = await withFolder();
  await session.stub(down);
  const told = problemOf(await save(session, { scenario: name }));
  expect([told.status, told.code, told.pointers]).toEqual([400, "admin-invalid-request", ["/scenario"]]);
  expect(await readdir(scenarios)).toEqual([]);
});

test.each([
  {},
  { scenario: 7 },
  { scenario: null },
  { scenario: "a", active: null },
  { scenario: "a", activ: true },
  [],
])("%j is refused", async (body) => {
  const { scenarios, session } = shared;
  const told = problemOf(await save(session, body));
  expect([told.status, told.code]).toEqual([400, "admin-invalid-request"]);
  expect(await readdir(scenarios)).toEqual([]);
});

describe("as things are it cannot be saved: 409 that says what to do", () => {
  const conflict = async (session: InSession, scenario = "story") => {
    const told = problemOf(await save(session, { scenario }));
    expect([told.status, told.code]).toEqual([409, "admin-conflict"]);
    return `${told.detail} ${told.help}`;
  };

  test("without a folder", async () => {
    const session = inSession(await startMock({ document: petDocument }));
    await session.stub(down);
    expect(await conflict(session)).toContain("--scenarios <folder>");
  });

  test("without stubs, whatever other sessions have", async () => {
    const { mock, session } = await withFolder();
    await inSession(mock).stub(down);
    expect(await conflict(session)).toContain("was told no stubs");
  });

  test("over a scenario of that name, or a file", async () => {
    const { scenarios, session } = await withFolder();
    await writeFile(join(scenarios, "mine.yaml"), "mine");
    await session.stub(down);
    expect(await conflict(session, "mine")).toContain("there is a file");
    expect(await readFile(join(scenarios, "mine.yaml"), "utf8")).toBe("mine");
    expect(await readdir(scenarios)).toEqual(["mine.yaml"]);
    const shipped = inSession(await startMock({ scenarios: "scenarios" }));
    await shipped.stub(down);
    expect(await conflict(shipped, "outage")).toContain("There is a scenario outage already");
  });

  test("more than a file may have", async () => {
    const { scenarios, session } = await withFolder();
    const stub = { ...down, respond: { ...down.respond, headers: { "X-Long": "x".repeat(600_000) } } };
    await session.stub(stub);
    await session.stub(stub);
    expect(await conflict(session)).toContain("1000000 bytes");
    expect(await readdir(scenarios)).toEqual([]);
  });

  test("where the disk fails in the middle, nothing is left", async () => {
    const scenarios = await temporaryFolder();
    const rename = () => Promise.reject(Object.assign(new Error("no space left"), { code: "ENOSPC" }));
    const ports = { files: { ...files, rename } };
    const session = inSession(await startMock({ document: petDocument, scenarios, ports }));
    await session.stub(down);
    expect(await conflict(session)).toContain("no space left");
    expect(await readdir(scenarios)).toEqual([]);
  });

  test("two at once: one is saved, and whole", async () => {
    const { scenarios, session } = await withFolder();
    await session.stub(down);
    const bodies = Array.from({ length: 8 }, () => save(session, { scenario: "story" }));
    const statuses = (await Promise.all(bodies)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    expect(await readdir(scenarios)).toEqual(["story.yaml"]);
    const again = inSession(await startMock({ document: petDocument, scenarios }));
    expect((await again.pets({ headers: { prefer: "scenario=story" } })).status).toBe(503);
  });
});

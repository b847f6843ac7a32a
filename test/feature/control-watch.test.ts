import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderOf } from "../support/documents.ts";
import { inSession, petDocument, sourceOf } from "../support/control.ts";
import { startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const shop = (closed: number) => `
scenario: shop
stubs:
  - { name: open, operation: createPet, when: { state: Started }, respond: { status: 201 }, then: { state: Closed } }
  - { name: closed, operation: createPet, when: { state: Closed }, respond: { status: ${String(closed)} } }
`;

async function watched() {
  const document = await readFile(petDocument, "utf8");
  const folder = await folderOf({ "pets.yaml": document, "scenarios/shop.yaml": shop(409) });
  const [file, scenarios] = [join(folder, "pets.yaml"), join(folder, "scenarios")];
  const mock = await startMock({ document: file, scenarios, watch: true });
  return { mock, document, file, scenarios, session: inSession(mock) };
}

type InSession = ReturnType<typeof inSession>;

/** Asks until the answer is as wanted. */
async function until<T>(look: () => Promise<T>, isWanted: (found: T) => boolean): Promise<T> {
  const giveUp = performance.now() + 20_000;
  for (;;) {
    const found = await look();
    if (isWanted(found)) return found;
    if (performance.now() > giveUp) throw new Error(`still ${JSON.stringify(found)}`);
  }
}

interface ToldStub {
  readonly id: string;
  readonly answered: number;
  readonly unusable: readonly { readonly pointer: string; readonly message: string }[];
}
const stubsOf = async (session: InSession) =>
  (await session.admin("GET", "/stubs")).json["stubs"] as readonly ToldStub[];
const unusable = (session: InSession) => async () =>
  (await stubsOf(session)).flatMap((one) => one.unusable.map((why) => [one.id, why.pointer, why.message]));

test("a changed document keeps what sessions were told; a stub that no longer fits stays, says why, and is silent", async () => {
  const { session, document, file } = await watched();
  await session.stub({ operation: "listPets", times: 3, respond: { headers: { "X-Told": "yes" } } });
  const told = async () => (await session.pets()).headers.get("x-told");
  const owner = { email: "ada@example.org" };
  await session.stub({ operation: "replacePet", respond: { body: { owner } } });
  await session.prefer({ seed: "blue" });
  expect(await told()).toBe("yes");
  const replace = () => session.pet(7, { method: "PUT", body: { name: "Rex" } });
  expect((await replace()).json["owner"]).toMatchObject(owner);

  await writeFile(file, document.replace("operationId: replacePet", "operationId: renamePet"));
  const why = await until(unusable(session), (found) => found.length > 0);
  expect(why).toEqual([
    [
      "replacePet-2",
      "/operation",
      expect.stringContaining('the contract has no operation "replacePet" (did you mean'),
    ],
  ]);
  expect(sourceOf(await replace())).not.toContain("stub");
  expect([await told(), await told(), await told()]).toEqual(["yes", "yes", null]);
  expect((await session.admin("GET", "/preferences")).json).toEqual({ seed: "blue" });
  expect((await session.admin("POST", "/stubs/save", { scenario: "x" })).status).toBe(409);

  await writeFile(file, document);
  await until(unusable(session), (found) => found.length === 0);
  expect((await replace()).json["owner"]).toMatchObject(owner);
  expect((await stubsOf(session)).map(({ id, answered }) => [id, answered])).toEqual([
    ["replacePet-2", 2],
    ["listPets-1", 3],
  ]);
});

test("a changed scenario stays on where it was switched on, in the state that it had", async () => {
  const { session, scenarios } = await watched();
  await session.admin("PUT", "/scenarios/shop", { active: true });
  expect([(await session.createPet()).status, (await session.createPet()).status]).toEqual([201, 409]);
  await writeFile(join(scenarios, "shop.yaml"), shop(423));
  await until(
    () => session.createPet(),
    ({ status }) => status === 423,
  );
  const { json } = await session.admin("GET", "/scenarios");
  expect(json["scenarios"]).toMatchObject([{ name: "shop", active: true, state: "Closed" }]);
});

test("what is saved is read at once, and says so", async () => {
  const { session, mock } = await watched();
  await session.stub({ operation: "readPet", respond: { body: { name: "Saved" } } });
  const { json } = await session.admin("POST", "/stubs/save", { scenario: "saved", active: true });
  expect(json["note"]).toContain("read at once");
  const other = inSession(mock);
  const answer = await until(
    () => other.pet(7),
    (found) => sourceOf(found) === "scenario:saved",
  );
  expect(answer.json["name"]).toBe("Saved");
  expect(sourceOf(await session.pet(7))).toBe("stub:readPet-1");
});

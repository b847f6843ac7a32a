import type { MockServer } from "../../src/index.ts";
import { inSession, petDocument } from "../support/control.ts";
import { startMock, stopAll, type Answer } from "../support/mock.ts";

let mock: MockServer;
beforeAll(async () => {
  mock = await startMock({ document: petDocument, redact: ["kind"] });
});
afterAll(stopAll);

/** The text of the page that a problem, or any other answer, links to. */
async function pageOf({ headers }: Answer): Promise<string> {
  const url = `${mock.url}/__admin/requests/${headers.get("x-mock-exchange") ?? ""}`;
  const html = await (await fetch(url, { headers: { accept: "text/html" } })).text();
  const main = html.slice(html.indexOf("<main>"));
  return main
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll(/\s+/g, " ");
}

test("the page of a request that led nowhere has what was probably meant, and a line that mends it", async () => {
  const { pets, name } = inSession(mock);
  const lost = await pets({ method: "PATCH", body: { name: "Rex" } });
  expect(lost.status).toBe(405);
  expect(lost.json["instance"]).toBe(`/__admin/requests/${name}-1`);
  const page = await pageOf(lost);
  expect(page).toContain(
    "What was probably meant createPet In the contract What came ≠ POST PATCH /pets /pets",
  );
  expect(page).toMatch(/Send POST instead of PATCH\. curl http:\/\/\S+\/__session\/\S+\/pets -H /);
});

test("that of one that breaks the contract has the rule beside the value", async () => {
  const page = await pageOf(await inSession(mock).createPet({ name: "", kind: "hush", weight: 0 }));
  expect(page).toMatch(
    /body \/name name must have at least 1 character #\/components\/schemas\/NewPet\/properties\/name\/minLength: 1 it is ""/,
  );
  expect(page).toMatch(/body \/kind kind must be one of cat or dog \S+: \["cat","dog"\] \[redacted\]/);
  expect(page).not.toContain("hush");
});

test("that of any has the stubs in force beside it, and says what it cannot tell", async () => {
  const { createPet, stub } = inSession(mock);
  await stub({ name: "for Ada", operation: "createPet", when: { body: { "/name": "Ada" }, state: "Open" } });
  const page = await pageOf(await createPet());
  expect(page).toContain(
    'Stubs it was held against for Ada . It also asks for state. Wanted What came ≠ body /name must be "Ada" it is "Rex"',
  );
  expect(page).toContain("states and counts have moved on since");
});

test("a body of which the journal has the beginning is not compared: that is said", async () => {
  const short = await startMock({ document: petDocument, maxJournalBody: 20 });
  const { createPet, stub } = inSession(short);
  await stub({ operation: "createPet", when: { body: { "/name": "Ada" } } });
  const answer = await createPet({ name: "x".repeat(30) });
  const url = `${short.url}/__admin/requests/${answer.headers.get("x-mock-exchange") ?? ""}`;
  const html = await (await fetch(url, { headers: { accept: "text/html" } })).text();
  expect(html).toContain("The journal has only the beginning of the body");
  expect(html).not.toContain("must be &quot;Ada&quot;");
});

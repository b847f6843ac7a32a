import type { MockServer } from "../../src/index.ts";
import { ada, ambassadors, ask, startMock, stopAll } from "../support/mock.ts";

let mock: MockServer;
let sessions = 0;

beforeAll(async () => {
  mock = await startMock({ scenarios: "scenarios" });
});
afterAll(stopAll);

/** Somebody of whom nobody has heard, who sends creates with a scenario on. */
function tester(scenario: string) {
  const session = `tester-${String(++sessions)}`;
  const headers = { "x-mock-session": session, ...(scenario && { prefer: `scenario=${scenario}` }) };
  const { create, post } = ambassadors(mock);
  const status = (answer: Promise<{ status: number }>) =>
    answer.then(
      (one) => one.status,
      () => "broken",
    );
  return {
    create: (fields: object = {}, more: Record<string, string> = {}) =>
      create({ ...ada, ...fields }, { ...headers, ...more }),
    /** What becomes of one create after the other: statuses, or `broken`. */
    statuses: async (count: number, more: Record<string, string> = {}) => {
      const seen: unknown[] = [];
      for (let turn = 0; turn < count; turn++) seen.push(await status(create(ada, { ...headers, ...more })));
      return seen;
    },
    anything: (body: unknown) => status(post({ headers, body })),
    stored: async () =>
      (await ask(`${mock.url}/__admin/store/ambassadors`, { headers: { "x-mock-session": session } }))
        .json as unknown as Record<string, unknown>[],
  };
}

test("all are described, and the magic values alone are on", async () => {
  const { json } = await ask(`${mock.url}/__admin/scenarios`);
  const all = json["scenarios"] as { name: string; description: string; active: boolean }[];
  expect(all.filter(({ active }) => active).map(({ name }) => name)).toEqual(["magic-values"]);
  for (const { description } of all) expect(description.length).toBeGreaterThan(40);
});

test.each<[string, number, { body?: object; headers?: Record<string, string> }]>([
  ["an expired token", 401, { headers: { authorization: "Bearer expired" } }],
  ["an expired token, its scheme written otherwise", 401, { headers: { authorization: "bearer expired" } }],
  ["another token that begins like it", 201, { headers: { authorization: "Bearer expired2" } }],
  ["a token in capitals", 201, { headers: { authorization: "Bearer EXPIRED" } }],
  ["an ambassador's token", 403, { headers: { authorization: "Bearer ambassador" } }],
  ["a taken email", 422, { body: { email: "taken@example.com" } }],
  ["an unknown referrer", 404, { body: { ambassador_id_referrer: "unknown" } }],
  ["anything else", 201, { body: { ambassador_id_referrer: "7" } }],
])("magic values: %s", async (_, expected, { body, headers }) => {
  expect((await tester("").create(body, headers)).status).toBe(expected);
});

test("unique-email: a second ambassador with an email is refused", async () => {
  const { create } = tester("unique-email");
  const statuses = [(await create()).status, (await create()).status];
  expect([...statuses, (await create({ email: "bob@example.com" })).status]).toEqual([201, 422, 201]);
});

test("referrer-must-exist: only a referrer that was created is accepted", async () => {
  const { create } = tester("referrer-must-exist");
  await create();
  const statusOf = async (ambassador_id_referrer?: unknown) =>
    (await create({ ambassador_id_referrer })).status;
  const seen = [await statusOf("1"), await statusOf("80"), await statusOf(null), await statusOf("")];
  expect([...seen, await statusOf()]).toEqual([201, 404, 201, 201, 201]);
});

test("flaky: the third time is lucky, again and again", async () => {
  expect(await tester("flaky").statuses(6)).toEqual([503, "broken", 201, 503, "broken", 201]);
});

test.each([
  ["outage", 503],
  ["unauthorized", 401],
  ["forbidden", 403],
])("%s: %i, whatever was sent", async (scenario, status) => {
  const { anything, statuses } = tester(scenario);
  expect([...(await statuses(2)), await anything("{")]).toEqual([status, status, status]);
});

test("created: 201, whatever was sent", async () => {
  expect(await tester("created").anything({ lastname: 7 })).toBe(201);
});

test("not-found and invalid: 404 and 422 to who keeps the contract, and what is wrong to all others", async () => {
  expect(await tester("not-found").statuses(1)).toEqual([404]);
  const invalid = await tester("invalid").create();
  expect([invalid.status, Object.keys(invalid.json["errors"] as object)]).toEqual([
    422,
    ["email", "phone_1"],
  ]);
  expect((await tester("not-found").create({ email: "x" })).status).toBe(422);
  expect(await tester("invalid").anything(ada)).toBe(401);
});

test("field-errors: every field of the request can be refused on its own", async () => {
  const [operation] = mock.contract.operations;
  const schema = mock.contract.schemas.at(
    `${operation!.fragment}/requestBody/content/application~1json/schema`,
    "request",
  );
  const names = Object.keys((schema as { properties: object }).properties);
  expect(names.length).toBeGreaterThan(30);
  for (const name of names.filter((one) => one !== "roles")) {
    const value = name === "email" ? "invalid@example.com" : "invalid";
    const { status, json } = await tester("field-errors").create({ [name]: value });
    expect([status, Object.keys(json["errors"] as object)]).toEqual([422, [name]]);
  }
  for (const name of ["status_role", "manager_role"]) {
    const { status, json } = await tester("field-errors").create({ roles: [{ [name]: "invalid" }] });
    expect([status, Object.keys(json["errors"] as object)]).toEqual([422, [`roles.0.${name}`]]);
  }
  expect(await tester("field-errors").statuses(1)).toEqual([201]);
});

test("token-expires: a token is good for three creates, and a new one for as many as there are", async () => {
  const { statuses } = tester("token-expires");
  const old = { authorization: "Bearer short-lived" };
  expect(await statuses(5, old)).toEqual([201, 201, 201, 401, 401]);
  expect(await statuses(5, { authorization: "Bearer new" })).toEqual([201, 201, 201, 201, 201]);
});

test("moderation: who is created waits, and is active later", async () => {
  const { create, stored } = tester("moderation");
  const { status, json } = await create();
  expect([status, json["active"], json["status"], json["validate_date"]]).toEqual([201, 0, 0, null]);
  await create({ email: "bob@example.com" });
  const again = await create();
  expect([again.status, again.json["errors"]]).toEqual([422, { email: ["email has already been taken"] }]);
  const [first, second] = await stored();
  expect(first).toMatchObject({
    email: ada.email,
    active: 1,
    validate_date: "2025-11-17T09:00:00Z",
  });
  expect(second).toMatchObject({ email: "bob@example.com", active: 0, validate_date: null });
});

test("rate-limit: beyond five requests the client is told when to come back", async () => {
  const { statuses, create } = tester("rate-limit");
  expect(await statuses(5)).toEqual([201, 201, 201, 201, 201]);
  const { status, headers } = await create();
  expect([status, Number(headers.get("retry-after"))]).toEqual([429, expect.any(Number)]);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
});

test("unstable: one request in five fails, the same ones again in another session", async () => {
  const first = await tester("unstable").statuses(60);
  const failed = first.filter((status) => status === 503).length;
  expect([failed > 4, failed < 24]).toEqual([true, true]);
  expect(await tester("unstable").statuses(60)).toEqual(first);
});

test("slow: the answer is the usual one, and the journal says how long it took", async () => {
  const { status, headers } = await tester("slow").create();
  expect([status, headers.get("x-mock-source")]).toEqual([201, "store"]);
});

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { jest } from "@jest/globals";
import type { MockServer } from "../../src/index.ts";
import { ada, ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";
import { Line, written } from "../support/wire.ts";

afterAll(stopAll);

const many = Array.from({ length: 24 }, (_, number) => number);

/** Things with a property for each of many clients. */
async function openThings(id: "string" | "integer" = "string") {
  const thing = {
    type: "object",
    required: ["id"],
    properties: {
      id: { type: id },
      ...Object.fromEntries(many.map((n) => [`by_${n}`, { type: "integer" }])),
    },
  };
  const content = { "application/json": { schema: thing } };
  const sent = { "application/json": { schema: { ...thing, required: [] } } };
  const answers = (status: string) => ({ [status]: { description: "A thing", content } });
  const requestBody = { required: true, content: sent };
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: id } }];
  const conflict = { "409": { description: "It is there" } };
  const folder = await temporaryFolder();
  const document = join(folder, "things.json");
  const paths = {
    "/things": {
      post: { operationId: "create", requestBody, responses: { ...answers("201"), ...conflict } },
    },
    "/things/{id}": {
      parameters,
      get: { operationId: "read", responses: answers("200") },
      patch: { operationId: "change", requestBody, responses: answers("200") },
    },
  };
  await writeFile(
    document,
    JSON.stringify({ openapi: "3.1.0", info: { title: "Things", version: "1" }, paths }),
  );
  const scenario = (n: number) =>
    `  - { operation: create, when: { body: { /id: { equals: by ${n} } } }, respond: { status: 201 }, ` +
    `then: { store: [{ update: things, key: a, value: { by_${n}: ${n} } }] } }`;
  const scenarios = join(folder, "effects.yaml");
  await writeFile(
    scenarios,
    ["scenario: effects", "description: d", "active: true", "stubs:", ...many.map(scenario), ""].join("\n"),
  );
  return { document, scenarios: folder };
}

/** Sends requests in one piece over one connection, so that all are read before one is answered; the statuses. */
async function together(
  mock: MockServer,
  requests: readonly { readonly target: string; readonly method: string; readonly body: unknown }[],
): Promise<readonly number[]> {
  const texts = requests.map(({ target, method, body }, index) => {
    const last = index === requests.length - 1 ? { Connection: "close" } : {};
    const headers = { Authorization: "Bearer x", ...last };
    return written(target, { method, headers, body: JSON.stringify(body) });
  });
  const { text } = await new Line(mock).send(texts.join("")).ended;
  return [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
}

const everybody = Object.fromEntries(many.map((n) => [`by_${n}`, n]));

/** Each changes a property of its own of the same thing. */
async function expectEverybodysChange(mock: MockServer): Promise<void> {
  const changes = many.map((n) => ({
    target: "/things/a",
    method: "PATCH",
    body: { id: "a", [`by_${n}`]: n },
  }));
  expect(await together(mock, changes)).toEqual(many.map(() => 200));
  expect((await ask(`${mock.url}/things/a`)).json).toMatchObject(everybody);
}

describe("requests that come in together", () => {
  test("each find what the one before has written", async () => {
    const mock = await startMock(await openThings());
    await ask(`${mock.url}/things`, { method: "POST", body: { id: "a" } });
    await expectEverybodysChange(mock);
  });

  test("lose nothing of what stubs do to the store", async () => {
    const mock = await startMock(await openThings());
    await ask(`${mock.url}/things`, { method: "POST", body: { id: "a" } });
    const others = many.map((n) => ({ target: "/things", method: "POST", body: { id: `by ${n}` } }));
    expect(await together(mock, others)).toEqual(many.map(() => 201));
    expect((await ask(`${mock.url}/things/a`)).json).toMatchObject(everybody);
  });

  test("find what stubs ask of the store as the one before has left it", async () => {
    const folder = await temporaryFolder();
    const guard =
      "{ operation: create, when: { store: { collection: things, where: { /by_1: { equals: 1 } }, exists: true } }, " +
      "respond: { status: 409 } }";
    await writeFile(
      join(folder, "guard.yaml"),
      `scenario: guard\ndescription: d\nactive: true\nstubs:\n  - ${guard}\n`,
    );
    const mock = await startMock({ ...(await openThings()), scenarios: folder });
    const creates = many.map((n) => ({ target: "/things", method: "POST", body: { id: `n${n}`, by_1: 1 } }));
    expect(await together(mock, creates)).toEqual([201, ...many.slice(1).map(() => 409)]);
  });

  test("find it after a restart too, from the file", async () => {
    const data = await temporaryFolder();
    const things = await openThings();
    const first = await startMock({ ...things, store: "file", data });
    await ask(`${first.url}/things`, { method: "POST", body: { id: "a" } });
    await first.stop();
    const mock = await startMock({ ...things, store: "file", data });
    await expectEverybodysChange(mock);
  });

  test("cannot create the same thing twice", async () => {
    const mock = await startMock(await openThings());
    const same = many.map(() => ({ target: "/things", method: "POST", body: { id: "b" } }));
    expect(await together(mock, same)).toEqual([201, ...many.slice(1).map(() => 409)]);
  });

  test("create nothing over what another creates under an id of its own", async () => {
    const mock = await startMock(await openThings("integer"));
    const creates = many.map((n) => ({
      target: "/things",
      method: "POST",
      body: n % 2 === 0 ? {} : { id: n },
    }));
    const created = (await together(mock, creates)).filter((status) => status === 201).length;
    const { headers } = await ask(`${mock.url}/__admin/store/things?limit=1`);
    expect(created).toBeGreaterThan(many.length / 2);
    expect(headers.get("x-total-count")).toBe(String(created));
  });

  test("get ids and exchanges of their own, in the order they came", async () => {
    const mock = await startMock();
    const target = "/api/v2/manager/ambassadors";
    const creates = many.map((n) => ({ target, method: "POST", body: { ...ada, firstname: `Ada${n}` } }));
    expect(await together(mock, creates)).toEqual(many.map(() => 201));
    const exchanges = (await mock.session("default").requests()).toReversed();
    expect(exchanges.map(({ id }) => id)).toEqual(many.map((n) => `default-${n + 1}`));
    const bodies = exchanges.map(({ response }) => response.body as Record<string, unknown>);
    expect(bodies.map(({ firstname }) => firstname)).toEqual(many.map((n) => `Ada${n}`));
    expect(bodies.map((body) => body["id_ambassador"])).toEqual(many.map((n) => n + 1));
  });
});

test("a mock in a test answers while the test's timers stand still", async () => {
  const { url } = await startMock();
  jest.useFakeTimers();
  try {
    const path = "/api/v2/manager/ambassadors";
    expect((await ask(url + path, { method: "POST", body: ada })).status).toBe(401);
  } finally {
    jest.useRealTimers();
  }
});

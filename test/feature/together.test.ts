import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { jest } from "@jest/globals";
import type { MockServer } from "../../src/index.ts";
import { ada, ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";
import { Line, written } from "../support/wire.ts";

afterAll(stopAll);

const many = Array.from({ length: 24 }, (_, number) => number);
const others = many.slice(1);

/** Things with a property for each of many clients, and parts of things. */
async function things(id: "string" | "integer" = "string"): Promise<string> {
  const schema = {
    type: "object",
    required: ["id"],
    properties: {
      id: { type: id },
      ...Object.fromEntries(many.map((n) => [`by_${n}`, { type: "integer" }])),
    },
  };
  const answers = (...statuses: string[]) => ({
    ...Object.fromEntries(
      statuses.map((one) => [one, { description: "", content: { "application/json": { schema } } }]),
    ),
    "404": { description: "It is not there" },
    "409": { description: "It is there" },
  });
  const requestBody = {
    required: true,
    content: { "application/json": { schema: { ...schema, required: [] } } },
  };
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: id } }];
  const list = {
    "200": {
      description: "",
      content: { "application/json": { schema: { type: "array", items: schema } } },
    },
  };
  const paths = {
    "/things": {
      post: { operationId: "create", requestBody, responses: answers("201") },
      get: { operationId: "list", responses: list },
    },
    "/things/{id}": {
      parameters,
      get: { operationId: "read", responses: answers("200") },
      patch: { operationId: "change", requestBody, responses: answers("200") },
      put: { operationId: "put", requestBody, responses: answers("200", "201") },
      delete: { operationId: "remove", responses: { "204": { description: "" } } },
    },
    "/things/{thing}/parts": {
      parameters: parameters.map((parameter) => ({ ...parameter, name: "thing" })),
      post: { operationId: "add", requestBody, responses: answers("201") },
      get: { operationId: "parts", responses: list },
    },
  };
  const document = join(await temporaryFolder(), "things.json");
  await writeFile(
    document,
    JSON.stringify({ openapi: "3.1.0", info: { title: "Things", version: "1" }, paths }),
  );
  return document;
}

/** An active scenario of these stubs, one a line. */
async function scenario(...stubs: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  const lines = ["scenario: together", "description: d", "active: true", "stubs:"];
  await writeFile(join(folder, "s.yaml"), [...lines, ...stubs.map((stub) => `  - ${stub}`), ""].join("\n"));
  return folder;
}

interface Sent {
  readonly target: string;
  readonly method: string;
  readonly body?: unknown;
}

interface Got {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

type Together = (mock: MockServer, requests: readonly Sent[]) => Promise<readonly Got[]>;

const headers = { Authorization: "Bearer x" };

function line({ target, method, body }: Sent, more: Record<string, string> = {}): string {
  return written(target, {
    method,
    headers: { ...headers, ...more },
    body: body === undefined ? "" : JSON.stringify(body),
  });
}

function got(text: string): Got[] {
  return text
    .split(/(?=HTTP\/1\.1 \d)/)
    .slice(text.startsWith("HTTP") ? 0 : 1)
    .map((answer) => {
      const body = answer.slice(answer.indexOf("\r\n\r\n") + 4);
      return {
        status: Number(answer.slice(9, 12)),
        body: (/^[[{]/.test(body) ? JSON.parse(body) : {}) as Got["body"],
      };
    });
}

/** Sends requests in one piece, so that all are read before one is answered. */
const overOneConnection: Together = async (mock, requests) => {
  const texts = requests.map((one, index) =>
    line(one, index === requests.length - 1 ? { Connection: "close" } : {}),
  );
  return got((await new Line(mock).send(texts.join("")).ended).text);
};

/** Sends each over a connection that is open already, all in one turn of the event loop. */
const overManyConnections: Together = async (mock, requests) => {
  const lines = requests.map(() => new Line(mock).send(written("/__admin/health")));
  await Promise.all(lines.map((one) => one.until("}")));
  const heard = lines.map((one) => one.text.length);
  requests.forEach((one, index) => lines[index]?.send(line(one, { Connection: "close" })));
  const ends = await Promise.all(lines.map((one) => one.ended));
  return ends.flatMap(({ text }, index) => got(text.slice(heard[index])));
};

const insideTheProcess: Together = async (mock, requests) => {
  const calls = requests.map(({ target, method, body }) =>
    mock.handle(`http://mock${target}`, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return Promise.all(
    (await Promise.all(calls)).map(async (answer) => {
      const text = await answer.text();
      return { status: answer.status, body: (text === "" ? {} : JSON.parse(text)) as Got["body"] };
    }),
  );
};

const everybody = Object.fromEntries(many.map((n) => [`by_${n}`, n]));
const a = { target: "/things", method: "POST", body: { id: "a" } };
const statusesOf = (answers: readonly Got[]) => answers.map(({ status }) => status).toSorted();
const oneOf = (first: number, rest: number) => [first, ...others.map(() => rest)];

const ways: readonly (readonly [string, Together])[] = [
  ["over one connection", overOneConnection],
  ["over many connections", overManyConnections],
  ["inside the process", insideTheProcess],
];

describe.each(ways)("requests that come in together %s", (_way, together) => {
  /** Each changes a property of its own of the same thing. */
  async function expectEverybodysChange(mock: MockServer): Promise<void> {
    const changes = many.map((n) => ({
      target: "/things/a",
      method: "PATCH",
      body: { id: "a", [`by_${n}`]: n },
    }));
    expect(statusesOf(await together(mock, changes))).toEqual(many.map(() => 200));
    expect((await ask(`${mock.url}/things/a`)).json).toMatchObject(everybody);
  }

  const create = (mock: MockServer) => ask(mock.url + a.target, a);

  test("each find what the one before has written", async () => {
    const mock = await startMock({ document: await things() });
    await create(mock);
    await expectEverybodysChange(mock);
  });

  test("find it after a restart too, from the file", async () => {
    const files = { document: await things(), store: "file", data: await temporaryFolder() } as const;
    const first = await startMock(files);
    await create(first);
    await first.stop();
    await expectEverybodysChange(await startMock(files));
  });

  test("lose nothing of what stubs do to the store", async () => {
    const stubs = many.map(
      (n) =>
        `{ operation: create, when: { body: { /id: { equals: by ${n} } } }, respond: { status: 201 }, ` +
        `then: { store: [{ update: things, key: a, value: { by_${n}: ${n} } }] } }`,
    );
    const mock = await startMock({ document: await things(), scenarios: await scenario(...stubs) });
    await create(mock);
    const creates = many.map((n) => ({ ...a, body: { id: `by ${n}` } }));
    expect(statusesOf(await together(mock, creates))).toEqual(many.map(() => 201));
    expect((await ask(`${mock.url}/things/a`)).json).toMatchObject(everybody);
  });

  test("find what stubs ask of the store as the one before has left it", async () => {
    const guard =
      "{ operation: create, when: { store: { collection: things, where: { /by_1: { equals: 1 } }, exists: true } }, " +
      "respond: { status: 409 } }";
    const mock = await startMock({ document: await things(), scenarios: await scenario(guard) });
    const creates = many.map((n) => ({ ...a, body: { id: `n${n}`, by_1: 1 } }));
    expect(statusesOf(await together(mock, creates))).toEqual(oneOf(201, 409));
  });

  test("find a lock that one of them has taken", async () => {
    const lock =
      "{ operation: change, phase: first, when: { store: { collection: things, where: { /id: { equals: lock } }, exists: true } }, " +
      "respond: { status: 409 } }";
    const take =
      "{ operation: change, when: { store: { collection: things, where: { /id: { equals: lock } }, exists: false } }, " +
      "then: { store: [{ put: things, value: { id: lock } }] } }";
    const mock = await startMock({ document: await things(), scenarios: await scenario(lock, take) });
    await create(mock);
    const changes = many.map((n) => ({ target: "/things/a", method: "PATCH", body: { by_0: n } }));
    expect(statusesOf(await together(mock, changes))).toEqual(oneOf(200, 409));
  });

  test("are told a number of their own by a template that counts", async () => {
    const count = '{ operation: create, respond: { body: { by_0: "{{ store.things.length }}" } } }';
    const mock = await startMock({ document: await things(), scenarios: await scenario(count) });
    const answers = await together(
      mock,
      many.map((n) => ({ ...a, body: { id: `n${n}` } })),
    );
    const counted = answers.map(({ body }) => Number(body["by_0"])).toSorted((x, y) => x - y);
    expect(counted).toEqual(many);
  });

  test("take the steps of a sequence and the states of a scenario one by one", async () => {
    const mock = await startMock({
      document: await things(),
      scenarios: await scenario(
        "{ operation: read, when: { state: { equals: Started } }, respond: { status: 404 }, then: { state: there } }",
        "{ operation: list, respond: { sequence: [{ status: 503, undeclared: true }, {}] } }",
      ),
    });
    const reads = many.map(() => ({ target: "/things/a", method: "GET" }));
    expect(statusesOf(await together(mock, reads))).toEqual([...others.map(() => 200), 404]);
    const lists = many.map(() => ({ target: "/things", method: "GET" }));
    expect(statusesOf(await together(mock, lists))).toEqual([...others.map(() => 200), 503]);
  });

  test("cannot create the same thing twice", async () => {
    const mock = await startMock({ document: await things() });
    const creates = many.map((n) =>
      n % 2 === 0 ? a : { target: "/things/a", method: "PUT", body: { id: "a", by_0: n } },
    );
    const statuses = statusesOf(await together(mock, creates));
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect((await ask(`${mock.url}/__admin/store/things`)).headers.get("x-total-count")).toBe("1");
  });

  test("create nothing over what another creates under an id of its own", async () => {
    const mock = await startMock({ document: await things("integer") });
    const creates = many.map((n) => ({ ...a, body: n % 2 === 0 ? {} : { id: n } }));
    const created = statusesOf(await together(mock, creates)).filter((status) => status === 201).length;
    const { headers: told } = await ask(`${mock.url}/__admin/store/things?limit=1`);
    expect(created).toBeGreaterThan(many.length / 2);
    expect(told.get("x-total-count")).toBe(String(created));
  });

  test("leave no part of a thing that is gone", async () => {
    const mock = await startMock({ document: await things() });
    await create(mock);
    const requests = many.map((n) =>
      n === 12
        ? { target: "/things/a", method: "DELETE", body: {} }
        : { target: "/things/a/parts", method: "POST", body: { id: `p${n}` } },
    );
    const statuses = statusesOf(await together(mock, requests));
    expect(new Set(statuses)).toEqual(new Set([201, 204, 404]));
    const { headers: told } = await ask(`${mock.url}/__admin/store/things%2Fa%2Fparts`);
    expect(Number(told.get("x-total-count"))).toBe(0);
  });

  test("get ids and exchanges of their own, in the order they came", async () => {
    const mock = await startMock();
    const target = "/api/v2/manager/ambassadors";
    const creates = many.map((n) => ({ target, method: "POST", body: { ...ada, firstname: `Ada${n}` } }));
    const answers = await together(mock, creates);
    expect(answers.map(({ body }) => body["firstname"])).toEqual(many.map((n) => `Ada${n}`));
    const exchanges = (await mock.session("default").requests()).toReversed();
    expect(exchanges.map(({ id }) => id)).toEqual(many.map((n) => `default-${n + 1}`));
    const bodies = exchanges.map(({ response }) => response.body as Record<string, unknown>);
    expect(bodies.map((body) => body["id_ambassador"])).toEqual(many.map((n) => n + 1));
  });
});

test("requests over one connection find what those before them did, also of another kind", async () => {
  const mock = await startMock({ document: await things() });
  const requests = many.flatMap((n) => [
    { ...a, body: { id: `n${n}` } },
    { target: `/things/n${n}`, method: "GET" },
    { target: `/things/n${n}`, method: "DELETE" },
    { target: `/things/n${n}`, method: "GET" },
  ]);
  const statuses = (await overOneConnection(mock, requests)).map(({ status }) => status);
  expect(statuses).toEqual(many.flatMap(() => [201, 200, 204, 404]));
});

describe("a client", () => {
  const one = { ...a, body: { id: "n" } };

  test.each([
    ["a read", [{ target: "/things", method: "GET" }], [200]],
    ["a create", [one], [201]],
    ["two requests", [one, { target: "/things/n", method: "GET" }], [201, 200]],
    ["a question to the mock itself", [{ target: "/__admin/health", method: "GET" }], [200]],
  ])("that sends %s and ends its side of the connection is answered", async (_what, requests, statuses) => {
    const mock = await startMock({ document: await things() });
    const sending = new Line(mock);
    sending.socket.end(requests.map((request) => line(request)).join(""));
    expect(got((await sending.ended).text).map(({ status }) => status)).toEqual(statuses);
  });

  test("that goes away with a request waiting behind another leaves nothing behind", async () => {
    const mock = await startMock({
      document: await things(),
      store: "file",
      durable: true,
      data: await temporaryFolder(),
    });
    const requests = [a, { ...a, body: { id: "b" } }].map((request) => line(request)).join("");
    await Promise.all(
      many.map(async () => {
        const sending = new Line(mock);
        await new Promise<void>((resolve) => sending.socket.write(requests, () => resolve()));
        sending.socket.destroy();
        await sending.ended;
      }),
    );
    await mock.stop();
  });

  test("that asks the mock itself over one connection is told what the requests before it did", async () => {
    const mock = await startMock({ document: await things() });
    const list = { target: "/things", method: "GET" };
    const reset = { target: "/__admin/reset", method: "POST" };
    const answers = await overOneConnection(mock, [a, list, reset, list]);
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 204, 200]);
    expect(answers[1]?.body).toMatchObject([{ id: "a" }]);
    expect(answers[3]?.body).not.toMatchObject([{ id: "a" }]);
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

import type { MockServer, PatternInput } from "../../src/index.ts";
import { apiOf } from "../support/answers.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

const pet = {
  type: "object",
  required: ["name"],
  properties: { name: { type: "string" }, tags: { type: "array", items: { type: "string" } } },
};
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const id = { name: "petId", in: "path", required: true, schema: { type: "integer" } };
const document = apiOf({
  "/pets": {
    get: {
      operationId: "listPets",
      parameters: [{ name: "limit", in: "query", schema: { type: "integer", maximum: 10 } }],
      responses: { 200: { description: "OK", ...json({ type: "array", items: pet }) } },
    },
    post: {
      operationId: "createPet",
      requestBody: { required: true, ...json(pet) },
      responses: { 201: { description: "Created", ...json(pet) } },
    },
  },
  "/pets/{petId}": {
    parameters: [id],
    get: { operationId: "showPet", responses: { 200: { description: "OK", ...json(pet) } } },
  },
});

let mock: MockServer;
let sessions = 0;

beforeAll(async () => {
  mock = await startMock({ document });
});
afterAll(stopAll);

/** A session that has created Ada and Bob, and looked at pet 7 and at a list. */
async function visited() {
  const session = mock.session(`visit-${String(++sessions)}`);
  const { headers } = session;
  const send = (path: string, body?: object, more: Record<string, string> = {}) =>
    ask(mock.url + path, { method: body ? "POST" : "GET", headers: { ...headers, ...more }, body });
  await send("/pets", { name: "Ada", tags: ["red"] }, { "x-trace": "1" });
  await send("/pets", { name: "Bob" });
  await send("/pets/7");
  await send("/pets?limit=3&__delay=1");
  const admin = (path: string, body?: unknown) =>
    ask(`${mock.url}/__admin${path}`, { method: body === undefined ? "GET" : "POST", headers, body });
  return { session, send, admin };
}

test.each<[PatternInput, number]>([
  [{}, 4],
  [{ operation: "createPet" }, 2],
  [{ operation: "post /pets", body: { "/name": "Ada" } }, 1],
  [{ body: { "/tags/0": { equals: "red" } } }, 1],
  [{ operation: "createPet", body: { "/tags": { exists: false } } }, 1],
  [{ headers: { "X-Trace": { exists: true } } }, 1],
  [{ operation: "showPet", path: { petId: 7 } }, 1],
  [{ operation: "listPets", query: { limit: { lte: 3 } } }, 1],
  [{ query: { __delay: { exists: true } } }, 0],
  [{ operation: "showPet", path: { petId: 8 } }, 0],
])("of what came, %j came %i times", async (pattern, count) => {
  const { session, admin } = await visited();
  expect((await admin("/requests/count", pattern)).json).toEqual({ count });
  const { json } = await admin("/requests/find?limit=1", pattern);
  expect(json["meta"]).toEqual({ total: count });
  expect(json["requests"]).toHaveLength(Math.min(1, count));
  expect(await session.find(pattern)).toHaveLength(count);
  await session.verify(pattern, { times: count });
});

test("what is found is newest first, and another session's is not in it", async () => {
  const { session } = await visited();
  await visited();
  const found = await session.find({ operation: "createPet" });
  expect(found.map(({ request }) => (request.body as { name: string }).name)).toEqual(["Bob", "Ada"]);
});

test.each<[object, RegExp]>([
  [
    { operation: "createPets" },
    /\/operation: the contract has no operation "createPets" \(did you mean createPet\?\)/,
  ],
  [
    { operation: "createPet", body: { "/nam": "x" } },
    /\/body\/~1nam: createPet has no field \/nam .*did you mean name/,
  ],
  [
    { operation: "createPet", body: { "/name": { equal: "x" } } },
    /there is no matcher "equal" \(did you mean equals\?\)/,
  ],
  [{ bodi: {} }, /\/bodi: nothing is called "bodi" here \(did you mean body\?\)/],
  [{ body: { "/name": { matches: "(?=a)" } } }, /no regular expression/],
  [{ body: { "/name": "{{ state }}" } }, /a pattern holds no template/],
])("%j names what is not there: said with its place", async (pattern, message) => {
  const { session, admin } = await visited();
  await expect(session.verify(pattern)).rejects.toThrow(message);
  const { status, json } = await admin("/requests/count", pattern);
  expect([status, json["code"]]).toEqual([400, "admin-invalid-request"]);
});

describe("a verification that fails", () => {
  test("tells how often it came, and what came nearest and why it is not it", async () => {
    const { session } = await visited();
    const failed = session.verify({ operation: "createPet", body: { "/name": "Eve" } }, { times: 2 });
    await expect(failed).rejects.toThrow(
      /^expected \{"operation":"createPet","body":\{"\/name":"Eve"\}\} 2 times, but it came never\n {2}the nearest:\n {2}\S+-2 POST \/pets → 201: body \/name must be "Eve", but it is "Bob"\n {2}\S+-1 POST/,
    );
  });

  test.each([
    [{ never: true }, /never, but it came 2 times\n {2}\S+-2 POST \/pets → 201/],
    [{ atMost: 1 }, /at most once, but it came 2 times/],
    [{ atLeast: 3 }, /at least 3 times, but it came 2 times/],
    [{ times: 1 }, /once, but it came 2 times/],
  ])("%j", async (times, message) => {
    const { session } = await visited();
    await expect(session.verify({ operation: "createPet" }, times)).rejects.toThrow(message);
  });

  test("says that nothing came where nothing did", async () => {
    const failed = mock.session("quiet").verify({ operation: "listPets" });
    await expect(failed).rejects.toThrow(/at least once, but it came never\n {2}nothing else came/);
  });

  test.each([[{ atLeast: 2, atMost: 3 }], [{ atLeast: 1 }], [{ times: 2 }], [{}]])(
    "%j holds",
    async (times) => {
      const { session } = await visited();
      await session.verify({ operation: "createPet" }, times);
    },
  );
});

test("a consumer's contract test is one line: it says what broke the contract, and what is not in it", async () => {
  const { session, send } = await visited();
  await session.verifyNoViolations();
  await send("/pets", { name: 7 });
  await send("/pets", { name: 7 }, { prefer: "code=500" });
  await send("/pest");
  const message = await session.verifyNoViolations().then(
    () => "",
    (error: unknown) => (error as Error).message,
  );
  expect(message.split("\n").slice(1)).toEqual([
    expect.stringMatching(/-5 POST \/pets → 422: name must be a string/),
    expect.stringMatching(/-6 POST \/pets → 500: name must be a string/),
    expect.stringMatching(/-7 GET \/pest → 404: not in the contract \(did you mean GET \/pets\?\)$/),
  ]);
});

test("what the contract does not have is a list of its own", async () => {
  const { send, admin } = await visited();
  await send("/pest");
  const { json } = await admin("/requests/unmatched");
  expect(json).toMatchObject({ meta: { total: 1 }, requests: [{ request: { url: "/pest" } }] });
});

test("a journal that had to drop exchanges vouches for nothing that they might have been", async () => {
  const small = await startMock({ document, maxExchanges: 3 });
  const session = small.session("long");
  const send = (path: string, body?: object) =>
    ask(session.url + path, { method: body ? "POST" : "GET", body });
  await send("/pets", { name: 7 });
  for (let count = 0; count < 3; count += 1) await send("/pets");
  const dropped = /the journal has dropped the 1 oldest of this session.*--max-exchanges/;
  await expect(session.verifyNoViolations()).rejects.toThrow(dropped);
  await expect(session.verify({ operation: "createPet" }, { never: true })).rejects.toThrow(dropped);
  await expect(session.verify({ operation: "listPets" }, { times: 3 })).rejects.toThrow(dropped);
  await expect(session.verify({ operation: "createPet" })).rejects.toThrow(dropped);
  await session.verify({ operation: "listPets" }, { atLeast: 3 });
  await session.verify({ operation: "listPets" }, { atMost: 4 });
  await ask(`${session.url}/__admin/requests`, { method: "DELETE" });
  await session.verifyNoViolations();
});

test("a request that is refused on its way is one of its operation, and no breach of the contract", async () => {
  const { session, send } = await visited();
  await send("/pets", undefined, { prefer: "code=banana" });
  const [refused] = await session.requests();
  expect(refused).toMatchObject({ operationId: "listPets", response: { status: 400 } });
  await session.verify({ operation: "listPets" }, { times: 2 });
  await session.verifyNoViolations();
});

test("every request is one that the contract does not have, too", async () => {
  const { session, send } = await visited();
  await send("/pest");
  await session.verify({}, { times: 5 });
  await expect(session.verify({}, { never: true })).rejects.toThrow(
    /it came 5 times\n {2}\S+ GET \/pest → 404/,
  );
  await session.verify({ operation: "listPets" }, { times: 1 });
});

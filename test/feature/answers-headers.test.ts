import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MockServer } from "../../src/index.ts";
import { apiOf, described, got, json, pet, send, text, whole } from "../support/answers.ts";
import { startMock, stopAll, temporaryFolder } from "../support/mock.ts";
import { plainJudge } from "../support/schemas.ts";

const header = (schema: object, more: object = {}) => ({ schema, ...more });
const colour = { type: "object", required: ["R", "G"], properties: { R: { const: 1 }, G: { const: 2 } } };
const numbers = { type: "array", minItems: 2, maxItems: 2, items: { enum: [7, 8] } };
const limit = { type: "integer", minimum: 10, maximum: 20 };

/** What a document may say of headers, well meant or not. */
const headers = {
  "X-Authored": header(text, { example: "as written" }),
  "X-Named": { schema: whole, examples: { one: { value: 11 }, two: { value: 12 } } },
  "X-Shared": { $ref: "#/components/headers/Shared" },
  "X-Schema": header({ ...text, examples: ["of the schema"] }),
  "X-Required": header(limit, { required: true }),
  "X-Optional": header(limit),
  "X-Enum": header({ enum: ["red"] }),
  "X-Flag": header({ const: true }),
  "X-Uuid": header({ type: "string", format: "uuid" }),
  "X-List": header(numbers),
  "X-Object": header(colour),
  "X-Exploded": header(colour, { explode: true }),
  "X-Document": { content: { "application/json": { schema: pet } } },
  "X-Shown": { content: { "application/json": { schema: pet, example: { id: 1, name: "Zoë" } } } },
  "X-Null": header(text, { example: null }),
  "X-Foreign": header(text, { example: "naïve\r\nX-Injected: yes" }),
  "X-Long": header(text, { example: "x".repeat(9000) }),
  "X-Impossible": header({ allOf: [{ type: "string" }, { type: "integer" }] }),
  "X-Dangling": header({ $ref: "#/components/schemas/Nowhere" }),
  "bad name": header(text),
  "X:Bad": header(text),
  "Content-Type": header({ const: "text/html" }),
  "content-length": header({ const: 1 }),
  "Content-Encoding": header({ const: "gzip" }),
  "Transfer-Encoding": header({ const: "gzip, chunked" }),
  Connection: header({ const: "upgrade" }),
  "Access-Control-Allow-Origin": header({ const: "https://elsewhere.example" }),
  "X-Mock-Source": header({ const: "me" }),
};

const usual = {
  ETag: header(text),
  "Last-Modified": header(text),
  "Retry-After": header(whole),
  Location: header(text),
  Link: header(text),
  "X-RateLimit-Limit": header(whole),
  "X-RateLimit-Remaining": header(whole),
  "Cache-Control": header({ enum: ["no-store"] }),
  "X-Total-Count": header({ ...whole, minimum: 0 }),
};

let mock: MockServer;
beforeAll(async () => {
  mock = await startMock({
    document: apiOf(
      {
        "/all": got({ 200: described({ "application/json": { schema: pet } }, headers) }),
        "/usual": got({ 200: described({}, usual), 429: described({}, usual), 302: described({}, usual) }),
        "/absolute": got({ 302: described({}, { Location: header({ type: "string", format: "uri" }) }) }),
        "/orders": {
          post: {
            requestBody: { content: { "application/json": { schema: { type: "object" } } } },
            responses: { 202: { ...json(pet), headers: { Location: header(text) } } },
          },
        },
      },
      { components: { headers: { Shared: header({ const: "shared" }) } } },
    ),
  });
});
afterAll(stopAll);

async function sent(path: string, preference = "dynamic=false") {
  const answer = await send(mock, { path, headers: { prefer: preference } });
  return { ...answer, header: (name: string) => answer.headers[name.toLowerCase()] };
}

describe("declared headers are sent", () => {
  test.each([
    ["X-Authored", "as written", "its example"],
    ["X-Named", "11", "the first of its examples"],
    ["X-Shared", "shared", "declared elsewhere"],
    ["X-Schema", "of the schema", "an example of its schema"],
    ["X-Enum", "red", "an enum"],
    ["X-Flag", "true", "a boolean"],
    ["X-Object", "R,1,G,2", "an object in style simple"],
    ["X-Exploded", "R=1,G=2", "an object, exploded"],
    ["X-Shown", '{"id":1,"name":"Zo\\u00eb"}', "a document, in ASCII"],
    ["X-Null", "", "null is empty"],
    ["X-Foreign", "naveX-Injected: yes", "without what no header can carry"],
  ])("%s: %s (%s)", async (name, value) => {
    const { status, header: valueOf } = await sent("/all");
    expect([status, valueOf(name)]).toEqual([200, value]);
  });

  test("generated ones are valid, required or not", async () => {
    const { header: valueOf } = await sent("/all");
    for (const name of ["X-Required", "X-Optional"])
      expect(plainJudge(limit)(Number(valueOf(name)))).toEqual([]);
    expect(valueOf("X-List")).toMatch(/^[78],[78]$/);
    expect(plainJudge({ type: "string", format: "uuid" })(valueOf("X-Uuid"))).toEqual([]);
    expect(plainJudge(pet)(JSON.parse(String(valueOf("X-Document"))))).toEqual([]);
  });

  test("the same each time, and others with another seed", async () => {
    const [one, same, other] = await Promise.all(
      ["seed=a", "seed=a", "seed=b"].map(async (seed) => (await sent("/all", seed)).header("X-Uuid")),
    );
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });

  test("dynamic=true: generated instead of authored", async () => {
    expect((await sent("/all", "dynamic=true")).header("X-Authored")).not.toBe("as written");
  });
});

describe("nothing a document says of headers breaks HTTP", () => {
  test("those that HTTP or the mock writes are their own", async () => {
    const { type, header: valueOf, value, text: body } = await sent("/all");
    expect([type, valueOf("content-length")]).toEqual(["application/json", String(Buffer.byteLength(body))]);
    expect(plainJudge(pet)(value)).toEqual([]);
    for (const name of ["content-encoding", "transfer-encoding", "access-control-allow-origin", "x-injected"])
      expect(valueOf(name)).toBeUndefined();
    expect([valueOf("x-mock-source"), valueOf("connection")]).toEqual(["generated", "close"]);
  });

  test.each(["bad name", "X:Bad", "X-Long", "X-Impossible", "X-Dangling"])("%s is left out", async (name) => {
    const { status, raw } = await sent("/all");
    expect([status, raw.includes(name)]).toEqual([200, false]);
  });
});

describe("headers that everybody knows say something sensible", () => {
  test.each([
    ["ETag", /^"[0-9a-f]{8}"$/],
    ["Last-Modified", /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/],
    ["Retry-After", /^\d{1,2}$/],
    ["Link", /^<[^<>]+>; rel="next"$/],
    ["Cache-Control", /^no-store$/],
    ["X-Total-Count", /^\d+$/],
    ["Location", /^\/usual\/\d+$/],
  ])("%s: %s", async (name, shape) => {
    expect((await sent("/usual")).header(name)).toMatch(shape);
  });

  test("no more requests remain than the limit allows", async () => {
    for (const seed of ["a", "b", "c", "d", "e"]) {
      const { status, header: valueOf } = await sent("/usual", `code=429, seed=${seed}`);
      const [most, rest] = [valueOf("X-RateLimit-Limit"), valueOf("X-RateLimit-Remaining")].map(Number);
      expect([status, rest! >= 0, rest! <= most!]).toEqual([429, true, true]);
      expect(Number(valueOf("Retry-After"))).toBeLessThanOrEqual(60);
    }
  });

  test("a Location keeps the session's prefix", async () => {
    const path = "/__session/other/orders";
    const { status, headers: answered } = await send(mock, { method: "POST", path });
    expect(status).toBe(202);
    expect(answered["location"]).toMatch(/^\/__session\/other\/orders\/\d+$/);
  });

  test("a Location that must be absolute is", async () => {
    const { header: valueOf } = await sent("/absolute");
    expect(plainJudge({ type: "string", format: "uri" })(valueOf("Location"))).toEqual([]);
  });
});

describe("a header that somebody wrote and that breaks its schema is sent, and noted", () => {
  const document = apiOf({
    "/pets": got({
      200: described(
        {},
        {
          "X-Count": header(whole, { example: "many" }),
          "X-Text": header(whole, { example: "12" }),
          "X-Made": header(whole),
          "X-List": header(numbers, { example: [7, 9] }),
          "X-Dangling": header({ $ref: "#/components/schemas/Nowhere" }, { example: "x" }),
        },
      ),
    }),
  });
  const notedIn = ({ headers: answered }: { headers: NodeJS.Dict<string | string[]> }) =>
    JSON.parse(String(answered["x-mock-violations"] ?? "[]")) as Record<string, unknown>[];

  test("as an example in the document", async () => {
    const answer = await send(await startMock({ document }), { path: "/pets" });
    expect([answer.status, answer.headers["x-count"], answer.headers["x-list"]]).toEqual([
      200,
      "many",
      "7,9",
    ]);
    expect(
      notedIn(answer).map((one) => `${String(one["in"])} ${String(one["pointer"])} ${String(one["code"])}`),
    ).toEqual(["response-header /X-Count type", "response-header /X-List/1 enum"]);
    expect(notedIn(answer)[0]?.["schemaPointer"]).toBe(
      "#/paths/~1pets/get/responses/200/headers/X-Count/schema/type",
    );
    expect(String(answer.headers["sl-violations"])).toContain('"location":["response","header","X-Count"]');
  });

  test("in a scenario", async () => {
    const folder = await temporaryFolder();
    const scenario = [
      "scenario: odd",
      "active: true",
      "stubs:",
      "  - { name: odd, operation: GET /pets, respond: { status: 200, undeclared: true, headers: { x-made: much, x-count: '1', x-list: '7,8' } } }",
    ];
    await writeFile(join(folder, "odd.yaml"), scenario.join("\n"));
    const answer = await send(await startMock({ document, scenarios: folder }), { path: "/pets" });
    expect(answer.headers["x-made"]).toBe("much");
    expect(notedIn(answer).map(({ pointer }) => pointer)).toContain("/X-Made");
  });
});

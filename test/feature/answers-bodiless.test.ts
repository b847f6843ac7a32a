import type { MockServer } from "../../src/index.ts";
import { apiOf, described, got, json, pet, send, text, whole } from "../support/answers.ts";
import { startMock, stopAll } from "../support/mock.ts";

const shown = {
  ...json(pet, { example: { id: 1, name: "Zoë" } }),
  headers: { "X-Count": { schema: { const: 3 } } },
};
const content = { "application/json": { schema: pet } };
const message = { type: "object", required: ["message"], properties: { message: text } };

let mock: MockServer;
beforeAll(async () => {
  mock = await startMock({
    document: apiOf({
      "/pets": {
        get: { responses: { 200: shown, 404: json(message) } },
        post: { responses: { 201: shown } },
      },
      "/pets/{id}": {
        get: {
          parameters: [{ in: "path", name: "id", required: true, schema: whole }],
          responses: { 200: json(pet), 404: json(message) },
        },
      },
      "/counted": { head: { responses: { 200: described({}, { "X-Count": { schema: { const: 4 } } }) } } },
      "/stated": { head: { responses: { 200: shown } }, get: { responses: { 200: json(whole) } } },
      "/asked": {
        options: { responses: { 200: described({ "text/plain": { schema: text, example: "ask away" } }) } },
        trace: { responses: { 200: described({ "message/http": { schema: text, example: "TRACE" } }) } },
      },
      "/write": {
        post: { responses: { 201: shown } },
        delete: { responses: { 204: { description: "Gone" } } },
      },
      "/silent": got({ 204: described(content), 205: described(content), 304: described(content) }),
    }),
  });
});
afterAll(stopAll);

const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  send(mock, { method, path, headers });

/** What must be the same whoever asks; the exchange's number and the time are not. */
function lasting({ headers }: { headers: NodeJS.Dict<string | string[]> }) {
  const { date, "x-mock-exchange": exchange, ...rest } = headers;
  expect([typeof date, typeof exchange]).toEqual(["string", "string"]);
  return rest;
}

describe("HEAD", () => {
  test.each([
    ["/pets", {}],
    ["/pets", { prefer: "code=404" }],
    ["/pets/7", {}],
    ["/pets/seven", {}],
    ["/pets", { accept: "image/png" }],
  ])("%s, %j: status and headers of GET, Content-Length too, and no body", async (path, headers) => {
    // Sessions of their own, so that the first exchange of both has a name of the same length.
    const [head, get] = await Promise.all(
      ["HEAD", "GET"].map((method) => {
        return ask(method, path, { ...headers, "x-mock-session": method.padEnd(4, ".") });
      }),
    );
    expect([head!.status, lasting(head!)]).toEqual([get!.status, lasting(get!)]);
    expect(head!.headers["content-length"]).toBe(String(Buffer.byteLength(get!.text)));
    expect(head!.text).toBe("");
  });

  test("of an operation of its own: what that declares", async () => {
    const counted = await ask("HEAD", "/counted");
    expect([counted.status, counted.headers["x-count"], counted.text]).toEqual([200, "4", ""]);
    expect((await ask("HEAD", "/stated")).headers["x-count"]).toBe("3");
    expect((await ask("GET", "/counted")).status).toBe(405);
  });
});

describe("answers that have no content, whatever is declared", () => {
  test.each([204, 205, 304])("%d", async (code) => {
    const {
      status,
      type,
      text: body,
      headers,
    } = await ask("GET", "/silent", { prefer: `code=${String(code)}` });
    expect([status, type, body, headers["transfer-encoding"]]).toEqual([code, "", "", undefined]);
    // RFC 9110, section 8.6: no Content-Length in a 204; of a 304 it would be the one of a 200.
    expect(headers["content-length"]).toBe(code === 205 ? "0" : undefined);
  });

  test("the connection can be used again", async () => {
    for (const code of [204, 304, 205, 200]) {
      const response = await fetch(`${mock.url}/pets`, { headers: { prefer: `code=${String(code)}` } });
      await response.text();
      expect(response.status).toBe(code);
    }
  });

  test("a client that is busy for some seconds finds its connection open", async () => {
    const response = await fetch(`${mock.url}/pets`);
    expect(response.headers.get("keep-alive")).toBe("timeout=65");
  });
});

describe("methods", () => {
  test.each([
    ["PUT", "/pets", "GET, POST, HEAD, OPTIONS"],
    ["HEAD", "/write", "POST, DELETE, OPTIONS"],
    ["PATCH", "/counted", "HEAD, OPTIONS"],
    ["GET", "/asked", "OPTIONS, TRACE"],
    ["TRACE", "/pets", "GET, POST, HEAD, OPTIONS"],
  ])("%s %s: 405, and Allow has %s", async (method, path, allow) => {
    const { status, headers } = await ask(method, path);
    expect([status, headers["allow"]]).toEqual([405, allow]);
  });

  test("OPTIONS that the document does not declare: what is allowed", async () => {
    const { status, headers, text: body } = await ask("OPTIONS", "/pets");
    expect([status, headers["allow"], body]).toEqual([204, "GET, POST, HEAD, OPTIONS", ""]);
  });

  test.each([
    ["OPTIONS", "ask away"],
    ["TRACE", "TRACE"],
  ])("%s that it declares is an operation like any other", async (method, body) => {
    const answer = await ask(method, "/asked");
    expect([answer.status, answer.text]).toEqual([200, body]);
  });
});

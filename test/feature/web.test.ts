import { once } from "node:events";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import express from "express";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createMockServer, type MockServer } from "../../src/index.ts";
import { ada, ambassadorDocument, ambassadors, ask, startMock, stopAll } from "../support/mock.ts";

let mock: MockServer;
let api: ReturnType<typeof ambassadors>;

beforeAll(async () => {
  mock = await startMock({ maxBody: 10_000, scenarios: "scenarios" });
  api = ambassadors(mock);
});
afterAll(stopAll);

describe("a page from another origin", () => {
  const origin = "http://localhost:5173";

  test("may send what it asks for, and read what the mock says", async () => {
    const headers = {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,x-mock-session",
    };
    const before = (await mock.session("default").requests()).length;
    const preflight = await ask(api.url, { method: "OPTIONS", headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe(origin);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization,x-mock-session");
    expect(preflight.headers.get("access-control-allow-methods")).toContain("POST");
    expect(await mock.session("default").requests()).toHaveLength(before);

    const created = await api.create(ada, { origin });
    expect(created.headers.get("access-control-allow-origin")).toBe(origin);
    expect(created.headers.get("access-control-expose-headers")).toContain("X-Mock-Source");
  });

  test("may read the headers that the contract declares", async () => {
    const header = (example: string) => ({ schema: { type: "string" }, example });
    const headers = { "X-Total": header("7"), vary: header("Accept"), "Content-Language": header("en") };
    const document = {
      openapi: "3.1.0",
      info: { title: "T", version: "1" },
      paths: { "/things": { get: { responses: { 200: { description: "OK", headers } } } } },
    };
    const { url } = await startMock({ document });
    const answer = await ask(`${url}/things`, { headers: { origin } });
    expect(answer.headers.get("access-control-expose-headers")).toMatch(/^Location, .*, X-Total\b/);
    expect(answer.headers.get("x-total")).toBe("7");
    expect(answer.headers.get("vary")).toBe("Accept, Origin");
  });

  test("is given nothing with --no-cors", async () => {
    const { create } = ambassadors(await startMock({ cors: false }));
    expect((await create(ada, { origin })).headers.get("access-control-allow-origin")).toBeNull();
  });

  test("OPTIONS without a preflight says what the path allows", async () => {
    const { status, headers } = await ask(api.url, { method: "OPTIONS" });
    expect([status, headers.get("allow")]).toEqual([204, "POST, OPTIONS"]);
  });
});

describe("bodies", () => {
  test("too large: 413 at once, though the rest never comes", async () => {
    const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
    socket.write(
      "POST /manager/ambassadors HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nContent-Length: 64000000\r\n\r\n{",
    );
    const [chunk] = (await once(socket, "data")) as [Buffer];
    expect(chunk.toString()).toMatch(/^HTTP\/1\.1 413 .*body-too-large.*--max-body/s);
    await once(socket, "close");
  });

  test("too large without a length: 413", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(20_000));
        controller.close();
      },
    });
    const headers = { "content-type": "application/json", authorization: "Bearer x" };
    const init = { method: "POST", body, duplex: "half", headers };
    expect((await fetch(api.url, init as RequestInit)).status).toBe(413);
  });

  test("compressed ones are read, and cannot grow without bounds", async () => {
    const headers = {
      authorization: "Bearer x",
      "content-type": "application/json",
      "content-encoding": "gzip",
    };
    const send = (body: Buffer) => fetch(api.url, { method: "POST", headers, body: new Uint8Array(body) });
    expect((await send(gzipSync(JSON.stringify(ada)))).status).toBe(201);
    expect((await send(gzipSync(Buffer.alloc(1_000_000)))).status).toBe(413);
    expect((await send(Buffer.from("not gzip"))).status).toBe(400);
  });

  test("that cannot be read keep nobody from an error that is asked for, and are journalled", async () => {
    const headers = { "content-encoding": "gzip", prefer: "code=404", "x-mock-session": "unread" };
    const { status } = await api.post({ headers, body: "not gzip" });
    expect(status).toBe(404);
    expect(await mock.session("unread").requests()).toHaveLength(1);
  });

  test("nested without end: 400, and the server lives", async () => {
    const deep = await api.create(`{"roles":${"[".repeat(4000)}${"]".repeat(4000)}}`);
    expect([deep.status, deep.json["code"]]).toEqual([400, "invalid-body"]);
    expect((await api.create()).status).toBe(201);
  });

  test("names such as __proto__ are names like others", async () => {
    const { status, json } = await api.create(
      '{"__proto__":{"firstname":"x"},"lastname":"L","email":"a@example.org"}',
    );
    expect([status, json["message"]]).toEqual([422, "firstname is required!"]);
    expect(({} as Record<string, unknown>)["firstname"]).toBeUndefined();
  });

  test("a byte order mark and the name of the charset do no harm", async () => {
    const headers = { "content-type": "Application/JSON; charset=UTF-8" };
    expect((await api.create(`\uFEFF${JSON.stringify(ada)}`, headers)).status).toBe(201);
  });
});

test("a target in absolute form, as clients of proxies send it, is a target like others", async () => {
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
  socket.write(
    "POST http://api.example/manager/ambassadors HTTP/1.1\r\nHost: api.example\r\nContent-Length: 0\r\n\r\n",
  );
  const [chunk] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  expect(chunk.toString()).toMatch(/^HTTP\/1\.1 401 /);
});

describe("the landing page", () => {
  test("lists the operations with a line to copy that works", async () => {
    const response = await fetch(`${mock.url}/`);
    const page = await response.text();
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page).toContain("/api/v2/manager/ambassadors");
    expect(page).toContain("curl");
    expect(page).toContain("Prefer");
    expect(page).not.toMatch(/<script|https?:\/\/(?!127|localhost)[^"' <]*\.(css|js)/);
  });

  test("is not in the way of a document that declares GET /", async () => {
    const responses = {
      200: { description: "ok", content: { "application/json": { example: { hello: "world" } } } },
    };
    const document = {
      openapi: "3.1.0",
      info: { title: "Root", version: "1" },
      paths: { "/": { get: { responses } } },
    };
    expect((await ask(`${(await startMock({ document })).url}/`)).json).toEqual({ hello: "world" });
  });
});

describe("in an Express application of one's own", () => {
  let server: Server;
  let guest: MockServer;
  let url: string;

  beforeAll(async () => {
    guest = createMockServer({ document: ambassadorDocument, store: "memory" });
    const app = express();
    app.use(express.json());
    app.use("/mock", guest.middleware());
    server = app.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(async () => {
    server.close();
    await guest.stop();
  });

  test("the mock answers below the path it is mounted at, behind a body parser too", async () => {
    const headers = { authorization: "Bearer x" };
    const { status, json } = await ask(`${url}/mock/manager/ambassadors`, {
      method: "POST",
      body: ada,
      headers,
    });
    expect([status, json["firstname"]]).toEqual([201, "Ada"]);
  });

  test("the landing page's lines lead there too", async () => {
    expect(await (await fetch(`${url}/mock/`)).text()).toContain(`${url}/mock/api/v2/manager/ambassadors`);
  });
});

describe("the library", () => {
  test("starts once, stops, and starts again on what was kept", async () => {
    const again = createMockServer({ document: ambassadorDocument, port: 0, store: "memory" });
    const first = (await again.start()).url;
    expect((await again.start()).url).toBe(first);
    await again.stop();
    expect((await ambassadors(await again.start()).create()).status).toBe(201);
    await again.stop();
    expect(await again.session("default").requests()).toHaveLength(1);
  });

  test.each([
    [{ port: "abc" }, /port.*is no port/],
    [{ store: "redis" }, /store.*is no store/],
    [{ scenario: "scenarios" }, /there is no option "scenario" \(did you mean scenarios\?\)/],
    [{ scenarios: ["scenarios"] }, /scenarios: the scenarios are files of a folder/],
    [{ document: undefined }, /document is needed/],
  ])("refuses %j", (options, said) => {
    const given = { document: ambassadorDocument, ...options };
    expect(() => createMockServer(given as never)).toThrow(said);
  });

  test("has no session by an impossible name, and no URL before it listens", () => {
    const still = createMockServer({ document: ambassadorDocument });
    expect(() => still.session("a/b")).toThrow(/cannot name a session/);
    expect(() => still.url).toThrow(/not listening/);
  });
});

test("stop leaves nothing open and the port free", async () => {
  const first = await startMock();
  const { url } = first;
  await ambassadors(first).create();
  await first.stop();
  await expect(fetch(url)).rejects.toThrow();
  const again = await startMock({ port: Number(new URL(url).port) });
  expect(again.url).toBe(url);
});

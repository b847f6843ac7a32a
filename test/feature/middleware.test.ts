import express from "express";
import { once } from "node:events";
import {
  createServer,
  ServerResponse,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { connect, createMockServer, type MockServer } from "../../src/index.ts";
import { ada, ambassadorDocument, ask } from "../support/mock.ts";

const auth = { authorization: "Bearer x" };
const path = "/manager/ambassadors";
const open: Server[] = [];
let mock: MockServer;

beforeEach(() => {
  mock = createMockServer({ document: ambassadorDocument, store: "memory" });
});
afterEach(async () => {
  await mock.stop();
  await Promise.all(
    open.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

/** Serves with somebody's own server, and gives its URL. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
const post = (url: string, body: unknown = ada, headers: Record<string, string> = {}) =>
  ask(url + path, { method: "POST", body, headers: { ...auth, ...headers } });

describe.each<[string, () => express.Handler[]]>([
  ["behind express.json()", () => [express.json()]],
  ["behind express.text()", () => [express.text({ type: "*/*" })]],
  ["behind express.raw()", () => [express.raw({ type: "*/*" })]],
  ["before body parsers", () => []],
])("in an Express application, %s", (_, before) => {
  test("it answers, and what a test in this process asks of it is what came", async () => {
    const url = await serve(express().use("/mock", ...before(), mock.middleware()));
    const session = mock.session();
    const { status, json } = await post(`${url}/mock`, ada, { ...session.headers });
    expect([status, json["firstname"]]).toEqual([201, "Ada"]);
    await session.verify({ operation: "createAmbassador", body: { "/firstname": "Ada" } }, { times: 1 });
    await session.verifyNoViolations();
    expect((await post(`${url}/mock`, { ...ada, firstname: 7 })).status).toBe(422);
  });
});

test("behind something that reads the body and leaves nothing of it, it says where it has to be mounted", async () => {
  const url = await serve(
    express().use((request, _response, next) => {
      request.resume().once("end", next);
    }, mock.middleware()),
  );
  const { status, text } = await post(url);
  expect([status, text]).toEqual([500, expect.stringContaining("Mount mock.middleware() before")]);
});

test("it works in node:http, where nobody comes after it", async () => {
  const url = await serve(mock.middleware());
  expect((await post(url)).status).toBe(201);
  expect((await ask(`${url}/__admin/health`)).status).toBe(404);
  await mock.stop();
  expect(await post(url)).toMatchObject({
    status: 503,
    json: { detail: expect.stringContaining("stopped") as string },
  });
});

test.each([{}, { socket: null }])(
  "it answers a request that somebody made up, with %j",
  async (connection) => {
    const headers = { authorization: "Bearer x", "content-type": "application/json", "content-length": "99" };
    const stream = Readable.from([Buffer.from(JSON.stringify(ada))]);
    const request = Object.assign(stream, {
      method: "POST",
      url: `/api/v2${path}`,
      headers,
      ...connection,
    }) as unknown as IncomingMessage;
    const response = new ServerResponse(request);
    const sent = new Promise((resolve) => {
      response.end = ((body: Buffer) => resolve(JSON.parse(body.toString()))) as typeof response.end;
    });
    mock.middleware()(request, response);
    expect(await sent).toMatchObject(ada);
  },
);

test("it answers side by side what comes over one connection of HTTP/2", async () => {
  const server = createHttp2Server((request, response) =>
    mock.middleware()(request as unknown as IncomingMessage, response as unknown as ServerResponse),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = connectHttp2(`http://127.0.0.1:${String(port)}`);
  const asked = Array.from({ length: 8 }, async () => {
    const stream = client.request({ ":path": `/api/v2${path}`, ":method": "GET" });
    const [head] = (await once(stream, "response")) as [Record<string, unknown>];
    stream.close();
    return head[":status"];
  });
  expect(await Promise.all(asked)).toEqual(asked.map(() => 405));
  client.close();
  server.close();
});

test("it works where connect has taken the mount path off the URL, and links lead back there", async () => {
  const middleware = mock.middleware();
  const url = await serve((request, response) => {
    Object.assign(request, { originalUrl: request.url });
    request.url = (request.url ?? "").slice("/mock".length) || "/";
    middleware(request, response);
  });
  expect((await post(`${url}/mock`)).status).toBe(201);
  expect((await ask(`${url}/mock/`)).text).toContain(`${url}/mock/api/v2${path}`);
});

describe("the admin API", () => {
  test("goes on to whoever comes next, unless it is asked for", async () => {
    const url = await serve(
      express()
        .use(mock.middleware())
        .use((_request, response) => void response.status(418).end()),
    );
    // Not what the admin document speaks of, which `ask` would hold it against.
    expect((await fetch(`${url}/__admin/health`)).status).toBe(418);
  });

  test.each<[string, (app: express.Express) => void, string]>([
    ["at the root of Express", (app) => app.use(mock.middleware({ admin: true })), ""],
    ["at a path of Express", (app) => app.use("/a/mock", mock.middleware({ admin: true })), "/a/mock"],
  ])("lets another process verify %s", async (_, mount, at) => {
    const app = express();
    mount(app);
    const origin = await serve(app);
    const client = connect(`${origin}${at}/`);
    const session = client.session();
    expect((await post(session.url)).status).toBe(201);
    await session.verify({ operation: "createAmbassador" }, { times: 1 });
    expect((await client.health()).status).toBe("ok");
    const lost = (await ask(`${session.url}/nowhere`)).json["instance"] as string;
    expect((await ask(origin + lost)).json).toMatchObject({ request: { url: "/nowhere" } });
  });

  test("has pages whose links lead on where it is mounted", async () => {
    const url = await serve(express().use("/a/mock", mock.middleware({ admin: true })));
    await post(`${url}/a/mock`);
    const seen = new Set(["/a/mock/"]);
    for (const at of seen) {
      const page = await ask(url + at, { headers: { accept: "text/html" } });
      expect([at, page.status]).toEqual([at, 200]);
      for (const [, href = ""] of page.text.matchAll(/<a href="([^"]*)"/g)) seen.add(href);
    }
    expect([...seen]).toContain("/a/mock/__admin/requests/default-1");
  });

  test("works in node:http too, and keeps its door", async () => {
    const url = await serve(mock.middleware({ admin: true }));
    expect((await connect(url).health()).status).toBe("ok");
    const foreign = await ask(`${url}/__admin/health`, { headers: { origin: "https://evil.example" } });
    expect(foreign.status).toBe(403);
  });
});

test("a document that cannot be read is told to whoever comes next, or answered", async () => {
  mock = createMockServer({ document: "nowhere.yaml", store: "memory" });
  expect(await post(await serve(mock.middleware()))).toMatchObject({ status: 503 });
  // Without a listener of its own, Express puts what went wrong into its page.
  const app = express().use(mock.middleware());
  expect((await post(await serve(app))).text).toContain("nowhere.yaml");
});

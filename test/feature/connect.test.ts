import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect, InputError } from "../../src/index.ts";
import { complaint } from "../support/clients.ts";
import { startMock, stopAll } from "../support/mock.ts";

const open: Server[] = [];

afterAll(async () => {
  for (const server of open) server.close().closeAllConnections();
  await stopAll();
});

/** Somebody else's server. */
async function other(status: number, headers: Record<string, string>, body: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body));
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const health = (url: string, token?: string) => connect(url, { token }).health();

test("a server that listens where it was said is asked, also with a slash behind it", async () => {
  const { url } = await startMock();
  expect(connect(`${url}/`).url).toBe(url);
  expect(await health(`${url}//`)).toMatchObject({ status: "ok" });
  expect(await health(url.replace("127.0.0.1", "localhost"))).toMatchObject({ status: "ok" });
});

test("an IPv6 address is one, too", async () => {
  const { url } = await startMock({ host: "::1" });
  expect(url).toMatch(/^http:\/\/\[::1\]:/);
  const session = connect(url).session();
  expect((await fetch(`${session.url}/`)).status).toBe(200);
  expect(await session.requests()).toEqual([]);
});

test("a server with a token is asked with it, and says so without", async () => {
  const { url } = await startMock({ adminToken: "s3cret" });
  expect(await connect(url, { token: "s3cret" }).sessions()).toEqual([]);
  expect(await complaint(connect(url).sessions())).toBe(
    `${url}: The request has no bearer token.\n  Say connect(url, { token }).`,
  );
  expect(await complaint(connect(url, { token: "guess" }).sessions())).toMatch(
    /This is not the token\.\n {2}It is not the token given to connect/,
  );
});

test("a server that is closed to the network says how it opens", async () => {
  const { url } = await startMock({ host: "0.0.0.0" });
  const there = url.replace("0.0.0.0", "127.0.0.1");
  expect(await health(there)).toMatchObject({ status: "ok" });
  expect(await complaint(connect(there).sessions())).toMatch(
    /admin API is closed\.\n {2}Start it with --admin-token/,
  );
});

test("nobody there is said, with the URL and the next step", async () => {
  const { url } = await startMock();
  const client = connect(url);
  await client.health();
  await stopAll();
  await expect(client.health()).rejects.toThrow(InputError);
  expect(await complaint(client.session().requests())).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+: nobody answers there: .*ECONNREFUSED.*\n {2}Start it with `locum serve`/,
  );
});

test("a server that was started again in between is asked as if nothing had happened", async () => {
  const mock = await startMock();
  const client = connect(mock.url);
  const session = client.session("again");
  await session.prefer({ code: 503 });
  const port = Number(new URL(mock.url).port);
  await mock.stop();
  await startMock({ port });
  expect(await session.requests()).toEqual([]);
  expect((await fetch(`${session.url}/`)).status).toBe(200);
});

interface Foreign {
  readonly what: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly said: RegExp;
}

test.each<Foreign>([
  {
    what: "a page",
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<p>Hi</p>",
    said: /this is no Locum: it answers .* 200 and text\/html/,
  },
  {
    what: "a 404",
    status: 404,
    headers: { "content-type": "application/json" },
    body: '{"message":"no"}',
    said: /no Locum: .* 404 and application\/json/,
  },
  {
    what: "a redirect",
    status: 302,
    headers: { location: "/elsewhere" },
    body: "",
    said: /no Locum: .* 302/,
  },
  {
    what: "a Locum that knows less",
    status: 404,
    headers: { "content-type": "application/problem+json" },
    body: '{"code":"admin-not-found","detail":"POST /__admin/x is not in the admin API.","help":"Did you mean y?"}',
    said: /is not in the admin API\.\n {2}Did you mean y\? The server may be of another version/,
  },
])("$what that answers there is told", async ({ status, headers, body, said }) => {
  const url = await other(status, headers, body);
  expect(await complaint(connect(url).session().verify({}))).toMatch(said);
});

test.each([
  ["localhost:4010", /this is no URL of a server/],
  ["", /this is no URL/],
  ["/mock", /this is no URL/],
  ["file:///x", /no URL of a server/],
  ["http://me:secret@localhost:4010", /a mock server has no users/],
  ["http://localhost:4010/__session/a", /leads into the server\n.*session\(name\)/],
  ["http://localhost:4010/__admin", /leads into the server/],
])("%j is refused at once", (url, said) => {
  expect(() => connect(url)).toThrow(said);
  expect(() => connect(url)).toThrow(InputError);
});

test("a token that no header can carry is refused at once", () => {
  expect(() => connect("http://localhost", { token: "a\nb" })).toThrow(/^token: this is no token/);
});

test("another fetch does, such as that of a server that does not listen", async () => {
  const mock = await startMock();
  const client = connect("http://nowhere.invalid", { fetch: (input, init) => mock.handle(input, init) });
  const session = client.session();
  await mock.handle(`${session.url}/nothing`);
  expect(await session.count({})).toBe(1);
  expect(await session.requests({ unmatched: true })).toHaveLength(1);
});

test("hundreds of sessions at once keep apart", async () => {
  const { url } = await startMock({ maxSessions: 200 });
  const client = connect(url);
  const sessions = Array.from({ length: 200 }, () => client.session());
  for (let at = 0; at < sessions.length; at += 50)
    await Promise.all(
      sessions.slice(at, at + 50).map((one) => fetch(`${one.url}/lost`).then((answer) => answer.text())),
    );
  const counts = [];
  for (let at = 0; at < sessions.length; at += 50)
    counts.push(...(await Promise.all(sessions.slice(at, at + 50).map((one) => one.requests()))));
  expect(counts.filter((requests) => requests.length !== 1)).toEqual([]);
  expect(await client.sessions()).toHaveLength(200);
});

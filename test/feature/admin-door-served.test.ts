import { connect } from "node:net";
import type { MockServer, MockServerOptions } from "../../src/index.ts";
import { petDocument } from "../support/control.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

interface Called {
  readonly method: string;
  readonly path: string;
}

/** Every operation that a server says it has, by its own document: one that is added is in here by itself. */
async function everyOperation(mock: MockServer): Promise<readonly Called[]> {
  const { json } = await ask(`${mock.url}/__admin/openapi.json`);
  const paths = json["paths"] as Record<string, Record<string, unknown>>;
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => ({
      method: method.toUpperCase(),
      path: `/__admin${path === "/" ? "" : path.replace(/\{[^{}]*\}/g, "x")}`,
    })),
  );
}

interface Refused {
  readonly call: string;
  readonly status: number;
  readonly code: unknown;
}

/** Sends head and body as they are, and reads what comes until the server hangs up. */
function refusalOf(mock: MockServer, { method, path }: Called, lines: readonly string[]): Promise<Refused> {
  const { hostname, port } = new URL(mock.url);
  const [head, body = ""] = lines.join("\r\n").split("\r\n\r\n");
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.on("error", reject);
    socket.on("close", () => {
      const [answer = "", problem = "{}"] = text.split("\r\n\r\n");
      if (/^access-control-/im.test(answer)) reject(new Error(`${method} ${path} has a CORS header`));
      const { code } = JSON.parse(problem) as { code?: unknown };
      resolve({ call: `${method} ${path}`, status: Number(answer.slice(9, 12)), code });
    });
    socket.write(`${method} ${path} HTTP/1.1\r\n${head ?? ""}\r\nConnection: close\r\n\r\n${body}`);
  });
}

interface Attempt {
  readonly status: number;
  readonly code: string;
  readonly lines?: readonly string[];
  readonly options?: Partial<MockServerOptions>;
}

const attempts: readonly [name: string, attempt: Attempt][] = [
  ["a foreign Host", { status: 403, code: "admin-foreign-host", lines: ["Host: evil.example"] }],
  [
    "a foreign Origin",
    { status: 403, code: "admin-foreign-origin", lines: ["Host: localhost", "Origin: https://evil.example"] },
  ],
  [
    "the Origin null",
    { status: 403, code: "admin-foreign-origin", lines: ["Host: localhost", "Origin: null"] },
  ],
  ["two Hosts", { status: 400, code: "duplicate-host", lines: ["Host: localhost", "Host: localhost"] }],
  [
    "a form",
    {
      status: 415,
      code: "admin-media-type",
      lines: ["Host: localhost", "Content-Type: text/plain", "Content-Length: 2", "", "{}"],
    },
  ],
  [
    "a body of no type",
    { status: 415, code: "admin-media-type", lines: ["Host: localhost", "Content-Length: 2", "", "{}"] },
  ],
];

describe.each(["", "/__session/team-7"])(
  "every operation that the admin document of a server has, at %s/__admin",
  (prefix) => {
    test.each(attempts)("is closed to %s", async (_, { status, code, lines = [] }) => {
      const mock = await startMock({ document: petDocument });
      const calls = (await everyOperation(mock)).map(({ method, path }) => ({ method, path: prefix + path }));
      expect(calls.length).toBeGreaterThan(35);
      const refused = await Promise.all(calls.map((call) => refusalOf(mock, call, lines)));
      expect(refused).toEqual(calls.map(({ method, path }) => ({ call: `${method} ${path}`, status, code })));
      expect((await mock.session("team-7").requests()).length).toBe(0);
    });

    test.each<[name: string, attempt: Attempt]>([
      [
        "without a token, beyond loopback",
        { status: 403, code: "admin-closed", options: { host: "0.0.0.0" } },
      ],
      [
        "without the token that it wants",
        { status: 401, code: "admin-unauthorized", options: { adminToken: "t" } },
      ],
    ])("is closed %s, health aside", async (_, { status, code, options }) => {
      const open = await startMock({ document: petDocument });
      const mock = await startMock({ document: petDocument, ...options });
      const all = (await everyOperation(open)).filter(({ path }) => path !== "/__admin/health");
      const calls = all.map(({ method, path }) => ({ method, path: prefix + path }));
      const refused = await Promise.all(calls.map((call) => refusalOf(mock, call, ["Host: localhost"])));
      expect(refused).toEqual(calls.map(({ method, path }) => ({ call: `${method} ${path}`, status, code })));
      expect((await ask(`${mock.url.replace("0.0.0.0", "127.0.0.1")}${prefix}/__admin/health`)).status).toBe(
        200,
      );
    });
  },
);

import { petServed, startAdmin, storeWith, type AdminApp, type Call } from "../support/admin-app.ts";
import { everyOperation } from "../support/admin-document.ts";
import type { Options } from "../../src/options.ts";

const operations = everyOperation();
const apps: AdminApp[] = [];

async function start(options: Partial<Options> = {}): Promise<AdminApp> {
  const app = await startAdmin(petServed(options));
  apps.push(app);
  return app;
}

afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
});

async function refusals(app: AdminApp, parts: Call): Promise<unknown[]> {
  const seen = [];
  for (const [method, path] of operations) {
    const { status, json, headers } = await app.call(path, { ...parts, method });
    const cors = Object.keys(headers).filter((name) => name.startsWith("access-control-"));
    seen.push([status, json.code, headers["content-type"], cors.length]);
  }
  return seen;
}

const everywhere = (status: number, code: string) =>
  operations.map(() => [status, code, "application/problem+json", 0]);

describe("no operation of the admin API is open to a web page", () => {
  test.each([
    "evil.example",
    "evil.example:4010",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.1@evil.example",
    "notlocalhost",
    "[::2]",
    "192.168.0.7",
    "localhost, localhost",
  ])("under the host name %s", async (host) => {
    const app = await start();
    expect(await refusals(app, { headers: { Host: host } })).toEqual(everywhere(403, "admin-foreign-host"));
  });

  test.each([
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { Origin: "http://localhost:1" },
    { Origin: "file://" },
    { Origin: "http://localhost.evil.example" },
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe" },
  ])("from elsewhere: %j", async (headers) => {
    const app = await start();
    expect(await refusals(app, { headers })).toEqual(everywhere(403, "admin-foreign-origin"));
  });

  test("with two Host headers, however they agree", async () => {
    const app = await start();
    for (const [method, path] of operations) {
      const hosts = `Host: localhost\r\nhOST: localhost\r\n`;
      const answer = await app.raw(`${method} ${path} HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain('"code":"duplicate-host"');
    }
  });

  test.each([
    undefined,
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/jsonp",
  ])("with a body sent as %s", async (type) => {
    const app = await start();
    const headers = type === undefined ? {} : { "Content-Type": type };
    expect(await refusals(app, { headers, body: "[]" })).toEqual(everywhere(415, "admin-media-type"));
  });

  test("before anything was changed", async () => {
    const app = await start();
    const path = "/__admin/store/pets";
    await app.call(path, { method: "PUT", json: [{ id: 1, name: "Rex" }] });
    await refusals(app, { headers: { Origin: "https://evil.example" } });
    await refusals(app, { headers: { Host: "evil.example" } });
    expect((await app.call(path)).json).toHaveLength(1);
  });
});

describe("the admin API answers", () => {
  const health = "/__admin/health";

  test.each([
    "localhost",
    "LOCALHOST:1",
    "localhost.",
    "mock.localhost:80",
    "127.0.0.1:9",
    "127.8.8.8",
    "[::1]:4010",
  ])("under the host name %s", async (host) => {
    expect((await (await start()).call("/__admin", { headers: { Host: host } })).status).toBe(200);
  });

  test("under the name it listens on, and those it was told of", async () => {
    const app = await start({
      host: "mock.internal",
      adminHosts: ["ci.example", "[fe80::1]:80"],
      adminToken: "t",
    });
    for (const host of ["mock.internal:4010", "CI.example", "[fe80::1]"]) {
      expect((await app.call(health, { headers: { Host: host } })).status).toBe(200);
    }
  });

  test("its own pages, and origins it was told of", async () => {
    const app = await start({ adminOrigins: ["https://dashboard.example"] });
    const origins = [`http://127.0.0.1:${String(app.port)}`, `http://localhost:${String(app.port)}`];
    for (const origin of [...origins, "https://dashboard.example"]) {
      const { status, headers } = await app.call("/__admin", { headers: { Origin: origin } });
      expect([status, headers["access-control-allow-origin"]]).toEqual([200, undefined]);
    }
    const crossSite = { Origin: "https://dashboard.example", "Sec-Fetch-Site": "cross-site" };
    expect((await app.call("/__admin", { headers: crossSite })).status).toBe(200);
    const other = { Origin: "https://dashboard.example:444" };
    expect((await app.call("/__admin", { headers: other })).status).toBe(403);
  });

  test("a link that a person followed from elsewhere, to look and not to change", async () => {
    const app = await start();
    const headers = {
      "Sec-Fetch-Site": "cross-site",
      "Sec-Fetch-Mode": "navigate",
      "Sec-Fetch-Dest": "document",
    };
    expect((await app.call("/__admin/requests", { headers })).status).toBe(200);
    expect((await app.call("/__admin/reset", { headers, method: "POST" })).status).toBe(403);
  });
});

describe("where others can reach it", () => {
  test.each(["0.0.0.0", "::", "192.168.0.7", "mock.internal"])(
    "on %s without a token, the admin API is closed but for its health",
    async (host) => {
      const app = await start({ host });
      const expected = operations.map(([, path]) =>
        path === "/__admin/health" ? 200 : [403, "admin-closed", "application/problem+json", 0],
      );
      const seen = (await refusals(app, {})) as [number][];
      expect(seen.map((one) => (one[0] === 200 ? 200 : one))).toEqual(expected);
    },
  );

  test.each(["127.0.0.1", "localhost", "::1"])("on %s it is open", async (host) => {
    expect((await (await start({ host })).call("/__admin")).status).toBe(200);
  });

  test.each(["0.0.0.0", "127.0.0.1"])(
    "on %s with a token, every call needs it but for health",
    async (host) => {
      const app = await start({ host, adminToken: "open sesame" });
      for (const authorization of [
        "",
        "Bearer",
        "Bearer wrong",
        "Basic open sesame",
        "Bearer open sesam",
        "open sesame",
      ]) {
        const headers: Record<string, string> = authorization === "" ? {} : { Authorization: authorization };
        for (const [method, path] of operations.filter(([, one]) => one !== "/__admin/health")) {
          const answer = await app.call(path, { method, headers });
          expect([answer.status, answer.json.code]).toEqual([401, "admin-unauthorized"]);
          expect(answer.headers["www-authenticate"]).toBe('Bearer realm="locum admin"');
        }
      }
      const headers = { Authorization: "bearer  open sesame" };
      expect((await app.call("/__admin/requests", { headers })).status).toBe(200);
      expect((await app.call("/__admin/health")).status).toBe(200);
    },
  );
});

describe("the admin API refuses with a problem and a next step", () => {
  test.each([
    ["/__admin/request", "GET /__admin/requests"],
    ["/__admin/scenario", "GET /__admin/scenarios"],
    ["/__admin/requests/", "GET /__admin/requests"],
    ["/__admin/health/live", "GET /__admin/health"],
  ])("%s, which there is not: did you mean %s?", async (path, nearest) => {
    const { status, json } = await (await start()).call(path);
    expect([status, json.code]).toEqual([404, "admin-not-found"]);
    expect(json.nearMisses).toContain(nearest);
  });

  test.each([
    "/__admin/%",
    "/__admin/%00",
    "/__admin/../x",
    "/__admin/__admin/health",
    "/__admin//requests",
    "/__admin/requests/%E0%A4%A",
  ])("%s, which is no path of anything", async (path) => {
    expect((await (await start()).call(path)).json.code).toBe("admin-not-found");
  });

  test("another method than a path has", async () => {
    const app = await start();
    for (const method of ["PATCH", "PUT", "POST"]) {
      const { status, headers, json } = await app.call("/__admin/requests", { method });
      expect([status, json.code, headers.allow]).toEqual([
        405,
        "admin-method-not-allowed",
        "GET, DELETE, HEAD, OPTIONS",
      ]);
    }
  });

  test("a body that is larger than the mock takes, declared or not", async () => {
    const app = await start({ maxBody: 1000 });
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify([{ name: "x".repeat(2000) }]);
    for (const more of [{}, { "Transfer-Encoding": "chunked" }]) {
      const answer = await app.call("/__admin/store/pets", {
        method: "PUT",
        headers: { ...headers, ...more },
        body,
      });
      expect([answer.status, answer.json.code]).toEqual([413, "body-too-large"]);
    }
  });

  test("its own mistakes, without their details", async () => {
    const served = petServed();
    const broken = storeWith(served.store, {
      health: () => {
        throw new Error("secret detail");
      },
    });
    const logged: string[] = [];
    const log = { ...served.log, error: (line: string) => void logged.push(line) };
    const app = await startAdmin({ ...served, store: broken, log });
    apps.push(app);
    const { status, json, text } = await app.call("/__admin/health");
    expect([status, json.code, text.includes("secret")]).toEqual([500, "internal", false]);
    expect(logged.join()).toContain("secret detail");
  });
});

import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Options } from "../../src/index.ts";
import { locumHere, serve, stopServing } from "../support/cli.ts";
import { ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

interface Written {
  readonly server?: string;
  readonly schema?: object;
  readonly more?: object;
}

/** A document with one thing to read, at the given server's path. */
function documentOf(title: string, { server, schema, more }: Written = {}): Record<string, unknown> {
  const thing = schema ?? { type: "object", required: ["from"], properties: { from: { const: title } } };
  const get = {
    responses: { 200: { description: "OK", content: { "application/json": { schema: thing } } } },
  };
  return {
    openapi: "3.1.0",
    info: { title, version: "1" },
    ...(server === undefined ? {} : { servers: [{ url: server }] }),
    paths: { "/thing": { get }, ...more },
  };
}

async function fileOf(name: string, document: object, folder?: string): Promise<string> {
  const file = join(folder ?? (await temporaryFolder()), name);
  await writeFile(file, JSON.stringify(document));
  return file;
}

const from = async (url: string) => (await ask(url)).json["from"];

afterAll(async () => {
  stopServing();
  await stopAll();
});

describe("several documents in one server", () => {
  test("are told apart by the paths of their servers", async () => {
    const document = [
      documentOf("users", { server: "https://api.example.com/users/v1" }),
      await fileOf("orders.json", documentOf("orders", { server: "/orders" })),
    ];
    const { url } = await startMock({ document });
    expect(await from(`${url}/users/v1/thing`)).toBe("users");
    expect(await from(`${url}/orders/thing`)).toBe("orders");
  });

  test("are told apart by where they are mounted", async () => {
    const document = [
      { document: documentOf("users"), mount: "/users" },
      { document: documentOf("orders"), mount: "/shop/orders/" },
      documentOf("plain"),
    ];
    const { url, contract } = await startMock({ document });
    expect(await from(`${url}/users/thing`)).toBe("users");
    expect(await from(`${url}/shop/orders/thing`)).toBe("orders");
    expect(await from(`${url}/thing`)).toBe("plain");
    expect(contract.operations).toHaveLength(3);
  });

  test("share sessions, store and admin API", async () => {
    const document = [
      { document: documentOf("users"), mount: "/users" },
      { document: documentOf("orders"), mount: "/orders" },
    ];
    const { url } = await startMock({ document });
    await ask(`${url}/__session/one/users/thing`);
    await ask(`${url}/__session/one/orders/thing`);
    const { json } = await ask(`${url}/__session/one/__admin/requests`);
    expect((json["meta"] as { total: number }).total).toBe(2);
  });

  test.each<[string, unknown, RegExp]>([
    ["nothing", [], /document: a document is needed/],
    ["null", null, /document: a document is needed/],
    ["a number in a list", [documentOf("one"), 7], /document: a document is needed/],
    ["a mount that is no path", { document: documentOf("one"), mount: "users" }, /mount: "users" is no path/],
    ["a mount at the root", { document: documentOf("one"), mount: "/" }, /mount: "\/" is no path/],
    ["a mount with a query", { document: documentOf("one"), mount: "/a?b" }, /mount: "\/a\?b" is no path/],
    ["the mock's own paths", { document: documentOf("one"), mount: "/__admin/x" }, /is the mock's own/],
  ])("%s is refused", async (_, document, message) => {
    await expect((async () => startMock({ document: document as Options["document"] }))()).rejects.toThrow(
      message,
    );
  });
});

describe("a document of which a part cannot be used", () => {
  const broken = documentOf("half", {
    more: { "/gone": { get: { responses: { 200: { $ref: "#/components/responses/Gone" } } } } },
  });

  test("is served but for that part, which the admin API lists", async () => {
    const { url } = await startMock({ document: broken });
    expect(await from(`${url}/thing`)).toBe("half");
    const { json } = await ask(`${url}/__admin/operations`);
    expect(json["unusable"]).toContainEqual({
      operation: "GET /gone",
      place: expect.stringContaining("/paths/~1gone") as string,
      cause: expect.stringContaining("Gone") as string,
    });
    const health = await ask(`${url}/__admin/health`);
    expect(health.json).toMatchObject({ status: "ok", contract: { unusable: 1 } });
  });

  test("is served by the command line, which lists that part and where to look on", async () => {
    const file = await fileOf("half.json", broken);
    const { url, stop, told } = await serve([file, "--store", "memory"]);
    expect(await from(`${url}/thing`)).toBe("half");
    await told(/1 part\(s\) of .*half\.json are not served/);
    await told(/ {2}GET \/gone: .*Gone/);
    await told(/locum validate shows each/);
    expect(await stop()).toBe(0);
  });
});

describe("locum serve", () => {
  test("takes several documents, and mounts those it is told to", async () => {
    const folder = await temporaryFolder();
    const users = await fileOf("users.json", documentOf("users"), folder);
    const orders = await fileOf("orders.json", documentOf("orders"), folder);
    const plain = await fileOf("plain.json", documentOf("plain"), folder);
    const mounts = ["--mount", `/users=${users}`, "--mount", `/orders=${orders}`];
    const { url, stop } = await serve([plain, users, ...mounts, "--store", "memory"]);
    expect(await from(`${url}/users/thing`)).toBe("users");
    expect(await from(`${url}/orders/thing`)).toBe("orders");
    expect(await from(`${url}/thing`)).toBe("plain");
    await stop();
  });

  test("follows references beyond the document's folder only with --allow-ref", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "api"));
    await fileOf(
      "thing.json",
      { type: "object", required: ["from"], properties: { from: { const: "afar" } } },
      folder,
    );
    const document = documentOf("api", { schema: { $ref: "../thing.json" } });
    const file = await fileOf("api/openapi.json", document, folder);
    const trusting = await serve([file, "--allow-ref", "--store", "memory"]);
    expect(await from(`${trusting.url}/thing`)).toBe("afar");
    await trusting.stop();
    const careful = await serve([file, "--store", "memory"]);
    await careful.told(/thing\.json.*--allow-ref/);
    await careful.stop();
  });

  test("reads again what has changed with --watch", async () => {
    const file = await fileOf("api.json", documentOf("before"));
    const { url, stop, told } = await serve([file, "--watch", "--store", "memory"]);
    await writeFile(file, JSON.stringify(documentOf("after")));
    await told(/^info: reloaded .*api\.json: 1 operation /);
    expect(await from(`${url}/thing`)).toBe("after");
    await writeFile(file, "{");
    await told(/^error: .*api\.json:\d+:\d+: /);
    expect(await from(`${url}/thing`)).toBe("after");
    expect(await stop()).toBe(0);
  });

  test("says which port is taken, and what to do", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as AddressInfo;
    const file = await fileOf("api.json", documentOf("api"));
    const { code, err } = await locumHere("serve", file, "--port", String(port), "--store", "memory");
    taken.close();
    expect([code, err]).toEqual([
      2,
      expect.stringContaining(`127.0.0.1:${String(port)}: this port is in use`),
    ]);
    expect(err).toMatch(/--port \(0: any free one\)/);
  });

  test.each([
    [["--host", "192.0.2.1", "--port", "0"], /192\.0\.2\.1:0: .*\n.*--host/],
    [["--prot", "80"], /Unknown option '--prot' \(did you mean --port\?\)/],
    [["--alow-ref"], /did you mean --allow-ref\?/],
    [
      ["--mount", "users.json"],
      /--mount: "users\.json" is no path and document\n.*--mount \/billing=billing\.yaml/,
    ],
    [["--mount", "users=users.json"], /--mount: "users=users\.json" is no path/],
    [["--mount", "/a b=users.json"], /mount: "\/a b" is no path/],
    [["--port", "70000"], /--port: "70000" is no whole number from 0 to 65535/],
    [["none.yaml", "other.yaml"], /none\.yaml: .*cannot be read/],
  ])("refuses %j", async (args, message) => {
    const { code, err } = await locumHere("serve", "--store", "memory", ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });

  test("explains every flag, the new ones with an example", async () => {
    const { out } = await locumHere("serve", "--help");
    const [options = "", examples = ""] = out.split("Examples:");
    for (const flag of ["--mount", "--allow-ref", "--watch", "--callback-host"]) {
      expect(options).toContain(flag);
      expect(examples).toContain(flag);
    }
  });
});

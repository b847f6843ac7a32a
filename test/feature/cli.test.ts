import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ada, ask, temporaryFolder } from "../support/mock.ts";
import { locum, locumHere, serve, stopServing } from "../support/cli.ts";

afterAll(stopServing);

describe("locum serve", () => {
  test("says on standard output where it listens, and stops at SIGTERM having kept everything", async () => {
    const data = await temporaryFolder();
    const serving = await serve(["--data", data]);
    const headers = { authorization: "Bearer x" };
    const url = `${serving.url}/api/v2/manager/ambassadors`;
    // Still on its way when the signal comes.
    const slow = ask(url, { method: "POST", body: ada, headers: { ...headers, prefer: "delay=300" } });
    expect((await ask(url, { method: "POST", body: ada, headers })).status).toBe(201);
    expect(await serving.stop()).toBe(0);
    expect((await slow).status).toBe(201);
    const file = JSON.parse(readFileSync(join(data, "default.json"), "utf8")) as {
      collections: { ambassadors: unknown[] };
    };
    expect(file.collections.ambassadors).toHaveLength(2);
    expect(existsSync(join(data, ".locum.lock"))).toBe(false);
  });

  test("stops at SIGTERM, though a client is being kept waiting for nothing", async () => {
    const serving = await serve(["--store", "memory"]);
    const headers = { authorization: "Bearer x", prefer: "fault=stall" };
    const url = `${serving.url}/api/v2/manager/ambassadors`;
    const stalling = ask(url, { method: "POST", body: ada, headers }).then(
      () => "answered",
      () => "cut off",
    );
    const seen = async () => (await ask(`${serving.url}/__admin/requests`)).text.includes("fault stall");
    while (!(await seen()));
    expect(await serving.stop()).toBe(0);
    expect(await stalling).toBe("cut off");
  });

  test("serves a document that is named, without the ambassador's scenarios", async () => {
    const serving = await serve(["test/support/petstore.yaml", "--store", "memory"]);
    expect((await ask(`${serving.url}/v1/pets/3`)).json["id"]).toBe(3);
    await serving.stop();
  });

  test.each([
    [["serve", "no-such-file.yaml"], /no-such-file\.yaml.*cannot be read/s],
    [["serve", "README.md"], /README\.md/],
    [["serve", "--port", "many"], /--port.*whole number/s],
    [["serve", "--prot", "1"], /prot/],
    [["serve", "--store", "redis"], /--store file or --store memory/],
    [["serve", "--scenarios", "no-such-folder", "--store", "memory"], /no-such-folder/],
    [["sreve"], /serve/],
    [["convert"], /capture/],
    [["convert", "README.md"], /README\.md/],
  ])("%j: exit 2, and standard error says why and what to do", async (args, said) => {
    const { code, out, err } = await locumHere(...args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(said);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("a port in use: exit 2, and how to choose another", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const { code, err } = await locumHere("serve", "--port", String(port), "--store", "memory");
    taken.close();
    expect(code).toBe(2);
    expect(err).toMatch(/in use.*--port/s);
  });

  test("a document with a mistake: exit 2, naming line and column", async () => {
    const file = join(await temporaryFolder(), "broken.yaml");
    writeFileSync(file, "openapi: 3.1.0\npaths:\n  /a: { get: [ }\n");
    const { code, err } = await locum(["serve", file]);
    expect(code).toBe(2);
    expect(err).toMatch(/broken\.yaml:3:\d+/);
  });
});

describe("help", () => {
  test.each([[[]], [["--help"]]])("locum %j lists the commands", async (args: string[]) => {
    const { out } = await locum(args);
    for (const name of ["serve", "convert", "validate"]) expect(out).toContain(name);
  });

  test.each(["serve", "convert", "validate"])("locum %s --help has an example", async (name) => {
    const { code, out } = await locumHere(name, "--help");
    expect(code).toBe(0);
    expect(out).toMatch(/Examples:\n {2}locum/);
  });
});

describe("locum convert", () => {
  test("writes what is committed, and reports the differences on standard error", async () => {
    const file = join(await temporaryFolder(), "api.yaml");
    const captures = ["spec/captures/000_dd40e0c49f93c5e4.txt", "spec/captures/001_1104bf554fcbd866.txt"];
    const { code, out, err } = await locum(["convert", ...captures, "-o", file]);
    expect([code, out]).toEqual([0, ""]);
    expect(readFileSync(file, "utf8")).toBe(readFileSync("spec/ambassador.openapi.yaml", "utf8"));
    expect(err).toContain("tiktok_account");
  });
});

describe("locum validate", () => {
  test("finds nothing wrong with what comes with Locum, and neither does Prism", async () => {
    const { code, err } = await locum(["validate"]);
    expect(err).toMatch(/1 operation\(s\): 0 error\(s\), 0 warning\(s\); Prism judged 4 of 4 values/);
    expect(err).toMatch(/[1-9]\d* scenario\(s\): 0 error\(s\), 0 warning\(s\)/);
    expect(code).toBe(0);
  });

  test("says what is wrong with a document: exit 1, and findings as JSON", async () => {
    const file = join(await temporaryFolder(), "bad.json");
    const content = { schema: { type: "integer" }, example: "seven" };
    const document = {
      openapi: "3.1.0",
      info: { title: "Bad", version: "1" },
      paths: {
        "/a": { get: { responses: { 404: { description: "none" } } } },
        "/b": {
          get: { responses: { 200: { description: "ok", content: { "application/json": content } } } },
        },
      },
    };
    writeFileSync(file, JSON.stringify(document));
    const { code, out } = await locum(["validate", file, "--json"]);
    expect(code).toBe(1);
    const { findings } = JSON.parse(out) as { findings: object[] };
    const [none, broken] = findings;
    expect(none).toMatchObject({
      code: "no-success-response",
      level: "warning",
      file,
      line: 1,
      place: "#/paths/~1a/get",
    });
    expect(broken).toMatchObject({ code: "example-invalid", level: "error" });
  });

  test("tells where Prism disagrees", async () => {
    const file = join(await temporaryFolder(), "api.json");
    // A schema that nothing satisfies: Prism cannot compile it, and takes everything for valid.
    const content = { schema: { type: "string", pattern: "^(?<=a)b$|(" } };
    const responses = { 200: { description: "ok", content: { "application/json": content } } };
    const info = { title: "Odd", version: "1" };
    writeFileSync(file, JSON.stringify({ openapi: "3.1.0", info, paths: { "/a": { get: { responses } } } }));
    const { code, err } = await locum(["validate", file]);
    expect(code).toBe(1);
    expect(err).toContain("#/paths/~1a/get/responses/200/content/application~1json/schema");
  });
});

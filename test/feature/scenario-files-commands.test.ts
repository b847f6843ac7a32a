import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { locumHere as locum } from "../support/cli.ts";
import { readCurl, runCurl } from "../support/curl.ts";
import { ambassadorDocument, ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

const petstore = resolve("test/support/petstore.yaml");

afterAll(stopAll);

/** As it is typed in a folder. */
async function locumIn(folder: string, ...args: string[]) {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await locum(...args);
  } finally {
    process.chdir(before);
  }
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.includes("."))
    .toSorted();

describe("locum schema", () => {
  test("prints the schema that a running mock serves", async () => {
    const { code, out } = await locum("schema", petstore);
    expect(code).toBe(0);
    const mock = await startMock({ document: petstore });
    const served = await ask(`${mock.url}/__admin/scenario.schema.json`);
    expect(served.json).toEqual(JSON.parse(out));
    new Ajv({ strict: false }).compile(served.json);
  });

  test("of a document that is not there: exit 2, and nothing on standard output", async () => {
    expect(await locum("schema", "no-such.yaml")).toMatchObject({ code: 2, out: "" });
  });
});

describe("locum init", () => {
  test("writes a folder that is valid at once, for the schema and for the loader, and works", async () => {
    const folder = await temporaryFolder();
    const { code, out, err } = await locumIn(folder, "init", "--document", petstore);
    expect([code, out]).toEqual([0, ""]);
    expect(filesIn(folder)).toEqual([
      ".vscode",
      ".vscode/settings.json",
      "scenarios/example.yaml",
      "scenarios/scenario.schema.json",
    ]);
    const scenarios = join(folder, "scenarios");
    const text = readFileSync(join(scenarios, "example.yaml"), "utf8");
    expect(text).toMatch(/^# yaml-language-server: \$schema=scenario\.schema\.json\n/);
    const schema = JSON.parse(readFileSync(join(scenarios, "scenario.schema.json"), "utf8")) as object;
    expect(new Ajv({ strict: false }).validate(schema, parse(text))).toBe(true);

    const valid = await locumIn(
      folder,
      "validate",
      petstore,
      "--scenarios",
      "scenarios",
      "--no-second-opinion",
    );
    expect(valid.err).toContain("scenarios: 1 scenario(s): 0 error(s), 0 warning(s)");

    const mock = await startMock({ document: petstore, scenarios });
    const [line = ""] = /curl .*$/m.exec(err) ?? [];
    const curl = () => runCurl(readCurl(line.replace("http://127.0.0.1:4010", new URL(mock.url).host)));
    expect(await curl()).toMatch(/^HTTP\/1.1 503/);
    expect(await curl()).toMatch(/^HTTP\/1.1 200/);
  });

  test.each([
    ["the ambassador API", [], "POST /manager/ambassadors"],
    ["a document without operations", ["--document", "empty.json"], '"*"'],
    ["an operation that declares no error", ["--document", "one.json"], "GET /null"],
  ])("suits %s", async (_, args, operation) => {
    const folder = await temporaryFolder();
    const info = { title: "T", version: "1" };
    const get = { operationId: "null", responses: { 200: { description: "OK" } } };
    writeFileSync(join(folder, "empty.json"), JSON.stringify({ openapi: "3.0.3", info, paths: {} }));
    writeFileSync(
      join(folder, "one.json"),
      JSON.stringify({ openapi: "3.0.3", info, paths: { "/null": { get } } }),
    );
    expect((await locumIn(folder, "init", "mine", ...args)).code).toBe(0);
    expect(readFileSync(join(folder, "mine", "example.yaml"), "utf8")).toContain(operation);
    const checked = await locumIn(
      folder,
      "scenarios",
      "mine",
      ...(args.length > 0 ? args : ["--document", resolve(ambassadorDocument)]),
    );
    expect(checked).toMatchObject({ code: 0, err: "mine: 1 scenario(s)\n" });
  });

  test("a document in the place of the folder is told how to be named", async () => {
    const { code, err } = await locumIn(await temporaryFolder(), "init", "petstore.yaml");
    expect([code, err]).toEqual([
      2,
      expect.stringContaining("locum init scenarios --document petstore.yaml"),
    ]);
  });

  test("the value its example refuses is one that the contract takes, so that the example answers", async () => {
    const folder = await temporaryFolder();
    const body = {
      type: "object",
      properties: {
        customer: { type: "string", pattern: "^c[0-9]+$" },
        size: { type: "string", enum: ["s", "l"] },
        note: { type: "string" },
      },
    };
    const post = {
      requestBody: { content: { "application/json": { schema: body } } },
      responses: { 201: { description: "ok" }, 409: { description: "no" } },
    };
    const contract = { openapi: "3.0.3", info: { title: "O", version: "1" }, paths: { "/orders": { post } } };
    const document = join(folder, "orders.json");
    writeFileSync(document, JSON.stringify(contract));
    expect((await locumIn(folder, "init", "--document", document)).code).toBe(0);
    const mock = await startMock({ document, scenarios: join(folder, "scenarios") });
    const { status } = await ask(`${mock.url}/orders`, {
      method: "POST",
      headers: { Prefer: "scenario=example" },
      body: { note: "refuse-me" },
    });
    expect(status).toBe(409);
  });

  test("overwrites nothing: all files are written, or none", async () => {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, "scenarios"));
    writeFileSync(join(folder, "scenarios", "example.yaml"), "mine");
    const { code, err } = await locumIn(folder, "init", "--document", petstore);
    expect(code).toBe(2);
    expect(err).toContain("scenarios/example.yaml: it is there already");
    expect(filesIn(folder)).toEqual(["scenarios/example.yaml"]);
    expect(readFileSync(join(folder, "scenarios", "example.yaml"), "utf8")).toBe("mine");
  });

  test("takes away what it has written when the rest cannot be", async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, ".vscode"), "a file where a folder is wanted");
    expect((await locumIn(folder, "init", "--document", petstore)).code).toBe(2);
    expect(filesIn(folder)).toEqual([".vscode"]);
  });

  test("leaves the editor's settings alone where there are some", async () => {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, ".vscode"));
    writeFileSync(join(folder, ".vscode", "settings.json"), "{}");
    expect((await locumIn(folder, "init", "--document", petstore)).code).toBe(0);
    expect(readFileSync(join(folder, ".vscode", "settings.json"), "utf8")).toBe("{}");
    expect(existsSync(join(folder, "scenarios", "example.yaml"))).toBe(true);
  });
});

describe("locum scenarios", () => {
  test("lists those that ship, with what they touch and where they are", async () => {
    const { code, out } = await locum("scenarios", "--json");
    expect(code).toBe(0);
    const { scenarios } = JSON.parse(out) as { scenarios: { name: string }[] };
    expect(scenarios.map(({ name }) => name)).toContain("outage");
    expect(scenarios.find(({ name }) => name === "magic-values")).toMatchObject({
      active: true,
      file: expect.stringMatching(/scenarios\/magic-values\.yaml$/) as unknown,
      line: 2,
      stubs: 4,
      operations: [{ operation: "POST /manager/ambassadors", statuses: [401, 403, 404, 422], faults: [] }],
    });
    const told = await locum("scenarios", "scenarios");
    expect(told.out).toMatch(
      /^outage \(off, 1 stub\) scenarios\/outage\.yaml:1\n {2}The API is down\..*\n {2}\*: 503$/m,
    );
  });

  test("names the files that cannot be used, lists the others, and exits with 1", async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, "bad.yaml"), "scenario: bad\n");
    writeFileSync(
      join(folder, "good.yaml"),
      "scenario: good\nstubs: [{ operation: listPets, respond: { fault: connection-reset } }]\n",
    );
    const { code, out, err } = await locum("scenarios", folder, "--document", petstore);
    expect(code).toBe(1);
    expect(out).toMatch(/^good \(off, 1 stub\) .*good\.yaml:1\n {2}GET \/pets: connection-reset\n$/);
    expect(err).toMatch(/bad\.yaml:1:1: a scenario needs stubs/);
  });

  test("of another document wants to know the folder", async () => {
    const { code, err } = await locum("scenarios", "--document", petstore);
    expect(code).toBe(2);
    expect(err).toContain("no folder was named");
  });
});

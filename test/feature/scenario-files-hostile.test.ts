import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import * as files from "node:fs/promises";
import { join } from "node:path";
import { createMockServer } from "../../src/index.ts";
import { ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

const document = "test/support/petstore.yaml";

afterAll(stopAll);

const scenario = (name: string, stub: string) => `scenario: ${name}\nactive: true\nstubs:\n  - ${stub}\n`;
const outage = "{ operation: listPets, respond: { status: 503, undeclared: true } }";
const many = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => one(index)).join("");

async function folderOf(content: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(content)) writeFileSync(join(folder, name), text);
  return folder;
}

/** What a start says that is refused, without the folder's name. */
async function refusal(scenarios: string): Promise<string> {
  const mock = createMockServer({ document, scenarios, store: "memory", port: 0 });
  const error = await mock.start().then(
    () => mock.stop(),
    (reason: unknown) => reason as Error,
  );
  expect(error?.name).toBe("InputError");
  return (error?.message ?? "").replaceAll(`${scenarios}/`, "");
}

describe("a file made to do harm, or by accident, is told of at the start, with its place", () => {
  const inBody = (body: string) =>
    scenario("a", `{ operation: listPets, respond: { status: 503, undeclared: true, body: ${body} } }`);

  test.each<[string, string | Buffer, RegExp]>([
    [
      "a body of 10 MB",
      inBody(`"${"x".repeat(10_000_000)}"`),
      /^a\.yaml: this is larger than 1000000 bytes\. Split/,
    ],
    [
      "bytes that are no text",
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]),
      /^a\.yaml: this is no text in UTF-8/,
    ],
    [
      "a bomb of aliases",
      inBody(`{ a: &a [${"1,".repeat(100)}1], b: &b [${"*a,".repeat(40)}*a], c: [${"*b,".repeat(40)}*b] }`),
      /^a\.yaml:\d+:\d+: .*alias/i,
    ],
    [
      "a large thing again and again",
      inBody(`{ a: &a [${"1,".repeat(60_000)}1], b: [${"*a,".repeat(90)}*a] }`),
      /^a\.yaml:1:1: .*values/,
    ],
    ["brackets without end", inBody("[".repeat(100_000)), /^a\.yaml:4:\d+: .*nested too deeply/],
    [
      "brackets that are closed",
      inBody("[".repeat(300) + "]".repeat(300)),
      /^a\.yaml:4:\d+: .*nested too deeply/,
    ],
    [
      "a merge key",
      scenario("a", "{ <<: { times: 3 }, operation: listPets }"),
      /^a\.yaml:4:7: YAML 1\.2 has no merge keys/,
    ],
    [
      "YAML of another version",
      `%YAML 1.1\n---\n${scenario("a", outage)}`,
      /^a\.yaml:1:1: this is YAML 1\.1/,
    ],
    ["a number JSON has no word for", inBody("[.inf]"), /^a\.yaml:4:\d+: JSON has no \.inf/],
    ["a tag that would make bytes", inBody("!!binary aGVsbG8="), /^a\.yaml:4:\d+: JSON has no !!binary/],
    [
      "a tag that would run code",
      inBody("!!js/function 'function () { throw 1 }'"),
      /^a\.yaml:4:\d+: Unresolved tag/,
    ],
    [
      "two documents",
      `${scenario("a", outage)}---\n${scenario("b", outage)}`,
      /^a\.yaml:5:1: a file holds one document/,
    ],
    ["a tab", "scenario: a\nstubs:\n\t- operation: listPets\n", /^a\.yaml:3:1: Tabs are not allowed/],
    [
      "a key twice",
      "scenario: a\nactive: true\nactive: false\n",
      /^a\.yaml:3:1: the key "active" stands here twice/,
    ],
    ["nothing", "", /^a\.yaml:1:1: the file is empty|^a\.yaml:1:1: this must have keys/],
    [
      "a pattern too large",
      scenario(
        "a",
        "{ operation: createPet, when: { body: { /name: { matches: '((a{1,90}){1,90}){1,90}' } } } }",
      ),
      /^a\.yaml:4:\d+: this is no regular expression/,
    ],
    [
      "patterns that are too large together",
      `scenario: a\nstubs:\n${many(250, (n) => `  - { name: s${String(n)}, operation: createPet, when: { body: { /name: { matches: 'b${String(n)}[x-z]{1,900}' } } } }\n`)}`,
      /^a\.yaml:\d+:\d+: the patterns up to this one are too large/,
    ],
    [
      "a template that names nothing",
      inBody("'{{ process.env.HOME }}'"),
      /^a\.yaml:4:\d+: "\{\{ process\.env\.HOME \}\}" names nothing/,
    ],
    ["a template that is never closed", inBody("'{{ session'"), /^a\.yaml:4:\d+: a template is opened/],
    [
      "a __proto__ key",
      `__proto__: { active: true }\n${scenario("a", outage)}`,
      /^a\.yaml:1:1: nothing is called "__proto__" here/,
    ],
  ])("%s", async (_, text, expected) => {
    expect(await refusal(await folderOf({ "a.yaml": text }))).toMatch(expected);
    expect(({} as Record<string, unknown>)["active"]).toBeUndefined();
  });

  test("in several files: each is told of, a line each", async () => {
    const folder = await folderOf({
      "a.yaml": "scenario: a\n",
      "b.yaml": scenario("b", outage),
      "c.yaml": "- x\n",
    });
    const lines = (await refusal(folder)).split("\n").map((line) => line.slice(0, 6));
    expect([...new Set(lines)]).toEqual(["a.yaml", "c.yaml"]);
  });

  test("a file that is gone when it is to be read", async () => {
    const scenarios = await folderOf({ "a.yaml": scenario("a", outage) });
    const readFile = ((path: string, ...rest: []) =>
      path.endsWith("a.yaml")
        ? Promise.reject(Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" }))
        : files.readFile(path, ...rest)) as typeof files.readFile;
    const mock = createMockServer({
      document,
      scenarios,
      port: 0,
      store: "memory",
      ports: { files: { ...files, readFile } },
    });
    await expect(mock.start()).rejects.toThrow(/a\.yaml: it cannot be read \(ENOENT/);
  });

  test("more files than anyone has", async () => {
    const folder = await folderOf(
      Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`${String(n)}.yaml`, ""])),
    );
    expect(await refusal(folder)).toMatch(/more than 2000 scenario files/);
  });
});

describe("a file that is only unusual is read", () => {
  test.each<[string, (text: string) => string]>([
    ["with a byte order mark", (text) => `\uFEFF${text}`],
    ["with the line ends of Windows", (text) => text.replaceAll("\n", "\r\n")],
    ["with a line of 900 KB", (text) => `description: ${"x".repeat(900_000)}\n${text}`],
    [
      "with anchors and aliases",
      (text) =>
        text.replace("{ operation", "&one { name: one, operation") +
        "  - { operation: listPets, when: { query: &q { limit: 1 } }, respond: { status: 503, undeclared: true, body: *q } }\n",
    ],
    [
      "as JSON",
      () =>
        JSON.stringify({
          scenario: "a",
          active: true,
          stubs: [{ operation: "listPets", respond: { status: 503, undeclared: true } }],
        }),
    ],
    ["with directives of YAML 1.2", (text) => `%YAML 1.2\n---\n${text}...\n`],
  ])("%s", async (_, change) => {
    const mock = await startMock({
      document,
      scenarios: await folderOf({ "a.yml": change(scenario("a", outage)) }),
    });
    expect((await ask(`${mock.url}/pets`)).status).toBe(503);
  });

  test("a thousand of them, beside folders, links and files of other kinds", async () => {
    const folder = await folderOf(
      Object.fromEntries(
        Array.from({ length: 1_000 }, (_, n) => [
          `${String(n)}.yaml`,
          `scenario: s${String(n)}\nstubs: [{ operation: listPets, respond: { status: 503, undeclared: true } }]\n`,
        ]),
      ),
    );
    const elsewhere = await folderOf({ "linked.yaml": scenario("linked", outage) });
    mkdirSync(join(folder, "more"));
    writeFileSync(join(folder, "more", "ignored.yaml"), "not: read");
    writeFileSync(join(folder, "notes.txt"), "[");
    symlinkSync(join(elsewhere, "linked.yaml"), join(folder, "linked.yaml"));
    const mock = await startMock({ document, scenarios: folder });
    const { json } = await ask(`${mock.url}/__admin/scenarios`);
    expect(json["meta"]).toEqual({ total: 1_001 });
    expect((await ask(`${mock.url}/pets`)).headers.get("x-mock-source")).toBe("scenario:linked");
  });
});

test("what can be used but was probably not meant is logged at the start", async () => {
  const warnings: string[] = [];
  const silent = () => undefined;
  const log = {
    debug: silent,
    info: silent,
    error: silent,
    warn: (line: string) => void warnings.push(line),
  };
  const text = `scenario: a
stubs:
  - { name: all, operation: listPets, respond: { status: 503, undeclared: true } }
  - { name: never, operation: listPets, respond: { fault: stall } }
  - { operation: createPet, when: { state: Recoverd }, then: { state: Recovered } }
`;
  await startMock({ document, scenarios: await folderOf({ "a.yaml": text }), ports: { log } });
  expect(warnings.map((line) => line.replace(/^.*\//, ""))).toEqual([
    'a.yaml:4:5: this stub never answers: "all" takes all of its requests before. Give it a higher priority, or ask for more in when.',
    'a.yaml:5:44: nothing in this file leads to the state "Recoverd" (did you mean Recovered?). Use Started, Recovered, or write then: { state: Recoverd } in a stub.',
  ]);
});

import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { run } from "../../src/cli/run.ts";
import { locum as built, locumHere as locum } from "../support/cli.ts";
import { ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

interface Finding {
  level: string;
  code: string;
  place: string;
  said: string;
}

afterAll(stopAll);

async function save(document: object): Promise<string> {
  const file = join(await temporaryFolder(), "api.json");
  const info = { title: "Odd", version: "1" };
  writeFileSync(file, JSON.stringify({ openapi: "3.1.0", info, ...document }));
  return file;
}

async function findingsIn(document: object, ...flags: string[]) {
  const { code, out, err } = await locum("validate", await save(document), "--json", ...flags);
  expect(err).not.toContain("internal error");
  return { code, findings: (JSON.parse(out) as { findings: Finding[] }).findings };
}

const json = (schema: object, more: object = {}) => ({ "application/json": { schema, ...more } });
const ok = (response: object = {}) => ({ responses: { 200: { description: "ok", ...response } } });
const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe("locum validate", () => {
  test.each([
    ["bare", { A: schema("B"), B: schema("A") }],
    [
      "with descriptions",
      { A: { ...schema("B"), description: "a" }, B: { ...schema("A"), description: "b" } },
    ],
    ["through allOf", { A: { allOf: [schema("A")] } }],
    ["through oneOf", { A: { oneOf: [schema("A"), { type: "string" }] } }],
  ])("finds references in a circle, %s: exit 1", async (_, schemas) => {
    const document = {
      paths: { "/a": { get: ok({ content: json(schema("A")) }) } },
      components: { schemas },
    };
    const { code, findings } = await findingsIn(document);
    expect(code).toBe(1);
    expect(findings.map(({ said }) => said).join("\n")).toContain("in a circle");
  });

  test("finds every reference that leads nowhere, wherever an operation uses it", async () => {
    const gone = (kind: string) => ({ $ref: `#/components/${kind}/Gone` });
    const document = {
      paths: {
        "/a": {
          parameters: [gone("parameters")],
          post: {
            requestBody: gone("requestBodies"),
            responses: {
              200: {
                description: "ok",
                headers: { "X-Gone": gone("headers") },
                content: json(schema("Used"), { examples: { one: gone("examples") } }),
              },
              404: gone("responses"),
            },
          },
        },
      },
      components: {
        schemas: {
          Used: { properties: { example: gone("schemas") }, example: { $ref: "a value like any other" } },
          Unused: gone("schemas"),
        },
      },
    };
    const { code, findings } = await findingsIn(document, "--no-second-opinion");
    expect(code).toBe(1);
    const dead = findings.filter(({ said }) => said.startsWith("the reference"));
    const post = "#/paths/~1a/post";
    const used = [
      ["#/paths/~1a/parameters/0", "parameters"],
      [`${post}/requestBody`, "requestBodies"],
      [`${post}/responses/200/headers/X-Gone`, "headers"],
      [`${post}/responses/200/content/application~1json/examples/one`, "examples"],
      [`${post}/responses/404`, "responses"],
      ["#/components/schemas/Used/properties/example", "schemas"],
    ].map(([place, kind]) => [
      "error",
      `${place!}/$ref`,
      `the reference #/components/${kind!}/Gone leads nowhere`,
    ]);
    const unused = [
      "warning",
      "#/components/schemas/Unused/$ref",
      "the reference #/components/schemas/Gone leads nowhere (no operation uses it)",
    ];
    expect(dead.map(({ level, place, said }) => [level, place, said]).toSorted()).toEqual(
      [...used, unused].toSorted(),
    );
  });

  test("finds headers that HTTP cannot name", async () => {
    const headers = { "X Bad": { schema: { type: "string" } }, "X-Good": { schema: { type: "string" } } };
    const { code, findings } = await findingsIn({ paths: { "/a": { get: ok({ headers }) } } });
    expect(code).toBe(1);
    expect(findings).toMatchObject([
      {
        level: "error",
        place: "#/paths/~1a/get/responses/200/headers/X Bad",
        said: '"X Bad" cannot be the name of a header',
      },
    ]);
  });

  test("finds security schemes that are required and not defined", async () => {
    const document = { paths: { "/a": { get: { ...ok(), security: [{ nosuch: [] }] } } } };
    const { code, findings } = await findingsIn(document, "--no-second-opinion");
    expect(code).toBe(1);
    expect(findings[0]).toMatchObject({ level: "error", place: "#/paths/~1a/get" });
    expect(findings[0]!.said).toContain("the security scheme nosuch");
  });

  test("requests nothing that a document refers to, and says that Prism is not asked", async () => {
    const asked: string[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url ?? "");
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const $ref = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/secret.json`;
    const paths = { "/a": { get: ok({ content: json({ type: "string" }) }) } };
    const { out } = await built(["validate", await save({ paths, "x-more": [{ $ref }] }), "--json"]);
    server.close();
    expect(asked).toEqual([]);
    expect((JSON.parse(out) as { findings: Finding[] }).findings).toMatchObject([
      {
        level: "warning",
        code: "prism-refuses",
        place: "#",
        said: expect.stringContaining(`the document refers to ${$ref}`) as string,
      },
    ]);
  });

  test("tells why a file that is referred to was not read", async () => {
    const document = { paths: { "/a": { get: ok({ content: json({ $ref: "./pet.json" }) }) } } };
    const { code, findings } = await findingsIn(document, "--no-second-opinion");
    expect(code).toBe(1);
    expect(findings).toMatchObject([
      {
        level: "error",
        code: "reference-unread",
        place: "#/paths/~1a/get/responses/200/content/application~1json/schema/$ref",
        said: expect.stringMatching(/^\.\/pet\.json: .*pet\.json.* no such file/) as string,
      },
    ]);
  });
});

test("a security scheme that is not defined lets nobody in", async () => {
  const document = await save({ paths: { "/a": { get: { ...ok(), security: [{ nosuch: [] }] } } } });
  const mock = await startMock({ document });
  const { status, text } = await ask(`${mock.url}/a`, { headers: { authorization: "Bearer x" } });
  expect(status).toBe(401);
  expect(text).toContain("the scheme nosuch, which the document does not define");
});

describe("what the command line says", () => {
  test("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await locum("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  test.each([
    [["serve", "--nope"]],
    [["serve", "--port", "-4"]],
    [["serve", "--port", "many"]],
    [["serve", "one.yaml", "two.yaml"]],
    [["serve", "no-such-file.yaml"]],
    [["validate", "--json=3"]],
    [["validate", "no-such-file.yaml"]],
    [["convert"]],
    [["sreve"]],
  ])("%j: exit 2, the place and the cause on one line, the next step below", async (args) => {
    const { code, out, err } = await locum(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^locum: [^\s:]+: [^\n]+\n {2}\S[^\n]+\n$/);
  });

  test("each mistake in a folder of scenarios is told so", async () => {
    const folder = await temporaryFolder();
    for (const name of ["a", "b"]) writeFileSync(join(folder, `${name}.yaml`), "nmae: x\n");
    const { code, err } = await locum("validate", "--scenarios", folder);
    expect(code).toBe(1);
    const lines = err.trimEnd().split("\n");
    const found = lines.filter((line) => /\/[ab]\.yaml:\d+:\d+: error: [^.]+\. \S/.test(line));
    expect(found.length).toBeGreaterThan(3);
    expect(err).toContain(`${folder}: 0 scenario(s): ${String(found.length)} error(s), 0 warning(s)`);
  });

  test("a mistake of its own: exit 2, and where it happened", async () => {
    const err: string[] = [];
    const out = () => {
      throw new TypeError("the pipe is gone");
    };
    const code = await run(["--version"], { out, err: (text) => void err.push(text) });
    expect(code).toBe(2);
    expect(err.join()).toMatch(/^locum: internal error: the pipe is gone\n {4}at /);
  });
});

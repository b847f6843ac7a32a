import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import * as files from "node:fs/promises";
import { join } from "node:path";
import { openContract } from "../../src/contract/open.ts";
import { folderOf } from "../support/documents.ts";
import { validated } from "../support/findings.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const document = {
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  paths: { "/x": { get: { responses: { 204: { description: "nothing" } } } } },
};
const yaml =
  "openapi: 3.1.0\ninfo: { title: T, version: 1.0 }\npaths: { /x: { get: { responses: { 204: { description: ä } } } } }\n";

describe("a document that cannot be read is told with its place and a next step", () => {
  test.each<[string, Record<string, unknown>, string, RegExp]>([
    [
      "there is none",
      { "openapi.yaml": yaml },
      "opnapi.yaml",
      /opnapi\.yaml: .* no such file \(did you mean openapi\.yaml\?\)\n.*locum serve/,
    ],
    ["there is no folder", {}, "no/where.yaml", /where\.yaml: .* no such file\n/],
    [
      "it is a folder",
      { "api/b.json": "{}", "api/a.yaml": "", "api/x.md": "" },
      "api",
      /this is a folder, not a document; in it there is a\.yaml, b\.json\n/,
    ],
    ["it is empty", { "a.yaml": "" }, "a.yaml", /a\.yaml:1:1: the file is empty/],
    ["it is a picture", { "a.png": "\u0000PNG" }, "a.png", /this is no text/],
    ["it is a page", { "a.json": "<html>" }, "a.json", /a\.json:1:1: this is HTML or XML/],
    ["it is something else", { "a.json": { name: "locum" } }, "a.json", /it has no `openapi` version/],
    [
      "it is older than anybody remembers",
      { "a.json": { swagger: "1.2" } },
      "a.json",
      /version "1\.2" of OpenAPI is not supported/,
    ],
    [
      "it is newer than anybody knows",
      { "a.json": { openapi: "4.0.0", paths: {} } },
      "a.json",
      /version "4\.0\.0"/,
    ],
    [
      "its paths are none",
      { "a.json": { openapi: "3.1.0", paths: "x" } },
      "a.json",
      /nothing in the document can be served: paths: this is no object/,
    ],
    [
      "nothing in it can be served",
      { "a.json": { openapi: "3.1.0", paths: { "/a": { get: { parameters: {} } }, b: {} } } },
      "a.json",
      /nothing in the document can be served: GET \/a: this is no list \(and 1 more\)\n.*#\/paths\/~1a\/get\/parameters/,
    ],
  ])("%s", async (...[, files, name, message]) => {
    await expect(startMock({ document: join(await folderOf(files), name) })).rejects.toThrow(message);
  });

  test("a pipe is not waited for", async () => {
    const pipe = join(await folderOf({}), "pipe.yaml");
    execFileSync("mkfifo", [pipe]);
    await expect(startMock({ document: pipe })).rejects.toThrow(/this is no file/);
  });

  test("an object that is no plain document", async () => {
    const paths = { "/x": { get: () => "x" } };
    await expect(startMock({ document: { ...document, paths } })).rejects.toThrow(
      /no plain document.*JSON\.parse/s,
    );
  });
});

test.each<[string, Buffer]>([
  ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${yaml}`)],
  ["UTF-16, little end first", Buffer.from(`\uFEFF${yaml}`, "utf16le")],
  ["UTF-16, big end first", Buffer.from(`\uFEFF${yaml}`, "utf16le").swap16()],
  ["lines that end as on Windows", Buffer.from(yaml.replaceAll("\n", "\r\n"))],
])("%s is read", async (_, bytes) => {
  const path = join(await folderOf({}), "a.yaml");
  await writeFile(path, bytes);
  const { contract } = await startMock({ document: path });
  expect([contract.version, contract.operations[0]?.responses[0]?.description]).toEqual(["1", "ä"]);
});

test.each([3.1, 3, "3.0.3", "3.1.1", "3.2.0", " 3.1.0"])("openapi: %j is a version", async (openapi) => {
  const mock = await startMock({ document: { ...document, openapi } });
  expect((await ask(`${mock.url}/x`)).status).toBe(204);
});

describe("a document without operations", () => {
  test.each<[string, object]>([
    ["with empty paths", { ...document, paths: {} }],
    [
      "with webhooks only",
      { ...document, paths: undefined, webhooks: { made: { post: { responses: {} } } } },
    ],
    ["with components only", { openapi: "3.1.0", info: document.info, components: { schemas: { A: {} } } }],
    ["whose paths are not written yet", { ...document, paths: null }],
    ["of version 2.0", { swagger: "2.0", info: document.info, paths: {} }],
  ])("%s starts, and says that it has none", async (_, given) => {
    const told: string[] = [];
    const log = { debug: () => undefined, info: () => undefined, error: () => undefined };
    const ports = { log: { ...log, warn: (line: string) => told.push(line) } };
    const { url } = await startMock({ document: given as Record<string, unknown>, ports });
    expect(told).toEqual([expect.stringMatching(/^the document has no operations: /)]);
    const { json } = await ask(`${url}/__admin/contract`);
    expect([json["operations"], json["warnings"]]).toEqual([0, told]);
    expect((await ask(`${url}/x`)).json["code"]).toBe("no-operation");
    expect((await ask(url)).status).toBe(200);
  });

  test("is no error for validate", async () => {
    const folder = await folderOf({ "a.json": { ...document, paths: {} } });
    const { code, findings } = await validated([join(folder, "a.json")]);
    expect([code, findings.map((one) => `${one.level} ${one.code}`)]).toEqual([
      0,
      ["warning nothing-to-serve"],
    ]);
  });
});

describe("what can be served is served, and the rest is listed", () => {
  const broken = {
    ...document,
    paths: {
      ...document.paths,
      "/list": { get: { parameters: {}, responses: {} } },
      "/dead": { get: { parameters: [{ $ref: "#/components/parameters/Gone" }], responses: {} } },
      "/body": { post: { requestBody: { $ref: "#/components/requestBodies/Gone" }, responses: {} } },
      "/odd": { get: "x", put: null, gett: {}, "x-get": {}, head: { responses: { 204: {} } } },
      "/{a}/{a}": { get: { responses: { 204: {} } } },
      nowhere: { get: {} },
      "/parts": {
        get: {
          parameters: [{ in: "body", name: "x" }, null],
          responses: {
            204: { headers: { "X Total": {}, "X-Gone": { $ref: "#/gone" } } },
            "2xy": {},
            404: { $ref: "#/components/responses/Gone" },
            "x-note": 1,
          },
        },
      },
      "x-note": 1,
    },
  };

  test("each with its place and its cause", async () => {
    const { contract } = await startMock({ document: broken });
    expect(contract.operations.map(({ id }) => id)).toEqual([
      "GET /x",
      "HEAD /odd",
      "GET /{a}/{a}",
      "GET /parts",
    ]);
    expect(
      contract.unusable.map(({ operation, place, cause }) => `${operation} | ${place} | ${cause}`),
    ).toEqual([
      "GET /list | #/paths/~1list/get/parameters | this is no list",
      "GET /dead | #/paths/~1dead/get/parameters/0 | the reference #/components/parameters/Gone leads nowhere",
      "POST /body | #/paths/~1body/post/requestBody | the reference #/components/requestBodies/Gone leads nowhere",
      "gett /odd | #/paths/~1odd/gett | gett is no method of a path (did you mean get?)",
      "GET /odd | #/paths/~1odd/get | the operation is no object",
      "PUT /odd | #/paths/~1odd/put | the operation is no object",
      "/{a}/{a} | #/paths/~1{a}~1{a} | the path has the parameter {a} twice; only the first is judged",
      "nowhere | #/paths/nowhere | a path begins with /",
      "GET /parts | #/paths/~1parts/get/parameters/0 | this is no parameter: it needs `name`, and `in` as path, query, header or cookie",
      "GET /parts | #/paths/~1parts/get/parameters/1 | this is no parameter: it needs `name`, and `in` as path, query, header or cookie",
      'GET /parts | #/paths/~1parts/get/responses/204/headers/X Total | "X Total" cannot be the name of a header',
      "GET /parts | #/paths/~1parts/get/responses/204/headers/X-Gone | the reference #/gone leads nowhere",
      "GET /parts | #/paths/~1parts/get/responses/404 | the reference #/components/responses/Gone leads nowhere",
      'GET /parts | #/paths/~1parts/get/responses/2xy | "2xy" is no response: a status, a range such as 4XX, or default',
    ]);
  });

  test("whoever asks for such an operation is told why it is not there", async () => {
    const mock = await startMock({ document: broken });
    const { status, json } = await ask(`${mock.url}/body`, { method: "POST", body: {} });
    expect([status, json["code"], json["detail"]]).toEqual([
      500,
      "unusable-operation",
      "POST /body cannot be served: the reference #/components/requestBodies/Gone leads nowhere (#/paths/~1body/post/requestBody).",
    ]);
    expect((await ask(`${mock.url}/parts`)).status).toBe(204);
    expect((await ask(`${mock.url}/nowhere`)).status).toBe(404);
  });
});

test("references in a circle, to an anchor that nothing has, and dialects nobody knows are listed", async () => {
  const responses = (schema: object) => ({
    200: { description: "", content: { "application/json": { schema } } },
  });
  const { url, contract } = await startMock({
    document: {
      ...document,
      jsonSchemaDialect: "https://example.test/own",
      paths: {
        ...document.paths,
        "/a": { $ref: "#/paths/~1b" },
        "/b": { $ref: "#/paths/~1a" },
        "/c": { get: { responses: responses({ $ref: "#/components/schemas/Round" }) } },
        "/d": { get: { responses: responses({ $ref: "#nothing" }) } },
        "/e": { get: { responses: { 200: { $ref: "#/components/responses/Round" } } } },
      },
      components: {
        schemas: {
          Round: { $ref: "#/components/schemas/Trip" },
          Trip: { $ref: "#/components/schemas/Round" },
        },
        responses: { Round: { $ref: "#/components/responses/Round" } },
      },
    },
  });
  const schema = "get/responses/200/content/application~1json/schema";
  expect(contract.unusable.map(({ place, cause }) => `${place} | ${cause}`)).toEqual([
    expect.stringMatching(
      /^#\/jsonSchemaDialect \| .*it is written in the dialect https:\/\/example\.test\/own/,
    ),
    "#/paths/~1a | the reference #/paths/~1b leads in a circle",
    "#/paths/~1b | the reference #/paths/~1a leads in a circle",
    `#/paths/~1c/${schema} | the reference #/components/schemas/Round leads in a circle`,
    `#/paths/~1d/${schema} | the reference #nothing leads nowhere`,
    "#/paths/~1e/get/responses/200 | the reference #/components/responses/Round leads in a circle",
  ]);
  const answers = await Promise.all(["/a", "/c", "/d"].map((path) => ask(url + path)));
  expect(answers.map(({ status, json }) => `${String(status)} ${String(json["code"])}`)).toEqual([
    "500 unusable-operation",
    "500 unusable-schema",
    "500 unusable-schema",
  ]);
});

test("a schema that is referred to and not there never yields a success", async () => {
  const gone = { $ref: "#/components/schemas/Gone" };
  const content = { "application/json": { schema: gone } };
  const responses = { 204: { description: "done" } };
  const mock = await startMock({
    document: {
      ...document,
      paths: {
        "/body": { post: { requestBody: { content }, responses } },
        "/query": { get: { parameters: [{ name: "q", in: "query", schema: gone }], responses } },
        "/answer": { get: { responses: { 200: { description: "", content } } } },
      },
    },
  });
  const asked = [
    await ask(`${mock.url}/body`, { method: "POST", body: {} }),
    await ask(`${mock.url}/query?q=1`),
    await ask(`${mock.url}/answer`),
  ];
  expect(asked.map(({ status, json }) => [status, json["code"]])).toEqual(
    asked.map(() => [500, "unusable-schema"]),
  );
  expect(mock.contract.unusable).toHaveLength(3);
});

test("a document may be a folder deep in other folders, behind links", async () => {
  const folder = await folderOf({
    "a/b/openapi.json": { ...document, paths: { "/x": { $ref: "../b/x.json" } } },
  });
  await mkdir(join(folder, "a/b"), { recursive: true });
  await writeFile(join(folder, "a/b/x.json"), JSON.stringify(document.paths["/x"]));
  const mock = await startMock({ document: join(folder, "a/../a/b/openapi.json") });
  expect((await ask(`${mock.url}/x`)).status).toBe(204);
});

test("whoever only looks at documents is told everything, though nothing can be served", async () => {
  const paths = { "/a": { get: { parameters: {} } }, b: {} };
  const given = [{ document: { ...document, paths } }];
  const contract = await openContract(given, { files, allowRef: false, mayBeEmpty: true });
  expect(contract.operations).toEqual([]);
  expect(contract.unusable.map(({ operation }) => operation)).toEqual(["GET /a", "b"]);
});

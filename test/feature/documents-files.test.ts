import { symlink } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { folderOf } from "../support/documents.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const ok = (schema: unknown) => ({
  responses: { 200: { description: "ok", content: { "application/json": { schema } } } },
});
const constant = (value: string) => ok({ const: value });

describe("a document in many files", () => {
  const files = {
    "openapi.yaml": `
openapi: 3.0
info: { title: Library, version: 1.0 }
paths:
  /books:
    $ref: paths/books.yaml
  /books/{isbn}:
    get:
      parameters:
        - $ref: "./common.json#/parameters/isbn"
      responses:
        200:
          description: a book
          content:
            application/json:
              schema: { $ref: schemas/book.yaml }
              examples: { known: { externalValue: examples/book.json } }
        404: { $ref: "common.json#/responses/Gone" }
`,
    "paths/books.yaml": `
post:
  requestBody: { required: true, content: { application/json: { schema: { $ref: ../schemas/book.yaml } } } }
  responses: { 201: { description: made, content: { application/json: { schema: { $ref: "../schemas/book.yaml#" } } } } }
`,
    "schemas/book.yaml": `
type: object
required: [title, author]
properties:
  title: { type: string, example: { $ref: a word like any other } }
  author: { $ref: "author.yaml#/definitions/Author" }
  example: { $ref: "#/definitions/Pages" }
definitions: { Pages: { type: integer, nullable: true } }
`,
    "schemas/author.yaml": `
definitions:
  Author: { type: object, required: [name], properties: { name: { type: string }, books: { type: array, items: { $ref: book.yaml } } } }
`,
    "common.json": {
      parameters: {
        isbn: { name: "isbn", in: "path", required: true, schema: { $ref: "#/definitions/isbn" } },
      },
      definitions: { isbn: { type: "string", pattern: "^[0-9]{3}$" } },
      responses: {
        Gone: { description: "gone", content: { "application/json": { schema: { const: "gone" } } } },
      },
    },
    "examples/book.json": { title: "Emma", author: { name: "Jane" } },
  };

  test("is served as if it were one", async () => {
    const mock = await startMock({ document: join(await folderOf(files), "openapi.yaml") });
    expect((await ask(`${mock.url}/books/123`)).json).toEqual({ title: "Emma", author: { name: "Jane" } });
    const gone = await ask(`${mock.url}/books/123`, { headers: { prefer: "code=404" } });
    expect([gone.status, gone.text]).toEqual([404, '"gone"']);
    expect((await ask(`${mock.url}/books/emma`)).status).toBe(422);
  });

  test("each reference counts from the file it stands in, and they may go in circles", async () => {
    const mock = await startMock({ document: join(await folderOf(files), "openapi.yaml") });
    const create = (body: unknown) => ask(`${mock.url}/books`, { method: "POST", body });
    const author = { name: "Jane", books: [{ title: "Emma", author: { name: "Jane" }, example: null }] };
    expect((await create({ title: "Emma", author })).status).toBe(201);
    const { status, json } = await create({ title: "Emma", author: { name: "Jane", books: [{ title: 1 }] } });
    expect(status).toBe(422);
    expect((json["errors"] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      "/author/books/0/title",
      "/author/books/0/author",
    ]);
  });

  test("knows which files it was read from", async () => {
    const mock = await startMock({ document: join(await folderOf(files), "openapi.yaml") });
    expect(mock.contract.files.map((path) => path.replace(/^.*?locum-test-[^/]*\//, "")).toSorted()).toEqual(
      Object.keys(files).toSorted(),
    );
  });
});

test("a file has the version of its own `openapi`, or else of the file that refers to it", async () => {
  const nullable = { type: "string", nullable: true };
  const folder = await folderOf({
    "openapi.json": {
      openapi: "3.1.0",
      paths: { "/old": { $ref: "old.json#/paths/~1old" }, "/new": { $ref: "new.json" } },
    },
    "old.json": {
      openapi: "3.0.3",
      paths: { "/old": { put: { requestBody: { $ref: "body.json" }, ...ok({}) } } },
    },
    "body.json": { content: { "application/json": { schema: nullable } } },
    "new.json": {
      put: { requestBody: { content: { "application/json": { schema: nullable } } }, ...ok({}) },
    },
  });
  const mock = await startMock({ document: join(folder, "openapi.json") });
  const put = (path: string) => ask(mock.url + path, { method: "PUT", body: "null" });
  expect([(await put("/old")).status, (await put("/new")).status]).toEqual([200, 422]);
});

test("the words of a document are no references: examples, enums, extensions", async () => {
  const word = { $ref: "secret.json" };
  const folder = await folderOf({
    "openapi.json": {
      openapi: "3.1.0",
      "x-notes": word,
      paths: {
        "/words": { get: ok({ type: "object", const: word, default: word, examples: [word], "x-a": word }) },
        "/said": {
          get: {
            responses: { 200: { description: "", content: { "application/json": { example: word } } } },
          },
        },
        "x-more": word,
      },
    },
  });
  const mock = await startMock({ document: join(folder, "openapi.json") });
  expect((await ask(`${mock.url}/words`)).json).toEqual(word);
  expect((await ask(`${mock.url}/said`)).json).toEqual(word);
  expect(mock.contract.unusable).toEqual([]);
});

test("names that need escapes are found: slash, tilde, percent, space", async () => {
  const names = ["a/b", "a~b", "100%", "%41", "a b", "ä"];
  const folder = await folderOf({
    "openapi.json": {
      openapi: "3.1.0",
      paths: Object.fromEntries(
        names.map((name, index) => [
          `/${String(index)}%20/{p}`,
          {
            get: ok({
              $ref: `my%20names.json#/${encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`,
            }),
          },
        ]),
      ),
    },
    "my names.json": Object.fromEntries(names.map((name) => [name, { const: name }])),
  });
  const mock = await startMock({ document: join(folder, "openapi.json") });
  for (const [index, name] of names.entries()) {
    expect((await ask(`${mock.url}/${String(index)}%20/x`)).text).toBe(JSON.stringify(name));
  }
});

describe("what lies outside the document's folder", () => {
  const outside = async () => {
    const folder = await folderOf({
      "api/openapi.json": {
        openapi: "3.1.0",
        paths: {
          "/here": { get: constant("here") },
          "/up": { get: ok({ $ref: "../secret.json" }) },
          "/link": { $ref: "link.json" },
          "/file": { get: { parameters: [{ $ref: "file:///etc/hostname" }], ...ok({}) } },
        },
      },
      "secret.json": { const: "secret", get: constant("secret") },
    });
    await symlink(join(folder, "secret.json"), join(folder, "api/link.json"));
    return join(folder, "api/openapi.json");
  };

  test("is not read; the rest is served, and what is not is told with its reason", async () => {
    const mock = await startMock({ document: await outside() });
    expect((await ask(`${mock.url}/here`)).text).toBe('"here"');
    expect((await ask(`${mock.url}/up`)).json["code"]).toBe("unusable-schema");
    for (const path of ["/link", "/file"]) {
      const { status, json } = await ask(mock.url + path);
      expect([status, json["code"]]).toEqual([500, "unusable-operation"]);
      expect(json["detail"]).toMatch(/is not below the folder of the document; --allow-ref lets it be read/);
    }
    expect(mock.contract.unusable.map(({ operation, place }) => [operation, place])).toEqual([
      ["/link", "#/paths/~1link"],
      ["GET /file", "#/paths/~1file/get/parameters/0"],
      ["GET /up", "#/paths/~1up/get/responses/200/content/application~1json/schema"],
    ]);
    expect(mock.contract.files).toHaveLength(1);
  });

  test("is read when it is allowed", async () => {
    const mock = await startMock({ document: await outside(), allowRef: true });
    expect((await ask(`${mock.url}/up`)).text).toBe('"secret"');
    expect((await ask(`${mock.url}/link`)).text).toBe('"secret"');
  });
});

describe("references to the network", () => {
  let network: Server;
  let asked: string[];
  let url: string;

  beforeEach(async () => {
    asked = [];
    network = createServer((request, response) => {
      asked.push(request.url ?? "");
      if (request.url === "/gone.json") response.writeHead(404);
      response.end(
        request.url === "/parts/thing.yaml" ? "$ref: other.json#/thing" : '{"thing":{"const":"far"}}',
      );
    });
    await new Promise<void>((done) => network.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${String((network.address() as AddressInfo).port)}`;
  });
  afterEach(() => new Promise((done) => network.close(done)));

  const document = () => ({
    openapi: "3.1.0",
    paths: {
      "/far": { get: ok({ $ref: `${url}/parts/thing.yaml` }) },
      "/gone": { get: { parameters: [{ $ref: `${url}/gone.json` }], ...ok({}) } },
      "/near": { get: constant("near") },
    },
  });

  test("are followed only when it is allowed", async () => {
    const mock = await startMock({ document: document() });
    expect(asked).toEqual([]);
    expect((await ask(`${mock.url}/near`)).text).toBe('"near"');
    expect(mock.contract.unusable[1]?.cause).toBe(
      `${url}/parts/thing.yaml is on the network; --allow-ref lets it be read`,
    );
  });

  test("then each is fetched once, and counts from its own address", async () => {
    const mock = await startMock({ document: document(), allowRef: true });
    expect(asked.toSorted()).toEqual(["/gone.json", "/parts/other.json", "/parts/thing.yaml"]);
    expect((await ask(`${mock.url}/far`)).text).toBe('"far"');
    expect((await ask(`${mock.url}/gone`)).json["detail"]).toContain("the answer is 404");
  });
});

test("a file that cannot be read costs what refers to it, and says where it is wrong", async () => {
  const folder = await folderOf({
    "openapi.json": {
      openapi: "3.1.0",
      paths: {
        "/fine": { get: constant("fine") },
        "/broken": { $ref: "broken.yaml" },
        "/missing": { $ref: "./missing.yaml" },
        "/dead": { get: { parameters: [{ $ref: "fine.yaml#/nothing" }], ...ok({}) } },
      },
    },
    "broken.yaml": "get:\n\tresponses: {}\n",
    "fine.yaml": "{}",
  });
  const mock = await startMock({ document: join(folder, "openapi.json") });
  expect((await ask(`${mock.url}/fine`)).text).toBe('"fine"');
  expect(
    mock.contract.unusable.map(({ operation, cause }) => [operation, cause.replace(folder, "")]),
  ).toEqual([
    ["/broken", "broken.yaml:2:1: Tabs are not allowed as indentation"],
    ["/missing", expect.stringMatching(/missing\.yaml cannot be read: there is no such file/)],
    ["GET /dead", "the reference fine.yaml#/nothing leads nowhere"],
  ]);
});

test("files that a Swagger 2.0 document refers to are read as well, beside other documents", async () => {
  const folder = await folderOf({
    "old.yaml": `
swagger: "2.0"
info: { title: Old, version: "1" }
basePath: /old
paths:
  /pets: { get: { produces: [application/json], responses: { 200: { description: ok, schema: { $ref: "parts/pet.yaml#/Pet" } } } } }
`,
    "parts/pet.yaml":
      "Pet: { type: object, required: [name], properties: { name: { $ref: '#/Name' } } }\nName: { type: string, enum: [Rex] }\n",
    "new.yaml": `
openapi: 3.1.0
info: { title: New, version: "1" }
paths: { /pets: { get: { responses: { 200: { description: ok, content: { application/json: { schema: { $ref: "parts/pet.yaml#/Name" } } } } } } } }
`,
  });
  for (const names of [
    ["old.yaml", "new.yaml"],
    ["new.yaml", "old.yaml"],
  ]) {
    const mock = await startMock({ document: names.map((name) => join(folder, name)) });
    expect((await ask(`${mock.url}/old/pets`)).json).toEqual({ name: "Rex" });
    expect((await ask(`${mock.url}/pets`)).json).toBe("Rex");
  }
});

test("a document is named by its address, too", async () => {
  const folder = await folderOf({
    "a b.json": { openapi: "3.1.0", paths: { "/x": { get: ok({ $ref: "x.json" }) } } },
    "x.json": { const: "x" },
  });
  const network = createServer((_, response) =>
    response.end('{"openapi":"3.1.0","paths":{"/x":{"get":{"responses":{"204":{}}}}}}'),
  );
  await new Promise<void>((done) => network.listen(0, "127.0.0.1", done));
  const near = await startMock({ document: pathToFileURL(join(folder, "a b.json")).href });
  const far = await startMock({
    document: `http://127.0.0.1:${String((network.address() as AddressInfo).port)}/api`,
  });
  await new Promise((done) => network.close(done));
  expect((await ask(`${near.url}/x`)).json).toBe("x");
  expect((await ask(`${far.url}/x`)).status).toBe(204);
});

test("what breaks a schema of another file is told by that file", async () => {
  const folder = await folderOf({
    "api.json": {
      openapi: "3.1.0",
      info: { title: "T", version: "1" },
      paths: {
        "/pets": {
          post: {
            requestBody: { content: { "application/json": { schema: { $ref: "schemas/pet.json" } } } },
            responses: { 204: { description: "made" } },
          },
          get: ok({ $ref: "schemas/odd.json#/odd/list" }),
        },
        "/keys": { $ref: "paths/keys.json" },
      },
      components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
    },
    "schemas/pet.json": { properties: { name: { type: "string" } } },
    "schemas/odd.json": { odd: { list: { type: "object", properties: { size: { minimum: "x" } } } } },
    "paths/keys.json": { get: { security: [{ key: [] }], responses: { 200: { description: "ok" } } } },
  });
  const { url } = await startMock({ document: join(folder, "api.json") });
  const pointersOf = ({ json }: Awaited<ReturnType<typeof ask>>) =>
    (json["errors"] as readonly { schemaPointer: string }[]).map((one) => one.schemaPointer);
  const wrong = await ask(`${url}/pets`, { method: "POST", body: { name: 5 } });
  expect(pointersOf(wrong)).toEqual(["schemas/pet.json#/properties/name/type"]);
  expect(wrong.headers.get("x-mock-violations")).toContain("schemas/pet.json#/properties/name/type");
  expect((await ask(`${url}/keys`)).headers.get("x-mock-violations")).toContain(
    "paths/keys.json#/get/security",
  );
  expect((await ask(`${url}/pets`)).json["detail"]).toContain(
    "(schemas/odd.json#/odd/list/properties/size/minimum)",
  );
});

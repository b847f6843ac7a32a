import { Buffer } from "node:buffer";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MockServer } from "../../src/index.ts";
import { ask, startMock, stopAll, temporaryFolder, type Asking } from "../support/mock.ts";
import { plainJudge } from "../support/schemas.ts";
import { documentWith, library } from "../support/swagger.ts";
import { verdictOf } from "../support/verdict.ts";

let mock: MockServer;
let url: string;

beforeAll(async () => {
  mock = await startMock({ document: library, store: "memory" });
  url = `${mock.url}/library/v2`;
});
afterAll(stopAll);

const key = { "x-api-key": "k" };
const basic = { authorization: `Basic ${Buffer.from("a:b").toString("base64")}` };
const urlencoded = { "content-type": "application/x-www-form-urlencoded" };

const verdict = (path: string, asking: Asking = {}) =>
  verdictOf(`${url}${path}`, { headers: key, ...asking });
const post = (path: string, body: unknown, headers: Record<string, string> = key) =>
  verdict(path, { method: "POST", body, headers });

// The definitions of the document, in JSON Schema 2020-12 by hand.
const schemas = {
  $defs: {
    Work: {
      type: "object",
      required: ["kind", "title", "id"],
      properties: {
        kind: { type: "string" },
        title: { type: "string", minLength: 1 },
        id: { type: "integer" },
      },
    },
    Book: {
      allOf: [
        { $ref: "#/$defs/Work" },
        {
          type: "object",
          required: ["pages"],
          properties: {
            kind: { const: "Book" },
            pages: { type: "integer", exclusiveMinimum: 0 },
            sequel: { anyOf: [{ $ref: "#/$defs/Book" }, { type: "null" }] },
            author: { $ref: "#/$defs/Author" },
            blurb: { type: ["string", "null"], maxLength: 40 },
            cover: { type: "string", pattern: "^[A-Za-z0-9+/]*={0,2}$" },
          },
        },
      ],
    },
    Author: {
      type: "object",
      required: ["name"],
      properties: { name: { type: "string" }, books: { type: "array", items: { $ref: "#/$defs/Book" } } },
    },
  },
};
const judgeBook = plainJudge({ ...schemas, $ref: "#/$defs/Book" });
const judgeBooks = plainJudge({ ...schemas, type: "array", items: { $ref: "#/$defs/Book" } });
const book = { kind: "Book", title: "Notes", pages: 66 };

describe("a Swagger 2.0 document is served", () => {
  test("below its basePath and at the bare path, though it names no host and no scheme", async () => {
    for (const base of [url, mock.url]) {
      const { status, json } = await ask(`${base}/books/17`, { headers: key });
      expect([status, judgeBook(json)]).toEqual([200, []]);
    }
  });

  test("with bodies that are valid by definitions which refer to one another in a circle", async () => {
    for (const seed of ["a", "b", "c", "d"]) {
      const headers = { ...key, prefer: `dynamic=true, seed=${seed}` };
      const { status, json } = await ask(`${url}/books`, { headers });
      expect([status, judgeBooks(json)]).toEqual([200, []]);
    }
  });

  test("with the headers that a response declares", async () => {
    const { headers } = await ask(`${url}/books`, { headers: key });
    expect(headers.get("x-total")).toMatch(/^\d+$/);
  });

  test("with shared responses, each by its own schema", async () => {
    const { status, json } = await ask(`${url}/books/1`, { headers: { ...key, prefer: "code=404" } });
    const judge = plainJudge({
      type: "object",
      required: ["code"],
      properties: { code: { type: "integer" } },
    });
    expect([status, judge(json)]).toEqual([404, []]);
  });

  test("with nothing but a default response: that is the answer", async () => {
    const { status, json } = await ask(`${url}/anything`, { method: "POST", body: { n: 1 } });
    expect([status, typeof json["code"]]).toEqual([200, "number"]);
  });

  test("where host and schemes are given, below their basePath all the same", async () => {
    const root = { host: "https://api.example.com/ignored", schemes: ["https"], basePath: "/v3/" };
    const { url } = await startMock({
      document: documentWith({ responses: { 204: { description: "" } } }, root),
    });
    expect((await ask(`${url}/v3/things`)).status).toBe(204);
  });
});

describe("its request bodies are judged", () => {
  test("what the definition asks for is asked for, and what is readOnly is not", async () => {
    expect(await post("/books", book)).toEqual(["201"]);
    expect(await post("/books", { kind: "Book", title: "" })).toEqual([
      "422",
      "body /title minLength",
      "body /pages required",
    ]);
    expect(await post("/books", { ...book, pages: 0 })).toEqual(["422", "body /pages exclusiveMinimum"]);
  });

  test("x-nullable allows null, beside a reference too", async () => {
    expect(await post("/books", { ...book, blurb: null, sequel: null })).toEqual(["201"]);
    expect(await post("/books", { ...book, author: null })).toEqual(["422", "body /author type"]);
  });

  test("a required body must be there, another need not", async () => {
    expect((await verdict("/books", { method: "POST" }))[0]).toBe("422");
    expect(await verdict("/anything", { method: "POST" })).toEqual(["200"]);
    expect(await post("/anything", { n: "x" })).toEqual(["422", "body /n type"]);
  });

  test("only what the operation consumes is taken", async () => {
    expect(await post("/books", "title=x", { ...key, ...urlencoded })).toEqual(["415"]);
    expect(await post("/loans", { book: 1 }, {})).toEqual(["415"]);
  });
});

describe("its forms are read", () => {
  const lend = (body: string) => post("/loans", body, urlencoded);

  test("fields have their types, and csv makes a list", async () => {
    expect(await lend("book=7&days=1,2,31")).toEqual(["200"]);
    expect(await lend("book=x")).toEqual(["422", "body /book type"]);
    expect(await lend("book=7&days=1,32")).toEqual(["422", "body /days/1 maximum"]);
  });

  test("a form with a required field is required", async () => {
    expect(await lend("days=1")).toEqual(["422", "body /book required"]);
    expect((await verdict("/loans", { method: "POST" }))[0]).toBe("422");
  });

  test.each(["csv", "ssv", "tsv", "pipes", "multi"])(
    "%s lists are read as they are written",
    async (format) => {
      const between = { csv: ",", ssv: "%20", tsv: "%09", pipes: "|", multi: "&n=" }[format] ?? "";
      expect(
        await lend(`book=1&${format}=${["4", "5"].join(between).replaceAll("n=", `${format}=`)}`),
      ).toEqual(["200"]);
      expect(
        await lend(`book=1&${format}=${["4", "x"].join(between).replaceAll("n=", `${format}=`)}`),
      ).toEqual(["422", `body /${format}/1 type`]);
    },
  );

  test("files come as multipart", async () => {
    const upload = async (fields: Record<string, string | Blob>) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      const response = await fetch(`${url}/books/1/cover`, { method: "PUT", headers: key, body });
      return response.status;
    };
    expect(await upload({ file: new Blob(["\u0000\u00ff"]), sizes: "1,2" })).toBe(204);
    expect(await upload({ sizes: "1" })).toBe(422);
    expect(await upload({ file: new Blob(["x"]), sizes: "1,x" })).toBe(422);
  });
});

describe("its parameters are judged", () => {
  test.each([
    ["tag=ab|cd", "tag=ab|c", "/tag/1 minLength"],
    ["near=1.5%202", "near=1.5%20x", "/near/1 type"],
    ["sort=title,pages", "sort=title,size", "/sort/1 enum"],
    ["lang=en&lang=de", "lang=en&lang=deu", "/lang/1 maxLength"],
    ["column=1%092", "column=1%09x", "/column/1 type"],
    ["page=2", "page=0", "/page minimum"],
    ["full=", "full=maybe", "/full type"],
  ])("%s is right, %s is not", async (right, wrong, violation) => {
    expect(await verdict(`/books?${right}`)).toEqual(["200"]);
    expect(await verdict(`/books?${wrong}`)).toEqual(["422", `query ${violation}`]);
  });

  test("in headers and in the path, lists of every format among them", async () => {
    const trace = (value: string) => verdict("/books", { headers: { ...key, "x-trace": value } });
    expect(await trace("1,2")).toEqual(["200"]);
    expect(await trace("1,x")).toEqual(["422", "header /x-trace/1 type"]);
    const spans = (value: string) => verdict("/books", { headers: { ...key, "x-spans": value } });
    expect(await spans("1|2")).toEqual(["200"]);
    expect(await spans("1|x")).toEqual(["422", "header /x-spans/1 type"]);
    expect(await verdict("/shelves/1|2")).toEqual(["204"]);
    expect(await verdict("/shelves/1|x")).toEqual(["422", "path /ids/1 type"]);
  });

  test("a parameter of the path item counts for each of its operations", async () => {
    expect(await verdict("/books/x")).toEqual(["422", "path /id type"]);
    expect(await verdict("/books/2147483648")).toEqual(["422", "path /id format"]);
  });
});

describe("its security is asked for", () => {
  test("of the document as a whole, of an operation, or not at all", async () => {
    expect(await verdict("/books", { headers: {} })).toEqual(["401"]);
    expect(await verdict("/books/1", { method: "DELETE", headers: key })).toEqual(["401"]);
    expect(await verdict("/hours", { headers: {} })).toEqual(["200"]);
  });

  test("all of one alternative, or one of several", async () => {
    const leave = (headers: Record<string, string>) => verdict("/books/1", { method: "DELETE", headers });
    expect(await leave({ authorization: "Bearer t" })).toEqual(["204"]);
    // Basic credentials are one half of the first alternative; nothing can be the other half as well.
    expect(await leave(basic)).toEqual(["401"]);
  });

  test("a requirement whose definition Prism cannot read lets nobody in", async () => {
    const root = { securityDefinitions: { odd: { type: "magic" } }, security: [{ odd: [] }, { none: [] }] };
    const { url } = await startMock({
      document: documentWith({ responses: { 200: { description: "" } } }, root),
    });
    expect((await ask(`${url}/things`, { headers: { ...key, ...basic } })).status).toBe(401);
  });
});

describe("its media types and examples", () => {
  test("an example is given for the media type it was written for", async () => {
    const get = async (accept: string) => (await ask(`${url}/hours`, { headers: { accept } })).text;
    expect(JSON.parse(await get("application/json"))).toEqual({ from: "09:00" });
    expect(await get("text/plain")).toBe("from nine");
    expect(await get("text/csv")).toBe("from\n09:00");
  });

  test("examples in schemas are used", async () => {
    const { json } = await ask(`${url}/authors/1`, { headers: key });
    expect(json["name"]).toBe("Ada Lovelace");
  });

  test("a response that names no media type is JSON", async () => {
    const schema = { type: "object", required: ["a"], properties: { a: { type: "integer" } } };
    const { url } = await startMock({
      document: documentWith({ responses: { 200: { description: "", schema } } }),
    });
    const { headers, json } = await ask(`${url}/things`);
    expect([headers.get("content-type"), plainJudge(schema)(json)]).toEqual(["application/json", []]);
  });

  test("a file is sent as bytes", async () => {
    const { status, headers } = await ask(`${url}/books/1/cover`, { headers: key });
    expect([status, headers.get("content-type")]).toEqual([200, "image/png"]);
    const { url: untyped } = await startMock({
      document: documentWith({ responses: { 200: { description: "", schema: { type: "file" } } } }),
    });
    expect((await ask(`${untyped}/things`)).headers.get("content-type")).toBe("application/octet-stream");
  });
});

test("parts of it may stand in files of their own", async () => {
  const folder = await temporaryFolder();
  const files = {
    "api.yaml": {
      swagger: "2.0",
      info: { title: "Files", version: "1" },
      paths: { "/pets/{id}": { $ref: "paths.json#/pet" } },
      definitions: { Pet: { $ref: "pet.json" } },
    },
    "paths.json": {
      pet: {
        parameters: [{ $ref: "parts/id.json" }],
        get: { responses: { 200: { description: "", schema: { $ref: "api.yaml#/definitions/Pet" } } } },
      },
    },
    "parts/id.json": { name: "id", in: "path", required: true, type: "integer" },
    "pet.json": {
      type: "object",
      required: ["name", "tag"],
      properties: {
        name: { type: "string" },
        tag: { $ref: "#/definitions/Tag" },
        parent: { $ref: "pet.json" },
      },
      definitions: { Tag: { type: "string", enum: ["a", "b"] } },
    },
  };
  await mkdir(join(folder, "parts"));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), JSON.stringify(content));
  const { url } = await startMock({ document: join(folder, "api.yaml") });
  const { status, json } = await ask(`${url}/pets/1`);
  expect([status, typeof json["name"], ["a", "b"].includes(json["tag"] as string)]).toEqual([
    200,
    "string",
    true,
  ]);
  expect(await verdictOf(`${url}/pets/x`)).toEqual(["422", "path /id type"]);
});

describe("what is wrong with it is said", () => {
  test("an operation that cannot be read is left out, and the others are served", async () => {
    const document = documentWith(
      { responses: { 204: { description: "" } } },
      {
        paths: {
          "/right": { get: { responses: { 204: { description: "" } } } },
          "/wrong": { get: { parameters: [{ $ref: "#/parameters/nothing" }], responses: {} } },
        },
      },
    );
    const wrong = await startMock({ document });
    expect((await ask(`${wrong.url}/right`)).status).toBe(204);
    expect((await ask(`${wrong.url}/wrong`)).status).toBe(404);
    expect(wrong.contract.unusable).toEqual([
      {
        operation: "GET /wrong",
        place: "#/paths/~1wrong/get",
        cause: "the reference #/parameters/nothing leads nowhere",
      },
    ]);
  });

  test("a document of which nothing can be served does not start", async () => {
    const operation = { parameters: [{ $ref: "#/parameters/nothing" }], responses: {} };
    await expect(startMock({ document: documentWith(operation) })).rejects.toThrow(
      /no operation of the document can be served: GET \/things: the reference #\/parameters\/nothing leads nowhere/,
    );
  });
});

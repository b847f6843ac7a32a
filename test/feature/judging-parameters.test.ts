import { request } from "node:http";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

type Parameter = Readonly<Record<string, unknown>>;

const list = (type: string) => ({ type: "array", items: { type } });
const rgb = { type: "object", properties: { R: { type: "integer" }, G: { type: "integer" } } };
const query = (name: string, schema: object, more: Parameter = {}): Parameter => ({
  name,
  in: "query",
  schema,
  ...more,
});

/** A document whose one operation takes these parameters. */
function documentOf(parameters: readonly Parameter[], path = "/a", more: object = {}) {
  const get = { parameters, responses: { 204: { description: "taken" } }, ...more };
  return { openapi: "3.1.0", info: { title: "Parameters", version: "1" }, paths: { [path]: { get } } };
}

/** How a request goes: the status, and what is said of each mistake. */
async function go(url: string, headers: Record<string, string> = {}) {
  const { status, json } = await ask(url, { headers });
  const errors = (json["errors"] ?? []) as { in: string; pointer: string; code: string; message: string }[];
  return { status, said: errors.map(({ message }) => message), errors };
}

describe("a query", () => {
  const parameters = [
    query("limit", { type: "integer", minimum: 1 }),
    query("ids", list("integer")),
    query("csv", list("integer"), { explode: false }),
    query("names", list("string"), { explode: false }),
    query("spaced", list("integer"), { style: "spaceDelimited", explode: false }),
    query("piped", list("integer"), { style: "pipeDelimited", explode: false }),
    query(
      "filter",
      {
        type: "object",
        properties: {
          by: { type: "object", properties: { age: { type: "integer" } } },
          tags: list("string"),
          n: { type: "integer" },
        },
      },
      { style: "deepObject" },
    ),
    query("point", rgb, { explode: false }),
    query("page[size]", { type: "integer" }),
    query("sort.by", { enum: ["name"] }),
    query("flag", { type: "boolean" }),
    query("verbose", { type: "boolean" }, { allowEmptyValue: true }),
    query("id", { oneOf: [{ type: "integer" }, { type: "string", format: "uuid" }] }),
    query("since", { type: "string", format: "date-time" }),
    query("maybe", { type: ["integer", "null"] }),
    query("all", { oneOf: [{ const: "all" }, list("integer")] }),
    query("__proto__", { type: "integer" }),
    query("url", { type: "string", format: "uri" }, { allowReserved: true }),
    query("where", true as unknown as object, {
      content: { "application/json": { schema: { type: "object", required: ["a"] } } },
    }),
    query("note", true as unknown as object, {
      content: { "text/plain": { schema: { type: "string", maxLength: 3 } } },
    }),
  ];
  let url: string;
  beforeAll(async () => {
    url = `${(await startMock({ document: documentOf(parameters) })).url}/a`;
  });

  test.each([
    "limit=3",
    "limit=1.0",
    "limit=1e3",
    "ids=1&ids=2",
    "ids[]=1&ids[]=2",
    "ids%5B%5D=1",
    "ids[0]=1&ids[1]=2",
    "csv=1,2",
    // An escaped comma can only be a separator among numbers.
    "csv=1%2C2",
    "csv=",
    "names=a%2Cb,c",
    "spaced=1%202",
    "spaced=1+2",
    "piped=1|2",
    "piped=1%7C2",
    "filter[n]=1&filter[tags][]=a&filter[tags][]=b&filter[by][age]=3",
    "filter%5Bn%5D=1&filter[tags]=a",
    "filter[tags][0]=a&filter[tags][1]=b",
    "point=R,100,G,200",
    "page[size]=2",
    "page%5Bsize%5D=2",
    "sort.by=name",
    "flag=false",
    "verbose",
    "verbose=",
    "id=12",
    "id=7d444840-9dc0-11d1-b245-5ffdce74fad2",
    "since=2024-01-01T00:00:00%2B02:00",
    "maybe=",
    "maybe=null",
    "maybe=4",
    "all=all",
    "all=1&all=2",
    "__proto__=1",
    "url=https://example.com:80/a?b@c;d!$'()*,",
    "url=https%3A%2F%2Fexample.com%2F",
    'where={"a":1}',
    "where=%7B%22a%22%3A%5B%5D%7D",
    "note=a+b",
    "undeclared=1",
    "%",
    "limit=3&&",
  ])("?%s is fine", async (text) => {
    expect(await go(`${url}?${text}`)).toMatchObject({ status: 204, said: [] });
  });

  test.each<readonly [string, string]>([
    ["limit=0", "limit must be >= 1"],
    ...["01", "+1", " 1", "%201", "0x10", "1.", ".5", "Infinity", "NaN", "", "1_000", "%31x"].map(
      (text) => [`limit=${text}`, "limit must be a whole number, not a string"] as const,
    ),
    ["limit=1.5", "limit must be a whole number, not 1.5"],
    ["limit=1&limit=2", "limit must be given once, not 2 times"],
    ["ids=1&ids=x", "ids.1 must be a whole number, not a string"],
    ["csv=1,x", "csv.1 must be a whole number, not a string"],
    ["spaced=1,2", "spaced.0 must be a whole number, not a string"],
    ["filter[by][age]=old", "filter.by.age must be a whole number, not a string"],
    ["filter=1", "filter must be written as filter[R]=100&filter[G]=200 (style deepObject)"],
    ["point=R,100,G", "point must be written as point=R,100,G,200 (style form)"],
    ["point=R,x,G,2", "point.R must be a whole number, not a string"],
    ["page[size]=x", "page[size] must be a whole number, not a string"],
    ["sort.by=age", "sort.by must be one of name"],
    ...["TRUE", "1", "yes", ""].map(
      (text) => [`flag=${text}`, "flag must be a boolean, not a string"] as const,
    ),
    ["id=x", "id must be a UUID"],
    ["since=2024-01-01T00:00:00+02:00", "since must be a date and time such as 2025-05-04T09:42:00Z"],
    ["all=none", "all.0 must be a whole number, not a string"],
    ["__proto__=x", "__proto__ must be a whole number, not a string"],
    ["where={", "where must be application/json, and cannot be read as such"],
    ["where={}", "where.a is required!"],
    ["where=[1]", "where must be an object, not an array"],
    ["note=abcd", "note must have at most 3 characters"],
  ])("?%s is refused: %s", async (text, message) => {
    expect(await go(`${url}?${text}`)).toMatchObject({ status: 422, said: [message] });
  });

  test("each mistake names the parameter, its place and the keyword, in the order of the document", async () => {
    const { errors } = await go(`${url}?ids=x&limit=0&where={`);
    expect(errors.map((error) => [error.in, error.pointer, error.code])).toEqual([
      ["query", "/limit", "minimum"],
      ["query", "/ids/0", "type"],
      ["query", "/where", "content"],
    ]);
  });
});

describe("an exploded object in a query", () => {
  test("has its properties beside the other parameters", async () => {
    const mock = await startMock({
      document: documentOf([query("color", rgb), query("R2", { type: "integer" })]),
      strict: true,
    });
    expect((await go(`${mock.url}/a?R=1&G=2&R2=3`)).status).toBe(204);
    expect((await go(`${mock.url}/a?R=x`)).said).toEqual(["color.R must be a whole number, not a string"]);
    expect((await go(`${mock.url}/a?X=1`)).said).toEqual(["X is not declared by the contract"]);
  });

  test("of any name has all that are nobody else's", async () => {
    const open = { type: "object", additionalProperties: { type: "integer" } };
    const mock = await startMock({
      document: documentOf([query("more", open), query("name", { type: "string" })]),
      strict: true,
    });
    expect((await go(`${mock.url}/a?a=1&b=2&name=x`)).status).toBe(204);
    expect((await go(`${mock.url}/a?a=one&name=x`)).said).toEqual([
      "more.a must be a whole number, not a string",
    ]);
  });
});

test("what a query must have is asked for; what is deprecated is taken", async () => {
  const parameters = [
    query("q", { type: "string" }, { required: true }),
    query("ids", list("integer"), { required: true }),
    query("old", { type: "integer" }, { deprecated: true }),
  ];
  const { url } = await startMock({ document: documentOf(parameters) });
  expect(await go(`${url}/a?old=1`)).toMatchObject({
    status: 422,
    said: ["q is required!", "ids is required!"],
  });
  expect((await go(`${url}/a?q=&ids=1&old=1`)).status).toBe(204);
});

describe("a path", () => {
  const path = (name: string, schema: object, more: Parameter = {}) => ({
    name,
    in: "path",
    required: true,
    schema,
    ...more,
  });
  const styled: [string, object, Parameter, [string, number, string?][]][] = [
    [
      "simple",
      { type: "integer" },
      {},
      [
        ["5", 204],
        ["%35", 204],
        ["five", 422, "p must be a whole number, not a string"],
      ],
    ],
    [
      "simple list",
      list("integer"),
      {},
      [
        ["3,4", 204],
        ["3,x", 422, "p.1 must be a whole number, not a string"],
      ],
    ],
    [
      "simple object",
      rgb,
      {},
      [
        ["R,1,G,2", 204],
        ["R,1,G", 422, "p must be written as R,100,G,200 (style simple)"],
      ],
    ],
    [
      "simple object, exploded",
      rgb,
      { explode: true },
      [
        ["R=1,G=2", 204],
        ["R=1,G", 422, "p must be written as R=100,G=200 (style simple, exploded)"],
      ],
    ],
    [
      "label",
      { type: "integer" },
      { style: "label" },
      [
        [".5", 204],
        ["5", 422, "p must be written as .blue (style label)"],
      ],
    ],
    [
      "label list, exploded",
      list("integer"),
      { style: "label", explode: true },
      [
        [".3.4", 204],
        [".3.x", 422, "p.1 must be a whole number, not a string"],
      ],
    ],
    ["label object", rgb, { style: "label" }, [[".R,1,G,2", 204]]],
    [
      "matrix",
      { type: "integer" },
      { style: "matrix" },
      [
        [";p=5", 204],
        [";q=5", 422, "p must be written as ;p=blue (style matrix)"],
        ["5", 422, "p must be written as ;p=blue (style matrix)"],
      ],
    ],
    ["matrix list", list("integer"), { style: "matrix" }, [[";p=3,4", 204]]],
    ["matrix list, exploded", list("integer"), { style: "matrix", explode: true }, [[";p=3;p=4", 204]]],
    [
      "matrix object, exploded",
      rgb,
      { style: "matrix", explode: true },
      [
        [";R=1;G=2", 204],
        [";R=x", 422, "p.R must be a whole number, not a string"],
      ],
    ],
    [
      "text",
      { type: "string", pattern: "^a/b c$" },
      {},
      [
        ["a%2Fb%20c", 204],
        ["a+b", 422, "p must match the pattern ^a/b c$"],
      ],
    ],
  ];
  test.each(styled)("%s", async (...[, schema, more, cases]) => {
    const { url } = await startMock({ document: documentOf([path("p", schema, more)], "/a/{p}/b") });
    for (const [text, status, message] of cases) {
      const { status: got, said } = await go(`${url}/a/${text}/b`);
      expect([text, got, said]).toEqual([text, status, message === undefined ? [] : [message]]);
    }
  });
});

describe("headers", () => {
  const header = (name: string, schema: object, more: Parameter = {}) => ({
    name,
    in: "header",
    schema,
    ...more,
  });
  const document = documentOf([
    header("X-Count", { type: "integer" }),
    header("X-Tags", { ...list("string"), maxItems: 2 }),
    header("X-Rgb", rgb, { explode: true }),
    header("X-When", { type: "string", maxLength: 40 }),
    header("X-Percent", { type: "string", const: "100%25" }),
    header("constructor", { type: "string" }),
    header("Authorization", { type: "string", pattern: "^never$" }),
  ]);

  test.each<[Record<string, string>, string[]]>([
    [{ "x-count": "3" }, []],
    [{ "X-COUNT": "x" }, ["x-count must be a whole number, not a string"]],
    [{ "x-tags": "a, b" }, []],
    [{ "x-tags": 'W/"a,b", "c,d"' }, []],
    [{ "x-tags": "a,b,c" }, ["x-tags must have at most 2 items"]],
    [{ "x-rgb": "R=1,G=2" }, []],
    [{ "x-rgb": "R,1" }, ["x-rgb must be written as R=100,G=200 (style simple, exploded)"]],
    [{ "x-when": "Wed, 21 Oct 2015 07:28:00 GMT" }, []],
    // Nothing is percent-encoded in a header.
    [{ "x-percent": "100%25" }, []],
    // Whatever is declared for it, Authorization belongs to security.
    [{ authorization: "Bearer x" }, []],
  ])("%j", async (headers, said) => {
    const { url } = await startMock({ document });
    expect((await go(`${url}/a`, headers)).said).toEqual(said);
  });
});

describe("cookies", () => {
  const cookie = (name: string, schema: object, more: Parameter = {}) => ({
    name,
    in: "cookie",
    schema,
    ...more,
  });
  const document = documentOf([
    cookie("n", { type: "integer" }),
    cookie("ids", list("integer")),
    cookie("csv", list("integer"), { explode: false }),
    cookie("color", rgb, { explode: false }),
    cookie("text", { type: "string", enum: ["a b", "x;y"] }),
  ]);

  test.each<[string, string[]]>([
    ["n=1; other=2", []],
    ["n=x", ["n must be a whole number, not a string"]],
    ['n="1"', []],
    ["ids=1; ids=2", []],
    ["ids=1&ids=2", []],
    ["ids=1; ids=x", ["ids.1 must be a whole number, not a string"]],
    ["csv=1,2", []],
    ["csv=1%2C2", []],
    ["color=R,1,G,x", ["color.G must be a whole number, not a string"]],
    ["text=a%20b", []],
    ["text=x%3By", []],
    ["text=z", ["text must be one of a b or x;y"]],
  ])("%s", async (text, said) => {
    const { url } = await startMock({ document });
    expect((await go(`${url}/a`, { cookie: text })).said).toEqual(said);
  });
});

test("a query that never ends is read as far as is sensible, and the server lives", async () => {
  const { url } = await startMock({
    document: documentOf([query("ids", list("integer")), query("filter", {}, { style: "deepObject" })]),
  });
  const { hostname, port } = new URL(url);
  const path = `/a?${"filter[a]".repeat(300)}=1&${"ids=1&".repeat(1500)}`;
  const status = await new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });
  expect(status).toBe(204);
});

import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

/** OpenAPI 3.2: one parameter that is the whole query. */
async function asking(content: object, more: object = {}, options: object = {}) {
  const parameters = [{ in: "querystring", name: "all", content, ...more }];
  const { url, contract } = await startMock({
    document: {
      openapi: "3.2.0",
      info: { title: "Search", version: "1" },
      paths: { "/things": { get: { parameters, responses: { 200: { description: "OK" } } } } },
    },
    ...options,
  });
  expect(contract.unusable).toEqual([]);
  return async (query: string) => {
    const { status, json } = await ask(`${url}/things${query}`);
    const errors = (json["errors"] ?? []) as { in: string; pointer: string; message: string }[];
    return [status, ...errors.map((error) => `${error.in} ${error.pointer}: ${error.message}`)];
  };
}

const search = {
  type: "object",
  required: ["n"],
  properties: {
    n: { type: "integer" },
    tags: { type: "array", items: { type: "string" }, maxItems: 2 },
    near: { type: "object", properties: { lat: { type: "number" } } },
  },
};
const form = (schema: object, more: object = {}) => ({
  "application/x-www-form-urlencoded": { schema, ...more },
});

test("a query that is a form is judged as its schema has it, each property under its own name", async () => {
  const answers = await asking(form(search), { required: true });
  expect(await answers("?n=1&tags=a&tags=b")).toEqual([200]);
  expect(await answers("?n=x&tags=a&tags=b&tags=c")).toEqual([
    422,
    "query /n: n must be a whole number, not a string",
    "query /tags: tags must have at most 2 items",
  ]);
  expect(await answers("")).toEqual([422, "query /n: n is required!"]);
});

test("its encoding says how properties are written", async () => {
  const encoding = {
    tags: { style: "pipeDelimited", explode: false },
    near: { style: "deepObject", explode: true },
  };
  const answers = await asking(form(search, { encoding }));
  expect(await answers("?n=1&tags=a|b&near[lat]=1.5")).toEqual([200]);
  expect(await answers("?n=1&tags=a|b|c&near[lat]=x")).toEqual([
    422,
    "query /tags: tags must have at most 2 items",
    "query /near/lat: near.lat must be a number, not a string",
  ]);
});

test("a query that is left out is judged only where it is required", async () => {
  const answers = await asking(form(search));
  expect(await answers("")).toEqual([200]);
  expect(await answers("?tags=a")).toEqual([422, "query /n: n is required!"]);
});

test("a query that is a JSON text is read as one", async () => {
  const answers = await asking({ "application/json": { schema: search } }, { required: true });
  expect(await answers(`?${encodeURIComponent('{"n":1}')}`)).toEqual([200]);
  expect(await answers(`?${encodeURIComponent('{"n":"x"}')}`)).toEqual([
    422,
    "query /all/n: all.n must be a whole number, not a string",
  ]);
  expect(await answers("?n=1")).toEqual([
    422,
    "query /all: all must be application/json, and cannot be read as such",
  ]);
  expect(await answers("")).toEqual([422, "query /all: all is required!"]);
});

test("what is said to the mock itself is not part of it, and --strict knows its properties", async () => {
  const answers = await asking(form({ ...search, additionalProperties: false }), {}, { strict: true });
  expect(await answers("?n=1&__seed=2")).toEqual([200]);
  const [status, ...said] = await answers("?n=1&m=2");
  expect([status, new Set(said)]).toEqual([
    422,
    new Set([
      "query /m: m is not declared by the contract (did you mean n?)",
      "query /m: m is not declared by the contract",
    ]),
  ]);
});

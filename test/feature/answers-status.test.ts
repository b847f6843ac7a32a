import type { MockServer } from "../../src/index.ts";
import type { SchemaObject } from "../../src/schema/schema.ts";
import { apiOf, described, got, json, pet, send, text, whole } from "../support/answers.ts";
import { startMock, stopAll } from "../support/mock.ts";
import { plainJudge } from "../support/schemas.ts";

const message = { type: "object", required: ["message"], properties: { message: text } };
const error = json(message);
const empty = { description: "Nothing" };
const cats = { cat: { value: { id: 1, name: "Cat" } }, dog: { value: { id: 2, name: "Dog" } } };

let mock: MockServer;
beforeAll(async () => {
  mock = await startMock({
    document: apiOf(
      {
        "/lowest": got({ 404: error, 206: json(whole), 203: json(pet), "2XX": json(text) }),
        "/range": got({ default: error, "2xx": json(pet) }),
        "/default": got({ 404: error, default: json(pet) }),
        "/redirect": got({ 303: empty, 302: empty, 404: error }),
        "/redirect-range": got({ "3XX": empty }),
        "/redirect-and-default": got({ 302: empty, default: error }),
        "/only-errors": got({ 400: error, 500: error }),
        "/switching": got({ 101: empty }),
        "/nothing": got({}),
        "/forced": got({
          200: json(pet, { examples: cats }),
          202: empty,
          404: error,
          409: empty,
          "4XX": json({ const: "range" }),
          default: json({ const: "default" }),
        }),
        "/undeclared": got({ 200: json(pet) }),
        "/examples": got({
          200: described({
            "application/json": { schema: pet, examples: cats },
            "application/xml": { schema: text, examples: { pig: { value: "<pig/>" } } },
          }),
          404: json(message, { examples: { gone: { value: { message: "Gone" } } } }),
        }),
        "/one": got({ 200: json(pet, { example: { id: 7, name: "Seven" } }) }),
        "/ref": got({ 200: json(pet, { examples: { shared: { $ref: "#/components/examples/Shared" } } }) }),
        "/schema-example": got({ 200: json({ ...pet, examples: [{ id: 8, name: "Eight" }] }) }),
        "/schema-default": got({ 200: json({ ...pet, default: { id: 9, name: "Nine" } }) }),
        "/properties": got({
          200: json({
            ...pet,
            required: ["id", "name", "tag"],
            properties: {
              id: { ...whole, default: 10 },
              name: { ...text, examples: ["Ten"] },
              tag: { ...text, example: "tagged" },
            },
          }),
        }),
      },
      { components: { examples: { Shared: { value: { id: 6, name: "Six" } } } } },
    ),
  });
});
afterAll(stopAll);

const prefer = (path: string, preference: string) => send(mock, { path, headers: { prefer: preference } });

describe("the status of a success", () => {
  test.each([
    ["/lowest", 203, "the lowest 2xx"],
    ["/range", 200, "2XX is 200"],
    ["/default", 200, "default is 200, where no success is declared beside it"],
    ["/redirect", 302, "a redirection"],
    ["/redirect-range", 302, "3XX is 302"],
    ["/redirect-and-default", 302, "default is for errors, where a redirection is declared"],
    ["/only-errors", 200, "an error is not what a valid request deserves"],
    ["/switching", 200, "101 is no answer"],
    ["/nothing", 200, "an operation without responses"],
  ])("%s: %d (%s)", async (path, status) => {
    expect((await send(mock, { path })).status).toBe(status);
  });

  test.each(["/lowest", "/range", "/default"])("%s has the declared body", async (path) => {
    expect(plainJudge(pet)((await send(mock, { path })).value)).toEqual([]);
  });

  test.each(["/only-errors", "/switching", "/nothing"])("%s says why it has none", async (path) => {
    const { type, text: body, headers } = await send(mock, { path });
    expect([type, body]).toEqual(["", ""]);
    const exchange = await send(mock, { path: `/__admin/requests/${String(headers["x-mock-exchange"])}` });
    expect(exchange.text).toContain("declares no success");
  });
});

describe("a status that is asked for", () => {
  test.each<[status: number, declared: string, schema: SchemaObject]>([
    [200, "itself", pet],
    [404, "itself", message],
    [418, "its range", { const: "range" }],
    [503, "default", { const: "default" }],
    [299, "default, for a success too", { const: "default" }],
  ])("%d, declared by %s", async (status, _, schema) => {
    const answer = await prefer("/forced", `code=${String(status)}`);
    expect([answer.status, answer.type]).toEqual([status, "application/json"]);
    expect(plainJudge(schema)(answer.value)).toEqual([]);
  });

  test.each([202, 409])("%d is declared without content: no body, no Content-Type", async (code) => {
    const { status, type, text: body } = await prefer("/forced", `code=${String(code)}`);
    expect([status, type, body]).toEqual([code, "", ""]);
  });

  test.each([226, 307, 404, 500])("%d is not declared: a problem of that status says so", async (code) => {
    const { status, type, value } = await prefer("/undeclared", `code=${String(code)}`);
    expect([status, type]).toEqual([code, "application/problem+json"]);
    expect(value).toMatchObject({ status: code, code: "undeclared-status" });
  });

  test.each(["__code=404", "__code=404&__seed=x"])("the same by query: %s", async (query) => {
    expect((await send(mock, { path: `/forced?${query}` })).status).toBe(404);
  });
});

describe("examples", () => {
  test.each<[path: string, value: object, why: string]>([
    ["/examples", { id: 1, name: "Cat" }, "the first of a media type"],
    ["/one", { id: 7, name: "Seven" }, "its only one"],
    ["/ref", { id: 6, name: "Six" }, "a shared one"],
    ["/schema-example", { id: 8, name: "Eight" }, "the schema's"],
    ["/schema-default", { id: 9, name: "Nine" }, "the schema's default"],
    ["/properties", { id: 10, name: "Ten", tag: "tagged" }, "those of its properties"],
  ])("%s: %j (%s)", async (path, value) => {
    expect((await send(mock, { path })).value).toEqual(value);
  });

  test.each(["/examples", "/one", "/ref", "/schema-example", "/schema-default", "/properties"])(
    "dynamic=true: %s is generated, and valid",
    async (path) => {
      const { value } = await prefer(path, "dynamic=true");
      expect(plainJudge(pet)(value)).toEqual([]);
      expect(value).not.toEqual((await send(mock, { path })).value);
    },
  );

  test.each([
    ["example=dog", { id: 2, name: "Dog" }],
    ['example="dog"', { id: 2, name: "Dog" }],
    ["code=200, example=dog", { id: 2, name: "Dog" }],
    ["code=404, example=gone", { message: "Gone" }],
  ])("%s", async (preference, value) => {
    expect((await prefer("/examples", preference)).value).toEqual(value);
  });

  test("an example that only another media type has is sent in that one", async () => {
    const { type, text: body } = await prefer("/examples", "example=pig");
    expect([type, body]).toEqual(["application/xml", "<pig/>"]);
  });

  test.each([
    ["example=cow", ["cat", "dog"]],
    ["example=gone", ["cat", "dog", "code=404 with example=gone"]],
    ["code=404, example=cat", ["gone"]],
  ])("%s is not there: 400 with what is", async (preference, names) => {
    const { status, value } = await prefer("/examples", preference);
    expect([status, (value as { code: string }).code]).toEqual([400, "invalid-preference"]);
    for (const name of names) expect((value as { help: string }).help).toContain(name);
  });

  test("one of another media type, where that is not accepted: 400 with how to get it", async () => {
    const headers = { accept: "application/json", prefer: "example=pig" };
    const { status, value } = await send(mock, { path: "/examples", headers });
    expect(status).toBe(400);
    expect((value as { help: string }).help).toContain("example=pig with Accept: application/xml");
  });

  test("a name of several words, as people write it", async () => {
    const document = apiOf({
      "/login": got({ 200: json(pet, { examples: { ...cats, "Successful login": { value: "in" } } }) }),
    });
    const other = await startMock({ document });
    const path = "/login";
    for (const preference of ["code=200, example=Successful login", 'example="Successful login"; x=y']) {
      expect((await send(other, { path, headers: { prefer: preference } })).value).toBe("in");
    }
  });
});

describe("generated values", () => {
  test("seed gives another world, and the same one each time", async () => {
    const worlds = await Promise.all(
      ["seed=a", "seed=a", "seed=b"].map(async (seed) => (await prefer("/range", seed)).text),
    );
    expect(worlds[0]).toBe(worlds[1]);
    expect(worlds[0]).not.toBe(worlds[2]);
  });
});

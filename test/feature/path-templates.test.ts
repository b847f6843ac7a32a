import fc from "fast-check";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const inPath = (name: string, schema: object) => ({ name, in: "path", required: true, schema });

/** An operation that answers with its own path; forced to be wrong, it would tell what it was given. */
const got = (path: string, parameters: readonly object[] = []) => ({
  get: {
    parameters,
    responses: { 200: { description: "OK", content: { "application/json": { example: { path } } } } },
  },
});

async function serving(paths: Record<string, object>) {
  const { url } = await startMock({
    document: { openapi: "3.1.0", info: { title: "T", version: "1" }, paths },
  });
  return url;
}

describe("parameters with nothing between them", () => {
  const paths = {
    "/pages/{name}{extension}": got("page", [
      inPath("name", { type: "string", minLength: 2 }),
      inPath("extension", { enum: [".json", ".html"] }),
    ]),
    "/{year}{month}": got("month", [
      inPath("year", { type: "integer", minimum: 1000 }),
      inPath("month", { type: "string", pattern: "^(0[1-9]|1[0-2])$" }),
    ]),
  };

  test("end where their schemas say", async () => {
    const url = await serving(paths);
    expect((await ask(`${url}/pages/about.us.html`)).json).toEqual({ path: "page" });
    expect((await ask(`${url}/202511`)).json).toEqual({ path: "month" });
  });

  test("are refused where no way to cut the text fits both", async () => {
    const url = await serving(paths);
    const { status, json } = await ask(`${url}/pages/about.xml`);
    const errors = json["errors"] as readonly { pointer: string }[];
    expect([status, errors.map(({ pointer }) => pointer)]).toEqual([422, ["/name", "/extension"]]);
    expect((await ask(`${url}/202513`)).status).toBe(422);
  });

  test("whatever is cut, nothing of it is lost", async () => {
    const url = await serving({
      "/{a}{b}{c}": got("three", [
        inPath("a", { type: "string", pattern: "^a+$" }),
        inPath("b", { type: "string", pattern: "^b+$" }),
        inPath("c", { type: "string", pattern: "^[^ab]" }),
      ]),
    });
    const letters = (letter: string) => fc.integer({ min: 1, max: 4 }).map((count) => letter.repeat(count));
    await fc.assert(
      fc.asyncProperty(letters("a"), letters("b"), letters("x"), async (a, b, c) => {
        expect((await ask(`${url}/${a}${b}${c}`)).status).toBe(200);
        expect((await ask(`${url}/${b}${a}${c}`)).status).toBe(422);
      }),
      { numRuns: 10 },
    );
  });
});

test("of two endings the longer goes first, however many parameters stand before the other", async () => {
  const url = await serving({
    "/{a}-{b}-{c}.x": got("many"),
    "/{id}.long.x": got("long"),
    "/{id}.x": got("short"),
  });
  const paths = ["/1-2-3.long.x", "/1.long.x", "/1.x", "/1-2-3.x"];
  const found = await Promise.all(paths.map((path) => ask(url + path)));
  expect(found.map(({ json }) => json["path"])).toEqual(["long", "long", "short", "many"]);
});

describe("a path that lacks the value of a parameter", () => {
  const paths = {
    "/pets": got("pets"),
    "/pets/{petId}": got("pet", [inPath("petId", { type: "string" })]),
    "/pets/{petId}/toys": got("toys", [inPath("petId", { type: "string" })]),
    "/notes/{note}": got("note"),
    "/files/": got("files"),
    "/files/{file}": got("file", [inPath("file", { type: "string" })]),
  };

  test.each([
    ["/pets/", "/petId"],
    ["/pets//toys", "/petId"],
    ["/notes/", "/note"],
  ])("%s is refused by the name of the parameter", async (path, pointer) => {
    const { status, json } = await ask((await serving(paths)) + path);
    expect([status, json["errors"]]).toEqual([
      422,
      [expect.objectContaining({ in: "path", pointer, code: "required" })],
    ]);
  });

  test("is another operation where the document has one that ends in /", async () => {
    const url = await serving(paths);
    expect((await ask(`${url}/files/`)).json).toEqual({ path: "files" });
    expect((await ask(`${url}/pets`)).json).toEqual({ path: "pets" });
  });

  test("is no operation where there is none to be incomplete", async () => {
    const url = await serving({ "/pets": got("pets"), "/{tenant}/x": got("x", [inPath("tenant", {})]) });
    expect((await ask(`${url}/pets/`)).json["code"]).toBe("no-operation");
    expect((await ask(url)).headers.get("content-type")).toContain("html");
  });
});

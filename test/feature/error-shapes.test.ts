import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { MockServer } from "../../src/index.ts";
import { documentOf, shapes, type Shape } from "../support/error-shapes.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

/** A judge of its own: plain AJV on the shape as it was declared. */
function expectValid({ schema, schemas = {} }: Shape, body: unknown): void {
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);
  expect([ajv.validate({ ...schema, components: { schemas } }, body), ajv.errors]).toEqual([true, null]);
}

const grace = { name: "Grace", email: "grace@example.org" };
const said = {
  name: "name is required!",
  email: "email must be a valid email address",
  age: "age must be >= 18",
};

const shapeOf = (called: string): Shape => shapes.find((shape) => shape.called === called)!;

async function post(mock: MockServer, body: unknown, prefer?: string) {
  const headers: Record<string, string> = prefer === undefined ? {} : { prefer };
  const answer = await ask(`${mock.url}/people`, { method: "POST", body, headers });
  const isText = answer.headers.get("content-type")!.startsWith("text/");
  return { ...answer, body: isText ? answer.text : answer.json };
}

async function refused(called: string) {
  return (await post(await startMock({ document: documentOf(shapeOf(called)) }), { email: "x", age: 3 }))
    .body;
}

async function missing(called: string) {
  const mock = await startMock({ document: documentOf(shapeOf(called)) });
  return (await post(mock, grace, "code=404")).body;
}

describe.each(shapes.map((shape) => [shape.called, shape] as const))("errors as %s", (_, shape) => {
  let mock: MockServer;
  beforeAll(async () => {
    mock = await startMock({ document: documentOf(shape) });
  });

  test("are valid, and say of every field what is wrong with it", async () => {
    const { status, body, text } = await post(mock, { email: "x", age: 3 });
    expect(status).toBe(422);
    expectValid(shape, body);
    for (const message of Object.values(said)) expect(text).toContain(message);
  });

  test("say one thing where one thing is wrong", async () => {
    const { text, body } = await post(mock, { ...grace, age: 3 });
    expectValid(shape, body);
    expect(text).toContain(said.age);
    expect(text).not.toMatch(/name is|email/);
  });

  test.each([
    [404, "No such person"],
    [409, "The person exists already"],
    [500, "Something broke"],
  ])("read sensibly where %d is asked for: no field is blamed", async (code, message) => {
    const { status, body, text } = await post(mock, grace, `code=${String(code)}`);
    expect(status).toBe(code);
    expectValid(shape, body);
    expect(text).toContain(message);
    expect(text).not.toMatch(/"(email|age|city|body)"/);
  });
});

describe("each API is spoken to in its own way", () => {
  test("GitHub's codes are chosen from its list", async () => {
    expect(await refused("GitHub")).toMatchObject({
      errors: [
        { field: "name", code: "missing_field" },
        { field: "email", code: "invalid" },
        { field: "age", code: "invalid" },
      ],
    });
    expect(await missing("GitHub")).toEqual({ message: "No such person", errors: [] });
  });

  test("Google's error has the status as a number and as a constant", async () => {
    const message = Object.values(said).join("; ");
    expect(await refused("Google")).toEqual({
      error: { code: 422, message, status: "UNPROCESSABLE_ENTITY" },
    });
    expect(await missing("Google")).toEqual({
      error: { code: 404, message: "No such person", status: "NOT_FOUND" },
    });
  });

  test("JSON:API points to the field", async () => {
    const { errors } = (await refused("JSON:API")) as { errors: object[] };
    expect(errors).toHaveLength(3);
    expect(errors[0]).toMatchObject({ status: "422", code: "required", title: "Unprocessable Entity" });
    expect(errors[0]).toMatchObject({ detail: said.name, source: { pointer: "/name" } });
  });

  test("Laravel's declared fields are there where they are violated", async () => {
    const errors = { name: [said.name], email: [said.email], age: [said.age] };
    const body = { message: "name is required! (and 2 more errors)", errors };
    expect(await refused("Laravel with declared fields")).toEqual(body);
    expect(await refused("Laravel with any fields")).toEqual(body);
    expect(await missing("Laravel with declared fields")).toEqual({ message: "No such person", errors: {} });
    expect(await missing("Laravel with any fields")).toEqual({ message: "No such person" });
  });

  test("NestJS lists its messages beside the status in words", async () => {
    expect(await refused("NestJS")).toEqual({
      statusCode: 422,
      message: Object.values(said),
      error: "Unprocessable Entity",
    });
  });

  test("Spring's error is the status in words, and no path is made up", async () => {
    expect(await missing("Spring")).toEqual({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      status: 404,
      error: "Not Found",
      message: "No such person",
    });
  });

  test("a problem without findings lists no parameters", async () => {
    expect(await missing("problem details")).toEqual({
      type: "about:blank",
      title: "Not Found",
      status: 404,
      detail: "No such person",
    });
  });

  test("of two shapes the one that takes a message is used", async () => {
    expect(await missing("one of two shapes")).toEqual({ message: "No such person" });
  });

  test("Stripe's type is chosen from its list, and its param is the first field", async () => {
    const message = Object.values(said).join("; ");
    expect(await refused("Stripe")).toEqual({
      error: { type: "invalid_request_error", message, param: "name" },
    });
    expect(await missing("Stripe")).toEqual({
      error: { type: "invalid_request_error", message: "No such person" },
    });
  });

  test("OData 2 keeps its message in a value", async () => {
    expect(await missing("OData 2")).toMatchObject({ error: { message: { value: "No such person" } } });
  });

  test("Google's older list has a reason and a message", async () => {
    expect(await refused("Google's older list")).toMatchObject({
      error: { code: 422, errors: [{ reason: "required", message: said.name, location: "name" }, {}, {}] },
    });
  });

  test("GraphQL's list has the message where no field is to blame", async () => {
    expect(await missing("GraphQL")).toEqual({ errors: [{ message: "No such person" }] });
  });

  test("an error does not cause itself", async () => {
    expect(await missing("an error with a cause")).toEqual({ message: "No such person" });
  });

  test("FastAPI's places are lists", async () => {
    expect(await refused("FastAPI")).toMatchObject({
      detail: [{ loc: ["body", "name"] }, { loc: ["body", "email"] }, { loc: ["body", "age"] }],
    });
  });
});

test("an example that the declared error does not have: 400 that names those it has", async () => {
  const document = documentOf(shapeOf("one text"));
  const { content } = document.paths["/people"].post.responses[404];
  Object.assign(content["application/json"]!, {
    examples: { gone: { value: { error: "Gone" } }, moved: { value: { error: "Moved" } } },
  });
  const mock = await startMock({ document });
  const bad = await post(mock, grace, "code=404, example=nope");
  expect([bad.status, bad.json["code"]]).toEqual([400, "invalid-preference"]);
  expect(bad.json["help"]).toContain("gone, moved");
  expect((await post(mock, grace, "code=404, example=moved")).json).toEqual({ error: "Moved" });
  expect((await post(mock, grace, "code=404")).json).toEqual({ error: "Gone" });
  expect((await post(mock, grace, "code=409, example=gone")).status).toBe(400);
});

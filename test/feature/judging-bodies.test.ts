import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ content: { "application/json": { schema } } });

/** `POST /<name>` takes what the schema of that name says. */
function documentOf(schemas: Record<string, object>, openapi = "3.1.0") {
  const paths = Object.fromEntries(
    Object.keys(schemas).map((name) => [
      `/${name}`,
      {
        post: {
          requestBody: { required: true, ...json(to(name)) },
          responses: { 204: { description: "taken" } },
        },
        get: { responses: { 200: { description: "given", ...json(to(name)) } } },
      },
    ]),
  );
  return { openapi, info: { title: "Bodies", version: "1" }, paths, components: { schemas } };
}

async function serve(schemas: Record<string, object>, options: { openapi?: string; strict?: boolean } = {}) {
  const { openapi, strict = false } = options;
  const { url } = await startMock({ document: documentOf(schemas, openapi), strict });
  return async (name: string, body: unknown) => {
    const { status, json: answer } = await ask(`${url}/${name}`, { method: "POST", body });
    const errors = (answer["errors"] ?? []) as { pointer: string; code: string; message: string }[];
    return { status, code: answer["code"], said: errors.map(({ message }) => message), errors };
  };
}

const text = { type: "string" };
const object = (properties: object, ...required: string[]) => ({ type: "object", properties, required });

describe("a discriminator", () => {
  test("judges a request by the schema it names, and tells of one mistake where it names none", async () => {
    const post = await serve({
      Payment: {
        oneOf: [to("Card"), to("Transfer")],
        discriminator: { propertyName: "via", mapping: { card: "Card" } },
      },
      Card: object({ via: text, number: text }, "via", "number"),
      Transfer: object({ via: text, iban: text, bic: text, holder: text }, "via", "iban", "bic", "holder"),
    });
    expect((await post("Payment", { via: "card", number: "4111" })).status).toBe(204);
    expect((await post("Payment", { via: "card" })).said).toEqual(["number is required!"]);
    expect((await post("Payment", { via: "cash" })).said).toEqual(["via must be one of card or Transfer"]);
    expect((await post("Payment", {})).said).toEqual([
      "via is required, and must be one of card or Transfer",
    ]);
  });

  test("on a base: a request that names an heir is judged by the heir", async () => {
    const post = await serve(
      {
        Pet: {
          ...object({ petType: text, name: text }, "petType"),
          discriminator: { propertyName: "petType" },
        },
        Dog: { allOf: [to("Pet"), object({ packSize: { type: "integer" } }, "packSize")] },
      },
      { openapi: "3.0.3" },
    );
    expect((await post("Pet", { petType: "Dog", packSize: 3 })).status).toBe(204);
    expect((await post("Pet", { petType: "Dog" })).said).toEqual(["packSize is required!"]);
    expect((await post("Pet", { petType: "Pet" })).status).toBe(204);
  });
});

describe("what only the server sets", () => {
  const schemas = {
    User: { ...object({ id: { type: "integer", readOnly: true }, name: text }, "id", "name") },
    Team: object({ users: { type: "array", items: to("User") } }),
  };

  test("need not be sent, and may be: clients send back whole what they were given", async () => {
    const post = await serve(schemas);
    expect((await post("User", { name: "Ada" })).status).toBe(204);
    expect((await post("User", { id: 1, name: "Ada" })).status).toBe(204);
    expect((await post("User", { id: "one", name: "Ada" })).said).toEqual([
      "id must be a whole number, not a string",
    ]);
  });

  test("is a violation with --strict, wherever it is", async () => {
    const post = await serve(schemas, { strict: true });
    expect((await post("User", { name: "Ada" })).status).toBe(204);
    const { status, errors } = await post("Team", { users: [{ name: "Ada" }, { id: 1, name: "Bob" }] });
    expect(status).toBe(422);
    expect(errors).toMatchObject([
      {
        pointer: "/users/1/id",
        code: "readOnly",
        message: "users.1.id is set by the server: leave it out of requests",
      },
    ]);
  });
});

test("a body in JSON is not coerced", async () => {
  const post = await serve({
    A: object({ n: { type: "integer" }, flag: { type: "boolean" }, list: { type: "array" } }),
  });
  expect((await post("A", { n: "1", flag: "true", list: "a" })).said).toEqual([
    "n must be a whole number, not a string",
    "flag must be a boolean, not a string",
    "list must be an array, not a string",
  ]);
});

describe("a schema that cannot be used never makes a success", () => {
  test.each<[string, object]>([
    ["a pattern that is none", object({ a: { pattern: "(" } })],
    ["an unknown dialect", { $schema: "https://example.com/own", type: "object" }],
    ["a type that is none", object({ a: { type: "strng" } })],
    ["a circle", { allOf: [to("Odd")] }],
    ["a keyword that is no number", { minLength: "three" }],
  ])("%s", async (_, schema) => {
    const { url } = await startMock({ document: documentOf({ Odd: schema, Fine: { type: "object" } }) });
    const { status, json: answer } = await ask(`${url}/Odd`, { method: "POST", body: { a: "x" } });
    expect(status).toBeGreaterThanOrEqual(500);
    expect(answer["code"]).toBe("unusable-schema");
    expect(answer["detail"]).toContain("#/components/schemas/Odd");
    expect((await ask(`${url}/Fine`, { method: "POST", body: {} })).status).toBe(204);
  });
});

test("a value nested deeper than any schema is refused, and the server lives", async () => {
  const post = await serve({ Tree: object({ child: to("Tree") }) });
  const deep = `${'{"child":'.repeat(5000)}{}${"}".repeat(5000)}`;
  expect((await post("Tree", deep)).status).toBe(400);
  expect((await post("Tree", { child: { child: {} } })).status).toBe(204);
});

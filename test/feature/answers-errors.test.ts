import type { Schema, SchemaObject } from "../../src/schema/schema.ts";
import { apiOf, described, json, send, text, whole, type Request } from "../support/answers.ts";
import { startMock, stopAll } from "../support/mock.ts";
import { plainJudge } from "../support/schemas.ts";

afterAll(stopAll);

const object = (properties: Record<string, Schema>, more: SchemaObject = {}): SchemaObject => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  ...more,
});
const person = {
  ...object({ name: text, email: { type: "string", format: "email" } }),
  additionalProperties: false,
};
const valid = { name: "Grace", email: "grace@example.org" };

/** One operation that takes a person, and its error responses. */
const peopleWith = (responses: object, more: object = {}) =>
  apiOf(
    {
      "/people": {
        post: {
          security: [{ token: [] }],
          requestBody: { required: true, content: { "application/json": { schema: person } } },
          responses: { 201: { description: "Created" }, ...responses },
          ...more,
        },
      },
    },
    { components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } } },
  );

const post = (body: unknown, headers: Record<string, string> = {}): Request => ({
  method: "POST",
  path: "/people",
  headers: { "content-type": "application/json", authorization: "Bearer x", ...headers },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

const failures = {
  "no credentials": { method: "POST", path: "/people", headers: { "content-type": "application/json" } },
  "another media type": post("a,b", { "content-type": "text/csv" }),
  "no JSON": post("{"),
  "an invalid body": post({ name: 1 }),
} satisfies Record<string, Request>;

describe("which declared error tells of a failure", () => {
  const told = (key: string) => json(object({ told: { const: key } }));
  const declared = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, told(key)]));

  test.each([
    ["no credentials", ["401", "403", "4XX", "default"], 401, "401"],
    ["no credentials", ["403", "4XX", "default"], 401, "4XX"],
    ["no credentials", ["403", "default"], 401, "default"],
    ["no credentials", ["400", "403"], 401, undefined],
    ["another media type", ["415", "422", "400"], 415, "415"],
    ["another media type", ["422", "400", "4XX"], 415, "4XX"],
    ["another media type", ["422", "400"], 415, undefined],
    ["no JSON", ["400", "422", "default"], 400, "400"],
    ["no JSON", ["422", "default"], 400, "default"],
    ["no JSON", ["422"], 400, undefined],
    ["an invalid body", ["400", "422", "default"], 422, "422"],
    ["an invalid body", ["400", "4XX", "default"], 400, "400"],
    ["an invalid body", ["4XX", "default"], 422, "4XX"],
    ["an invalid body", ["404", "default"], 422, "default"],
    ["an invalid body", ["404", "5XX"], 422, undefined],
  ] as const)("%s, where %j are declared: %d, as %s says", async (failure, keys, ...[status, key]) => {
    const mock = await startMock({ document: peopleWith(declared(...keys)) });
    const answer = await send(mock, failures[failure]);
    const expected = key === undefined ? { status } : { told: key };
    expect([answer.status, answer.type]).toEqual([
      status,
      key === undefined ? "application/problem+json" : "application/json",
    ]);
    expect(answer.value).toMatchObject(expected);
  });

  test.each([
    ["no credentials", '"code":"security"', failures["no credentials"]],
    ["another media type", '"code":"content-type"', failures["another media type"]],
    ["no JSON", '"code":"invalid-body"', failures["no JSON"]],
    ["an invalid body", '"pointer":"/email","code":"required"', failures["an invalid body"]],
  ])("%s: %s is noted, whoever tells it", async (_, noted, failing) => {
    for (const responses of [{}, declared("default"), { default: { description: "Empty" } }]) {
      const { headers } = await send(await startMock({ document: peopleWith(responses) }), failing);
      expect(headers["x-mock-violations"]).toContain(noted);
    }
  });

  test("a problem names each breach with its place", async () => {
    const { value } = await send(await startMock({ document: peopleWith({}) }), post({ name: 1 }));
    expect(value).toMatchObject({
      code: "invalid-request",
      errors: [
        { in: "body", pointer: "/name", code: "type" },
        { in: "body", pointer: "/email", code: "required" },
      ],
    });
  });

  test("401 names a way in, whoever tells it", async () => {
    for (const responses of [{}, declared("401"), { 401: { description: "Empty" } }]) {
      const mock = await startMock({ document: peopleWith(responses) });
      const { status, headers } = await send(mock, failures["no credentials"]);
      expect([status, headers["www-authenticate"]]).toEqual([401, expect.stringContaining("Bearer")]);
    }
  });

  test("an error that is declared without content is sent without", async () => {
    const mock = await startMock({ document: peopleWith({ 422: { description: "Invalid" } }) });
    const { status, type, text: body } = await send(mock, failures["an invalid body"]);
    expect([status, type, body]).toEqual([422, "", ""]);
  });
});

describe("errors keep their schema, however narrow it is", () => {
  const narrow: Record<string, SchemaObject> = {
    "codes of a list": object(
      { code: { enum: ["VALIDATION", "NOT_FOUND", "SERVER_FAULT"] }, text },
      { additionalProperties: false },
    ),
    "numbers for codes": object({ errorCode: { type: "integer", minimum: 1000, maximum: 1999 } }),
    "a pattern": object({ code: { type: "string", pattern: "^E-\\d{4}$" }, message: text }),
    constants: object({ message: { const: "Request failed" }, ok: { const: false } }),
    "a short text": object({ message: { type: "string", maxLength: 12 } }),
    "a long text": object({ message: { type: "string", minLength: 80 } }),
    "a message of a few words": object({ message: { enum: ["No", "Never"] } }),
    "a list of one at most": object({
      errors: { type: "array", minItems: 1, maxItems: 1, items: object({ field: text, message: text }) },
    }),
    "fields of a list": object({
      errors: {
        type: "array",
        minItems: 1,
        maxItems: 2,
        items: object(
          { code: { enum: ["required", "invalid"] }, field: { enum: ["name", "email"] } },
          { additionalProperties: false },
        ),
      },
    }),
    "a problem that says everything": object(
      {
        type: { type: "string", format: "uri-reference" },
        title: text,
        status: { type: "integer", minimum: 400, maximum: 599 },
        detail: text,
        instance: { type: "string", format: "uri-reference" },
        traceId: { type: "string", format: "uuid" },
      },
      { additionalProperties: false },
    ),
    "a date and an id": object({
      timestamp: { type: "string", format: "date-time" },
      id: { type: "string", format: "uuid" },
    }),
    "one or the other": {
      oneOf: [object({ kind: { const: "A" }, reason: text }), object({ kind: { const: "B" }, left: whole })],
    },
    "two together": {
      allOf: [object({ message: text }), object({ code: whole, errors: { type: "array", items: text } })],
    },
    "not empty": { type: "object", minProperties: 3, additionalProperties: text },
    "nothing at all": object({}, { additionalProperties: false }),
    "a flag": { type: "boolean" },
    "a number": whole,
    nothing: { type: "null" },
    "a short list": { type: "array", minItems: 2, items: { type: "string", minLength: 3 } },
  };

  test.each(Object.entries(narrow))("%s", async (_, schema) => {
    const mock = await startMock({ document: peopleWith({ 422: json(schema), default: json(schema) }) });
    const asked = [
      post({ name: 1 }),
      post({ ...valid, a: 1, b: 2, c: 3 }),
      post(valid, { prefer: "code=404" }),
      post({}, { prefer: "code=500, dynamic=true" }),
    ];
    for (const one of asked) {
      const { status, value } = await send(mock, one);
      expect([status >= 400, plainJudge(schema)(value)]).toEqual([true, []]);
    }
  });

  test("its own list of codes is searched for the one that means the status", async () => {
    const mock = await startMock({ document: peopleWith({ default: json(narrow["codes of a list"]!) }) });
    const codes = await Promise.all(
      ["422", "404", "500"].map(async (code) => {
        const { value } = await send(mock, post(valid, { prefer: `code=${code}` }));
        return (value as { code: string }).code;
      }),
    );
    expect(codes).toEqual(["VALIDATION", "NOT_FOUND", "SERVER_FAULT"]);
  });

  test.each([
    ["allows no value", { allOf: [{ type: "string" }, { type: "integer" }] }],
    ["leads nowhere", { $ref: "#/components/schemas/Nowhere" }],
  ])("a schema that %s does not stop an error from being told", async (_, schema) => {
    const mock = await startMock({ document: peopleWith({ 422: json(schema), 404: json(schema) }) });
    const { status, value } = await send(mock, failures["an invalid body"]);
    expect([status, value]).toEqual([
      422,
      { message: expect.stringContaining("email is required!") as string },
    ]);
    expect((await send(mock, post(valid, { prefer: "code=404" }))).status).toBe(404);
  });
});

describe("authored errors", () => {
  const message = object({ message: text });
  const gone = { message: "Gone" };

  test("an example is sent while nothing more is known, and the truth where there is more", async () => {
    const mock = await startMock({ document: peopleWith({ default: json(message, { example: gone }) }) });
    expect((await send(mock, post(valid, { prefer: "code=404" }))).value).toEqual(gone);
    expect((await send(mock, post({ name: 1 }))).text).toContain("email is required!");
  });

  test("an example that breaks its own schema gives way to one that keeps it, unless it is asked for", async () => {
    const examples = { broken: { value: { text: 1 } }, fine: { value: gone } };
    const mock = await startMock({ document: peopleWith({ 404: json(message, { examples }) }) });
    expect((await send(mock, post(valid, { prefer: "code=404" }))).value).toEqual(gone);
    const broken = await send(mock, post(valid, { prefer: "code=404, example=broken" }));
    expect(broken.value).toEqual({ text: 1 });
    expect(broken.headers["x-mock-violations"]).toContain('"in":"response"');
  });
});

describe("the media type of an error", () => {
  const message = { schema: object({ message: text }) };

  test.each([
    [["text/html", "application/xml", "application/problem+json"], "application/problem+json"],
    [["text/html", "application/xml"], "application/xml"],
    [["text/plain", "application/octet-stream"], "text/plain"],
    [["*/*"], "application/json"],
    [["application/*+json"], "application/json"],
  ])("of %j: %s, whatever is accepted", async (types, type) => {
    const content = Object.fromEntries(types.map((one) => [one, message]));
    const mock = await startMock({ document: peopleWith({ 422: described(content) }) });
    const headers = { accept: "image/png" };
    const answer = await send(mock, post({ name: 1 }, headers));
    expect([answer.status, answer.type.split(";")[0]]).toEqual([422, type]);
    expect(answer.text).toContain("email is required!");
  });

  test.each([
    ["text/plain", /^name must .*; email is required!$/],
    ["application/xml", /email is required!/],
    ["application/json", /^\{"message":"name must .*; email is required!"\}$/],
  ])("%s without a schema says what was wrong: %s", async (type, said) => {
    const mock = await startMock({ document: peopleWith({ 422: described({ [type]: {} }) }) });
    const answer = await send(mock, post({ name: 1 }));
    expect([answer.status, answer.type.split(";")[0]]).toEqual([422, type]);
    expect(answer.text).toMatch(said);
  });
});

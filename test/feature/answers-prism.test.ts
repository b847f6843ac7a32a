// Those who come from Prism find what they know; where they do not, that is on purpose, and says why here and in the
// README. Prism itself is asked: what it does is not taken from memory.
import type { MockServer } from "../../src/index.ts";
import { described, got, json, pet, send, text, whole, type Request } from "../support/answers.ts";
import { startMock, stopAll } from "../support/mock.ts";
import { askPrism, type PrismAnswer } from "../support/prism.ts";

const message = { type: "object", required: ["message"], properties: { message: text } };
const error = json(message);
const empty = { description: "Nothing" };
const taken = { required: true, content: { "application/json": { schema: pet } } };
const examples = { cat: { value: { id: 1, name: "Cat" } }, dog: { value: { id: 2, name: "Dog" } } };
const bearer = [{ bearer: [] }];

const document = {
  openapi: "3.0.3",
  info: { title: "Both", version: "1" },
  servers: [{ url: "http://api.example.com/v1" }],
  paths: {
    "/pets": {
      get: {
        parameters: [
          { in: "query", name: "limit", schema: { type: "integer", maximum: 50 } },
          { in: "header", name: "X-Trace", schema: { type: "string", format: "uuid" } },
        ],
        responses: { 200: json({ type: "array", items: pet }), default: error },
      },
      post: {
        requestBody: taken,
        responses: { 201: json(pet), 422: error, 404: error, 409: empty },
      },
    },
    "/pets/{id}": {
      parameters: [{ in: "path", name: "id", required: true, schema: whole }],
      get: {
        responses: {
          200: json(pet, { examples }),
          404: json(message, { examples: { gone: { value: { message: "Gone" } } } }),
          "4XX": error,
        },
      },
      put: { security: bearer, requestBody: taken, responses: { 200: json(pet), 400: error, 401: error } },
      delete: { security: [{ bearer: [], key: [] }, { basic: [] }], responses: { 204: empty } },
    },
    "/mine": got({ 200: json(pet) }),
    "/{any}": {
      get: {
        parameters: [{ in: "path", name: "any", required: true, schema: text }],
        responses: { 200: json(message, { example: { message: "any" } }) },
      },
    },
    "/only-default": got({ default: json(pet) }),
    "/only-range": got({ "2XX": json(pet) }),
    "/only-errors": got({ 404: error }),
    "/moved": got({ 302: empty, default: error }),
    "/nothing": got({}),
    "/many": got({
      200: described({
        "application/xml": { schema: text, example: "<pet/>" },
        "application/json": { schema: pet },
        "text/plain": { schema: text, example: "pet" },
        "application/vnd.pet+json": { schema: pet },
      }),
    }),
    "/text": got({ 200: described({ "text/plain": { schema: text } }) }),
    "/anything": got({ 200: described({ "*/*": { schema: pet } }) }),
    "/versions": got({
      200: described({
        "application/json;version=1": { schema: pet },
        "application/json;version=2": { schema: pet },
      }),
    }),
    "/key": { get: { security: [{ key: [] }], responses: { 200: json(pet), default: error } } },
    "/secret": { get: { security: bearer, responses: { 200: json(pet) } } },
    "/open": { get: { security: [{}, { bearer: [] }], responses: { 200: json(pet) } } },
    "/undeclared": { post: { requestBody: taken, responses: { 200: json(pet) } } },
    "/form": {
      post: {
        requestBody: {
          required: true,
          content: { "application/x-www-form-urlencoded": { schema: { ...message } } },
        },
        responses: { 200: json(pet), 415: error },
      },
    },
    "/broken-example": got({ 200: json(pet, { examples: { broken: { value: { id: "one" } } } }) }),
    "/head": { head: { responses: { 200: { description: "Counted" } } } },
  },
  components: {
    securitySchemes: {
      bearer: { type: "http", scheme: "bearer" },
      basic: { type: "http", scheme: "basic" },
      key: { type: "apiKey", in: "header", name: "X-Key" },
    },
  },
};

let mock: MockServer;
let prism: (request: Request) => Promise<PrismAnswer>;
beforeAll(async () => {
  [mock, prism] = await Promise.all([startMock({ document }), askPrism(document)]);
});
afterAll(stopAll);

let sessions = 0;

/** Asked in a session of its own: Prism remembers nothing. */
async function both(request: Request) {
  const session = { "x-mock-session": `prism-${String(sessions++)}` };
  const ours = await send(mock, { ...request, headers: { ...request.headers, ...session } });
  const violations = JSON.parse(String(ours.headers["sl-violations"] ?? "[]")) as PrismAnswer["violations"];
  return {
    theirs: await prism(request),
    ours: { status: ours.status, type: ours.type.split(";")[0], violations, value: ours.value },
  };
}

const get = (path: string, headers: Record<string, string> = {}): Request => ({ path, headers });
/** `POST /pets` with a body. */
const sending = (target: string, body: unknown, headers: Record<string, string> = {}): Request => {
  const [method = "", path = ""] = target.split(" ");
  const written = typeof body === "string" ? body : JSON.stringify(body);
  return { method, path, headers: { "content-type": "application/json", ...headers }, body: written };
};
const whoever = { authorization: "Bearer x" };
const fine = { id: 1, name: "Rex" };

describe("as with Prism", () => {
  test.each<[string, Request]>([
    ["an operation below no base path", get("/pets")],
    ["a good parameter", get("/pets?limit=3")],
    ["a parameter of another type", get("/pets?limit=many")],
    ["a parameter out of range", get("/pets?limit=99")],
    ["a parameter nobody declared", get("/pets?colour=red")],
    ["a header of another format", get("/pets", { "x-trace": "x" })],
    ["a path nobody declared", get("/no/such/path")],
    ["a method nobody declared", { method: "PATCH", path: "/pets" }],
    ["a path before a template", get("/mine")],
    ["a template", get("/yours")],
    ["a path parameter of another type", get("/pets/first")],
    ["a HEAD that is declared", { method: "HEAD", path: "/head" }],
    ["a good body", sending("POST /pets", fine)],
    ["a body that lacks a property", sending("POST /pets", { id: 1 })],
    ["a body with a property too short", sending("POST /pets", { id: 1, name: "" })],
    ["a body of another type", sending("POST /pets", [])],
    ["a body with more than is declared", sending("POST /pets", { ...fine, more: true })],
    ["another media type, where 415 is declared", sending("POST /form", {})],
    ["a code that is declared", get("/pets/1", { prefer: "code=404" })],
    ["a code of a range", get("/pets/1", { prefer: "code=418" })],
    ["a code of default", get("/pets", { prefer: "code=503" })],
    ["a code by query", get("/pets/1?__code=404")],
    ["an example", get("/pets/1", { prefer: "example=dog" })],
    ["an example by query", get("/pets/1?__example=dog")],
    ["an example of a code", get("/pets/1", { prefer: "code=404, example=gone" })],
    ["generated values", get("/pets/1", { prefer: "dynamic=true" })],
    ["generated values by query", get("/pets/1?__dynamic=true")],
    ["a success asked for, and not earned", get("/pets/first", { prefer: "code=200" })],
    ["only default", get("/only-default")],
    ["a code of only default", get("/only-default", { prefer: "code=404" })],
    ["only a range", get("/only-range")],
    ["a code of only a range", get("/only-range", { prefer: "code=206" })],
    ["nothing accepted in particular", get("/many")],
    ["a media type", get("/many", { accept: "application/xml" })],
    ["a text", get("/many", { accept: "text/plain" })],
    ["a range of media types", get("/many", { accept: "text/*" })],
    ["a media type of the API's own", get("/many", { accept: "application/vnd.pet+json" })],
    ["qualities", get("/many", { accept: "application/xml;q=0.5, application/json;q=0.9" })],
    ["a charset", get("/many", { accept: "application/json; charset=utf-8" })],
    ["a media type there is not", get("/many", { accept: "image/png" })],
    ["a text where JSON is wanted", get("/text", { accept: "application/json" })],
    ["a version", get("/versions", { accept: "application/json;version=2" })],
    ["no key, where default is declared", get("/key")],
    ["a key", get("/key", { "x-key": "1" })],
    ["credentials", get("/secret", whoever)],
    ["optional credentials", get("/open")],
    ["one of two alternatives", get("/secret", { ...whoever, "x-key": "1" })],
    ["no credentials and no body, where 401 is declared", sending("PUT /pets/1", {})],
    ["credentials and a bad body, where 400 is declared", sending("PUT /pets/1", {}, whoever)],
    ["credentials and a good body", sending("PUT /pets/1", fine, whoever)],
    ["an example that breaks its schema", get("/broken-example", { prefer: "example=broken" })],
  ])("%s: the same status, media type and number of violations", async (_, request) => {
    const { ours, theirs } = await both(request);
    expect({ ...ours, violations: ours.violations.length, value: undefined }).toEqual({
      ...theirs,
      violations: theirs.violations.length,
      value: undefined,
    });
  });

  test("the examples are the same ones", async () => {
    for (const prefer of ["example=dog", "example=cat", "code=404, example=gone", "code=200"]) {
      const { ours, theirs } = await both(get("/pets/1", { prefer }));
      expect(ours.value).toEqual(theirs.value);
    }
  });

  test.each<[string, Request]>([
    ["a parameter", get("/pets?limit=many")],
    ["a path parameter", get("/pets/first")],
    ["a property", sending("POST /pets", { id: "x", name: "Rex" })],
    ["credentials", get("/key")],
    ["a media type", sending("POST /form", {})],
  ])("sl-violations speak of %s with the same location and code", async (_, request) => {
    const { ours, theirs } = await both(request);
    const placed = ({ violations }: Pick<PrismAnswer, "violations">) =>
      violations.map(({ location, code }) => ({ location, code }));
    expect(placed(ours)).toEqual(placed(theirs));
  });
});

describe("other than Prism", () => {
  test.each<[why: string, request: Request, theirs: [number, string], ours: [number, string]]>([
    [
      "below the server's path an operation answers too",
      get("/v1/mine"),
      [404, "application/problem+json"],
      [200, "application/json"],
    ],
    [
      "HEAD is answered from GET",
      { method: "HEAD", path: "/mine" },
      [405, "application/problem+json"],
      [200, "application/json"],
    ],
    [
      "OPTIONS says what is allowed",
      { method: "OPTIONS", path: "/mine" },
      [405, "application/problem+json"],
      [204, ""],
    ],
    [
      "an error that is asked for is had on any request",
      get("/pets/first", { prefer: "code=404" }),
      [422, "application/json"],
      [404, "application/json"],
    ],
    [
      "a code nobody declared keeps its number",
      get("/pets/1", { prefer: "code=500" }),
      [404, "application/problem+json"],
      [500, "application/problem+json"],
    ],
    [
      "an example nobody declared is a mistake of the request",
      get("/pets/1", { prefer: "example=cow" }),
      [404, "application/problem+json"],
      [400, "application/problem+json"],
    ],
    [
      "another media type is 415, not 422",
      { ...sending("POST /pets", "a,b"), headers: { "content-type": "text/csv" } },
      [422, "application/json"],
      [415, "application/problem+json"],
    ],
    [
      "an empty body has no Content-Type",
      get("/moved", { prefer: "code=302" }),
      [302, "text/plain"],
      [302, ""],
    ],
    ["beside a redirection, default is for errors", get("/moved"), [200, "application/json"], [302, ""]],
    ["a valid request gets no error", get("/only-errors"), [404, "application/json"], [200, ""]],
    ["nor a fault of the document", get("/nothing"), [500, "application/problem+json"], [200, ""]],
    [
      "JSON where anything will do",
      get("/many", { accept: "*/*" }),
      [200, "application/xml"],
      [200, "application/json"],
    ],
    ["a range is narrowed to what is sent", get("/anything"), [200, "*/*"], [200, "application/json"]],
    [
      "and can be had as JSON",
      get("/anything", { accept: "application/json" }),
      [406, "application/problem+json"],
      [200, "application/json"],
    ],
    [
      "a version that is not there is not replaced by another",
      get("/versions", { accept: "application/json;version=3" }),
      [200, "application/json"],
      [406, "application/problem+json"],
    ],
    [
      "a server that is asked for by query is not looked at",
      get("/mine?__server=http://elsewhere.example"),
      [200, "application/json"],
      [200, "application/json"],
    ],
  ])("%s", async (_, request, ...[theirs, ours]) => {
    const answers = await both(request);
    expect([answers.theirs.status, answers.theirs.type]).toEqual(theirs);
    expect([answers.ours.status, answers.ours.type]).toEqual(ours);
  });

  test("a missing property is located where it is missing", async () => {
    const { ours, theirs } = await both(sending("POST /pets", { id: 1 }));
    expect(theirs.violations).toMatchObject([{ location: ["request", "body"], code: "required" }]);
    expect(ours.violations).toMatchObject([{ location: ["request", "body", "name"], code: "required" }]);
  });

  test("what was wrong is noted where the mock speaks in its own voice, too", async () => {
    for (const request of [sending("POST /undeclared", {}), get("/secret")]) {
      const { ours, theirs } = await both(request);
      expect([theirs.type, theirs.violations.length]).toEqual(["application/problem+json", 0]);
      expect([ours.type, ours.violations.length > 0]).toEqual(["application/problem+json", true]);
    }
  });

  test("a parameter of the mock's own may stand beside Prefer", async () => {
    const request = get("/pets/1?__code=404", { prefer: "example=gone" });
    const { ours, theirs } = await both(request);
    expect([theirs.status, ours.status, ours.value]).toEqual([404, 404, { message: "Gone" }]);
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiOf } from "../support/answers.ts";
import { ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

const securitySchemes = {
  oauth: {
    type: "oauth2",
    flows: { implicit: { authorizationUrl: "https://a.example", scopes: { "pets:admin": "" } } },
  },
  key: { type: "apiKey", in: "header", name: "X-Api-Key" },
  basic: { type: "http", scheme: "basic" },
  bearer: { type: "http", scheme: "bearer" },
};
const forbidden = { type: "object", required: ["reason"], properties: { reason: { const: "not yours" } } };
const secured = (...security: Record<string, string[]>[]) => ({
  get: { security, responses: { 204: { description: "In" } } },
});
const document = apiOf(
  {
    "/read": secured({ oauth: ["pets:read"] }),
    "/write": secured({ oauth: ["pets:read", "pets:write"] }),
    "/declared": {
      get: {
        security: [{ oauth: ["pets:write"] }],
        responses: {
          204: { description: "In" },
          403: { description: "No", content: { "application/json": { schema: forbidden } } },
        },
      },
    },
    "/either": secured({ oauth: ["pets:write"] }, { key: [] }),
    "/both": secured({ oauth: ["pets:read"], key: ["staff"] }),
    "/optional": secured({ oauth: ["pets:write"] }, {}),
    "/basic": secured({ basic: ["staff"] }),
    "/bearer": secured({ bearer: ["staff"] }),
  },
  { components: { securitySchemes } },
);
const team = `scenario: team
active: true
credentials:
  - { token: reader, scopes: ["pets:read"] }
  - { token: nobody, scopes: [], roles: [] }
  - { token: old-secret, expired: true }
  - { token: staff-key, roles: [staff] }
  - { token: guest-key, roles: [] }
  - { token: unsaid }
  - { user: ada, password: "se:cret", roles: [staff] }
  - { user: bob, roles: [] }
`;

afterAll(stopAll);

async function start(...files: readonly string[]) {
  const scenarios = await temporaryFolder();
  files.forEach((file, n) => writeFileSync(join(scenarios, `${String(n)}.yaml`), file));
  const mock = await startMock({ document, scenarios });
  const get = (path: string, headers: Record<string, string> = {}) => ask(mock.url + path, { headers });
  return { mock, get };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });

describe("who may do what", () => {
  let get: Awaited<ReturnType<typeof start>>["get"];
  beforeAll(async () => ({ get } = await start(team)));

  test.each<[string, string, Record<string, string>, number]>([
    ["a token with the scope is let in", "/read", bearer("reader"), 204],
    ["a token without it is forbidden", "/write", bearer("reader"), 403],
    ["a token that nobody knows is let in", "/write", bearer("stranger"), 204],
    ["a token whose scopes nobody knows is let in", "/write", bearer("unsaid"), 204],
    ["an expired one is not accepted", "/read", bearer("old-secret"), 401],
    ["none at all is not, either", "/read", {}, 401],
    ["either: the other scheme lets in", "/either", { ...bearer("reader"), "x-api-key": "any" }, 204],
    ["either: forbidden, if the one that was sent falls short", "/either", bearer("reader"), 403],
    [
      "either: forbidden, though the other has expired",
      "/either",
      { ...bearer("reader"), "x-api-key": "old-secret" },
      403,
    ],
    ["both: they are let in together", "/both", { ...bearer("reader"), "x-api-key": "staff-key" }, 204],
    ["both: one missing is 401, whatever the other", "/both", bearer("nobody"), 401],
    [
      "both: one expired is 401, whatever the other",
      "/both",
      { ...bearer("nobody"), "x-api-key": "old-secret" },
      401,
    ],
    ["both: one that falls short is 403", "/both", { ...bearer("reader"), "x-api-key": "guest-key" }, 403],
    ["optional: nothing is asked of anyone", "/optional", bearer("old-secret"), 204],
    ["a user with the role", "/basic", basic("ada:se:cret"), 204],
    ["a user with another password", "/basic", basic("ada:guess"), 401],
    ["a user without the role", "/basic", basic("bob:whatever"), 403],
    ["a user nobody knows", "/basic", basic("eve:x"), 204],
    ["roles of a bearer token", "/bearer", bearer("staff-key"), 204],
    ["and their lack", "/bearer", bearer("guest-key"), 403],
  ])("%s: %s", async (...[, path, headers, status]) => {
    expect((await get(path, headers)).status).toBe(status);
  });

  test("401 says that the token is invalid, 403 which scopes would do (RFC 6750, section 3.1)", async () => {
    const challenge = async (path: string, token: string) =>
      (await get(path, bearer(token))).headers.get("www-authenticate");
    expect(await challenge("/read", "old-secret")).toBe(
      'Bearer realm="Answers", error="invalid_token", error_description="The access token expired"',
    );
    expect(await challenge("/write", "reader")).toBe(
      'Bearer realm="Answers", error="insufficient_scope", scope="pets:read pets:write"',
    );
    expect((await get("/read")).headers.get("www-authenticate")).toBe('Bearer realm="Answers"');
    expect((await get("/basic", basic("bob:x"))).headers.get("www-authenticate")).toBeNull();
  });

  test("a declared 403 has the contract's body, another says what is lacking", async () => {
    const declared = await get("/declared", bearer("reader"));
    expect([declared.status, declared.json, declared.headers.get("x-mock-source")]).toEqual([
      403,
      { reason: "not yours" },
      "security",
    ]);
    const own = await get("/write", bearer("reader"));
    expect(own.json).toMatchObject({
      code: "forbidden",
      detail: "The credentials for oauth lack pets:write.",
    });
  });

  test("it comes before the body is judged, and after what the request forces", async () => {
    expect((await get("/write", { ...bearer("reader"), prefer: "code=503" })).status).toBe(503);
  });
});

test("what a scenario asked for by name knows counts for that request, before what the others know", async () => {
  const { get } = await start(
    team,
    "scenario: promoted\ncredentials: [{ token: reader, scopes: ['pets:read', 'pets:write'] }]",
  );
  expect((await get("/write", bearer("reader"))).status).toBe(403);
  const promoted = { prefer: "scenario=promoted" };
  expect((await get("/write", { ...bearer("reader"), ...promoted })).status).toBe(204);
  expect((await get("/read", { ...bearer("old-secret"), ...promoted })).status).toBe(401);
});

test("no credential is in the answer or the journal", async () => {
  const { mock, get } = await start(team);
  const answers = [
    await get("/read", bearer("old-secret")),
    await get("/both", { ...bearer("reader"), "x-api-key": "guest-key" }),
    await get("/basic", basic("ada:guess")),
  ];
  const journal = await ask(`${mock.url}/__admin/requests`);
  for (const said of [
    ...answers.map(({ text, headers }) => text + JSON.stringify([...headers])),
    journal.text,
  ]) {
    expect(said).not.toMatch(/old-secret|guest-key|guess|se:cret|YWRhO/);
  }
});

describe("credentials are checked when they are loaded", () => {
  test.each([
    ["{ token: 12345 }", "4:14: a token is a text. Put it in quotes"],
    ['{ token: "" }', "4:14: a token is a text"],
    ["{ token: a, user: b }", "4:5: credentials are a token or a user"],
    ["{ scopes: [] }", "4:5: credentials are a token or a user"],
    ["{ token: a, password: b }", "4:17: a password belongs to a user"],
    ["{ token: a, scope: [] }", '4:17: nothing is called "scope" here (did you mean scopes?)'],
    [
      "{ token: a, scopes: ['pets:raed'] }",
      '4:26: no operation asks for "pets:raed" (did you mean pets:read?)',
    ],
    ["{ token: a, roles: [stuff] }", '4:25: no operation asks for "stuff" (did you mean staff?)'],
    ["{ token: a, scopes: 'pets:read' }", "4:25: scopes are a list"],
    ["{ token: a, expired: yes }", "4:26: expired is true or false"],
    ["{ token: hush }\n  - { token: hush }", "5:14: entry 1 is for this token, too"],
    ["{ user: hush }\n  - { user: hush }", "5:13: entry 1 is for this user, too"],
    ["reader", "4:5: this must have keys and values"],
  ])("%s", async (entry, finding) => {
    const loading = start(`scenario: s\nactive: true\ncredentials:\n  - ${entry}\n`);
    const message = await loading.then(() => "loaded", String);
    expect(message).toContain(`0.yaml:${finding}`);
    expect(message).not.toContain("hush");
  });

  test("a scope that a flow declares is known, though no operation asks for it", async () => {
    const { get } = await start(
      "scenario: s\nactive: true\ncredentials: [{ token: a, scopes: ['pets:admin'] }]",
    );
    expect((await get("/read", bearer("a"))).status).toBe(403);
  });
});

test("what the contract's API keys are sent in is no secret of the journal's readers", async () => {
  const key = (name: string, place: string) => ({ type: "apiKey", name, in: place });
  const { url } = await startMock({
    document: {
      openapi: "3.1.0",
      info: { title: "Keys", version: "1" },
      components: { securitySchemes: { head: key("X-Auth", "header"), query: key("k", "query") } },
      security: [{ head: [] }, { query: [] }],
      paths: { "/things": { get: { responses: { 204: { description: "none" } } } } },
    },
  });
  expect((await ask(`${url}/things?k=s3cret&page=2`, { headers: { "x-auth": "s3cret" } })).status).toBe(204);
  const { text } = await ask(`${url}/__admin/requests`);
  expect(text).toContain("page=2");
  expect(text).not.toContain("s3cret");
});

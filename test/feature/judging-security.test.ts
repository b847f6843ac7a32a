import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

type Needs = readonly Readonly<Record<string, readonly string[]>>[];

const securitySchemes = {
  header: { type: "apiKey", in: "header", name: "X-Api-Key" },
  query: { type: "apiKey", in: "query", name: "key" },
  cookie: { type: "apiKey", in: "cookie", name: "sid" },
  basic: { type: "http", scheme: "Basic" },
  bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
  digest: { type: "http", scheme: "digest" },
  hoba: { type: "http", scheme: "HOBA" },
  oauth: {
    type: "oauth2",
    flows: { implicit: { authorizationUrl: "https://a.example", scopes: { read: "" } } },
  },
  oidc: { type: "openIdConnect", openIdConnectUrl: "https://a.example/.well-known" },
  tls: { type: "mutualTLS" },
};
const responses = { 204: { description: "let in" } };
const document = (security: Needs | undefined, root?: Needs) => ({
  openapi: "3.1.0",
  info: { title: 'Shop "one"', version: "1" },
  ...(root ? { security: root } : {}),
  components: { securitySchemes },
  paths: { "/a": { get: { responses, ...(security ? { security } : {}) } } },
});
const need = (...names: string[]) => Object.fromEntries(names.map((name) => [name, []]));

interface Sent {
  readonly query?: string;
  readonly headers?: Record<string, string>;
}

async function enter(security: Needs | undefined, { query = "", headers = {} }: Sent, root?: Needs) {
  const { url } = await startMock({ document: document(security, root) });
  return ask(`${url}/a${query}`, { headers });
}
const auth = (authorization: string): Sent => ({ headers: { authorization } });
const base64 = (text: string) => Buffer.from(text).toString("base64");
const digest = 'Digest username="a", realm="r", nonce="n", uri="/a", response="x"';

describe("credentials of the right form are let in", () => {
  test.each<[string, Sent]>([
    ["header", { headers: { "x-api-key": "k" } }],
    ["query", { query: "?key=k" }],
    ["cookie", { headers: { cookie: "a=1; sid=k" } }],
    ["basic", auth(`Basic ${base64("user:pass")}`)],
    ["basic", auth(`bASIC ${base64(":")}`)],
    ["basic", auth(`Basic ${base64("user:pass:more")}`)],
    ["bearer", auth("Bearer t")],
    ["bearer", auth("BEARER   t")],
    ["digest", auth(digest)],
    ["hoba", auth("HOBA result=x")],
    ["oauth", auth("bearer t")],
    ["oidc", auth("Bearer t")],
    ["tls", {}],
  ])("%s: %j", async (name, sent) => {
    expect((await enter([need(name)], sent)).status).toBe(204);
  });
});

describe("anything else is 401", () => {
  test.each<[string, Sent]>([
    ["header", {}],
    ["header", { headers: { "x-api-key": "" } }],
    ["query", { query: "?key=" }],
    ["query", { headers: { key: "k" } }],
    ["cookie", { headers: { cookie: "sid=" } }],
    ["cookie", { headers: { cookie: "xsid=1" } }],
    ["basic", auth("Basic")],
    ["basic", auth("Basic %%%")],
    ["basic", auth(`Basic ${base64("no colon")}`)],
    ["basic", auth("Bearer t")],
    ["bearer", auth("Bearer")],
    ["bearer", auth("Bearer ")],
    ["bearer", auth("Bearert")],
    ["bearer", auth(`Basic ${base64("user:pass")}`)],
    ["digest", auth("Digest x")],
    ["digest", auth('Digest username="a"')],
    ["oauth", auth("t")],
    ["oidc", {}],
    ["nosuch", auth("Bearer t")],
  ])("%s: %j", async (name, sent) => {
    expect((await enter([need(name)], sent)).status).toBe(401);
  });
});

describe("who must bring what", () => {
  const key = { headers: { "x-api-key": "k" } };
  const both = { headers: { "x-api-key": "k", authorization: "Bearer t" } };

  test("all of an alternative, and any of them", async () => {
    expect((await enter([need("header", "bearer")], key)).status).toBe(401);
    expect((await enter([need("header", "bearer")], both)).status).toBe(204);
    expect((await enter([need("bearer"), need("header")], key)).status).toBe(204);
    expect((await enter([need("nosuch"), need("header")], key)).status).toBe(204);
    expect((await enter([need("nosuch", "header")], key)).status).toBe(401);
    expect((await enter([need("tls", "header")], key)).status).toBe(204);
  });

  test("nobody, where it is optional or not asked for", async () => {
    expect((await enter([need("bearer"), {}], {})).status).toBe(204);
    expect((await enter([], {}, [need("bearer")])).status).toBe(204);
    expect((await enter(undefined, {}, [need("bearer")])).status).toBe(401);
    expect((await enter([need("header")], key, [need("bearer")])).status).toBe(204);
  });

  test("the refusal says what was missing, and the journal why somebody was let in", async () => {
    const refused = await enter([need("header", "bearer"), need("query")], {});
    expect(refused.json["detail"]).toContain(
      "X-Api-Key in the header (header) and an Authorization header with bearer credentials (bearer), or key in the query (query)",
    );
    const mock = await startMock({ document: document([need("tls")]) });
    await ask(`${mock.url}/a`);
    const [exchange] = (await ask(`${mock.url}/__admin/requests`)).json["requests"] as {
      why: { step: string; said: string }[];
    }[];
    expect(exchange!.why.find(({ step }) => step === "security")!.said).toContain("client certificate");
  });
});

describe("a 401 challenges for each scheme", () => {
  const realm = 'realm="Shop one"';
  test.each([
    [["bearer"], `Bearer ${realm}`],
    [["oauth"], `Bearer ${realm}`],
    [["basic"], `Basic ${realm}`],
    [["header"], `ApiKey ${realm}, in="header", name="X-Api-Key"`],
    [["bearer", "oidc", "basic"], `Bearer ${realm}, Basic ${realm}`],
    [["nosuch"], `Bearer ${realm}`],
  ])("%j", async (names, challenge) => {
    const { headers } = await enter(
      names.map((name) => need(name)),
      {},
    );
    expect(headers.get("www-authenticate")).toBe(challenge);
  });

  test("for a digest with what a client needs to answer it", async () => {
    const { headers } = await enter([need("digest")], {});
    expect(headers.get("www-authenticate")).toMatch(
      /^Digest realm="[^"]+", qop="auth", algorithm=SHA-256, nonce="[^"]+"$/,
    );
  });
});

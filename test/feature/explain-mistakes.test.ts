import type { MockServer } from "../../src/index.ts";
import type { ExplainInput } from "../../src/server/explain/input.ts";
import { explained, pasted } from "../support/explain.ts";
import { openShop, petShop } from "../support/pet-shop.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const guarded = {
  ...petShop,
  components: { ...petShop.components, securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
  security: [{ bearer: [] }],
};
const token = { authorization: "Bearer mine" };
const stubs = `
  - { name: log in, operation: login, then: { state: LoggedIn } }
  - { name: members only, operation: readTill, when: { state: LoggedIn }, respond: { status: 200, body: { cents: 7 } } }
  - { name: only for red, operation: listPets, when: { headers: { x-tenant: red }, query: { page: "1" } }, respond: { status: 503 } }
`;

interface Mistake {
  readonly input: ExplainInput;
  /** What was done before, in the session of the mistake unless it says another. */
  readonly before?: (mock: MockServer, session: string) => Promise<unknown>;
  /** What stands in the text. */
  readonly says: readonly (string | RegExp)[];
  /** What the fix says, and the status of what it has to be pasted. */
  readonly fix: readonly [RegExp, number];
  /** What the request gets once the fix, which does not send it, was pasted. */
  readonly then?: number;
}

const stubOf = (stub: object) => (mock: MockServer, session: string) =>
  ask(`${mock.url}/__session/${session}/__admin/stubs`, { method: "POST", body: stub });

const mistakes: [string, Mistake][] = [
  [
    "a misspelt path",
    {
      input: { method: "POST", url: "/petz/1/sale", headers: token, body: {} },
      says: [/^would get 404 from the mock itself$/m, /^! \/pets +\| \/petz$/m, /^ {2}\/\{petId\} +\| \/1$/m],
      fix: [/^Write \/pets instead of \/petz\.$/, 200],
    },
  ],
  [
    "a wrong method",
    {
      input: { method: "PATCH", url: "/till", headers: token, body: { cents: 1 } },
      says: [
        /^would get 405 from the mock itself$/m,
        // All of it, in as many lines as it takes.
        /its path is,\s+with GET,\s+PUT,\s+HEAD,\s+OPTIONS\./,
        /^! PUT +\| PATCH$/m,
        /^ {2}\/till +\| \/till$/m,
      ],
      fix: [/^Send PUT instead of PATCH\.$/, 200],
    },
  ],
  [
    "a value of the wrong type",
    {
      input: { method: "PUT", url: "/till", headers: token, body: { cents: "12" } },
      says: [/^! body \/cents must be a whole number, not a +\| it is "12"$/m],
      fix: [/^Correct cents\. That gets 200\.$/, 200],
    },
  ],
  [
    "no token",
    {
      input: { url: "/pets" },
      says: [
        /^would get 401 by security \(operation listPets\)$/m,
        /^! security wants an Authorization header with +\| there are none$/m,
      ],
      fix: [/^Send the header Authorization: Bearer test\. That gets 200\.$/, 200],
    },
  ],
  [
    "a wrong token",
    {
      input: { url: "/pets", headers: { authorization: "Bearer old" } },
      says: [/^! security: The credentials for bearer have +\| there are some \(authorization\)$/m],
      fix: [/^Send the header Authorization: Bearer test\. That gets 200\.$/, 200],
    },
  ],
  [
    "a wrong header",
    {
      input: { url: "/pets?page=1", headers: { ...token, "x-tenant": "blue" } },
      says: [
        'scenario:shop "only for red" does not match',
        /^! header x-tenant must be "red" +\| it is "blue"$/m,
        /^ {2}query parameter page must be "1" +\| it is "1"$/m,
      ],
      fix: [/^For the stub "only for red" to answer, send the header x-tenant: red\. That gets 503\.$/, 503],
    },
  ],
  [
    "a wrong parameter of the query",
    {
      input: { url: "/pets?page=2&page=3&q=a%20b", headers: { ...token, "x-tenant": "red" } },
      says: [/^! query parameter page must be "1" +\| it is /m],
      fix: [/^For the stub "only for red" to answer, send page=1 in the query\. That gets 503\.$/, 503],
    },
  ],
  [
    "a wrong number in the body",
    {
      input: { method: "PUT", url: "/till", headers: token, body: { cents: 8, currency: "EUR" } },
      before: stubOf({
        name: "full",
        operation: "fillTill",
        when: { body: { "/cents": 7, "/currency": "EUR" } },
        respond: { status: 409 },
      }),
      says: [/^! body \/cents must be 7 +\| it is 8$/m],
      fix: [/^For the stub "full" to answer, send 7 as \/cents of the body\. That gets 409\.$/, 409],
    },
  ],
  [
    "a wrong text in the body",
    {
      input: { method: "POST", url: "/pets", headers: token, body: { name: "Rex", tags: ["a", "b"] } },
      before: stubOf({
        name: "seventh",
        operation: "createPet",
        when: { body: { "/tags/1": "7" } },
        respond: { status: 409 },
      }),
      says: [/^! body \/tags\/1 must be "7" +\| it is "b"$/m],
      fix: [/^For the stub "seventh" to answer, send "7" as \/tags\/1 of the body\. That gets 409\.$/, 409],
    },
  ],
  [
    "a state that is not reached",
    {
      input: { url: "/till", headers: token },
      says: [
        'scenario:shop "members only" does not match',
        /^! state must be "LoggedIn" +\| it is "Started"$/m,
      ],
      fix: [/^For the stub "members only" to answer, lead the scenario shop to the state LoggedIn/, 200],
      then: 7,
    },
  ],
  [
    "a stub that is used up",
    {
      input: { url: "/till", headers: token },
      before: async (mock, session) => {
        await stubOf({ name: "once", operation: "readTill", times: 1, respond: { body: { cents: 7 } } })(
          mock,
          session,
        );
        await ask(`${mock.url}/__session/${session}/till`, { headers: token });
      },
      says: [
        'stub:once-1 "once" is used up',
        /^! times must not answer more than once +\| it has answered once$/m,
      ],
      fix: [/^For the stub "once" to answer again, begin the session's scenarios anew\.$/, 204],
      then: 7,
    },
  ],
  [
    "another session's stub",
    {
      input: { url: "/till", headers: token },
      before: (mock) =>
        stubOf({ name: "mine", operation: "readTill", respond: { body: { cents: 7 } } })(mock, "hers"),
      says: ["in session hers there is the stub mine-1, which this request matches"],
      fix: [/^Send it in the session hers: there is the stub mine-1, which/, 200],
    },
  ],
  [
    "another session's record",
    {
      input: { url: "/pets/1", headers: token },
      before: async (mock, session) => {
        const make = (name: string) =>
          ask(`${mock.url}/__session/${name}/pets`, {
            method: "POST",
            headers: token,
            body: { name: "Rex" },
          });
        await make("theirs");
        await make(session);
        await ask(`${mock.url}/__session/${session}/pets/1`, { method: "DELETE", headers: token });
      },
      says: [/^would get 404 by store/m, "in session theirs there is pets/1"],
      fix: [/^Send it in the session theirs: there is pets\/1\. That gets 200\.$/, 200],
    },
  ],
];

test.each(mistakes)("%s is named, with what mends it", async (name, mistake) => {
  const { mock } = await openShop(`${stubs}credentials: [{ token: old, expired: true }]`, {
    document: guarded,
  });
  const session = name.replaceAll(/[^a-z]+/g, "-");
  await mistake.before?.(mock, session);
  const { text, fixes } = await explained(mock, mistake.input, session);
  for (const said of mistake.says) expect(text).toMatch(said);
  const [said, status] = mistake.fix;
  const fix = fixes.find((one) => said.test(one.said));
  expect(fixes.map((one) => one.said)).toContainEqual(expect.stringMatching(said));
  expect(text).toContain(fix?.paste);
  expect(await pasted(fix?.paste ?? "")).toBe(status);
  if (mistake.then === undefined) return;
  const { json } = await ask(`${mock.url}/__session/${session}${mistake.input.url}`, { headers: token });
  expect(json).toMatchObject({ cents: mistake.then });
});

describe("a stub to paste answers the request as it is", () => {
  const nearly = stubOf({ operation: "readTill", when: { query: { day: "1" } }, respond: { status: 503 } });

  const untouched = () => Promise.resolve();

  test.each<[string, ExplainInput, readonly [number, NonNullable<Mistake["before"]>]]>([
    ["a stub that nearly answers", { url: "/till?day=2", headers: token }, [200, nearly]],
    [
      "a body that breaks the contract",
      { method: "POST", url: "/pets", headers: token, body: { name: 7 } },
      [201, untouched],
    ],
    ["what nothing can be sent in place of", { url: "/pets/first", headers: token }, [200, untouched]],
    ["no token", { method: "POST", url: "/pets", body: { name: "Rex" } }, [201, untouched]],
  ])("%s", async (name, input, [status, before]) => {
    const { mock } = await openShop(stubs, { document: guarded });
    const session = name.replaceAll(/[^a-z]+/g, "-");
    await before(mock, session);
    const { fixes } = await explained(mock, input, session);
    const fix = fixes.find(({ said }) => said.startsWith("Tell the session a stub"));
    expect(fix?.said).toBe(`Tell the session a stub, and this request gets ${String(status)}.`);
    expect(await pasted(fix?.paste ?? "")).toBe(201);
    const { url, method = "GET", headers = {}, body } = input;
    const answer = await ask(`${mock.url}/__session/${session}${url}`, {
      method,
      headers: { ...headers },
      body,
    });
    expect([answer.status, answer.headers.get("x-mock-source")]).toEqual([
      status,
      expect.stringMatching(/^stub:/),
    ]);
  });

  test("and is not offered where the request gets what it asked for, or an answer that somebody chose", async () => {
    const { mock } = await openShop(stubs, { document: guarded });
    const inputs = [{ url: "/pets" }, { url: "/pets", headers: { prefer: "code=404" } }, { url: "/nothing" }];
    for (const { url, headers } of inputs) {
      const { fixes } = await explained(mock, { url, headers: { ...token, ...headers } });
      expect(fixes.filter(({ said }) => said.startsWith("Tell"))).toEqual([]);
    }
  });

  test("and values that are redacted are not offered to be sent", async () => {
    const mock = await startMock({ document: petShop, redact: ["currency"] });
    const when = { headers: { authorization: "Bearer s3cret" } };
    await stubOf({ operation: "readTill", when, respond: { status: 503 } })(mock, "hush");
    const body = { "/cents": 1, "/currency": "s3cret" };
    await stubOf({ operation: "fillTill", when: { body }, respond: { status: 503 } })(mock, "hush");
    const asked = [
      { url: "/till", headers: { authorization: "Bearer other" } },
      { method: "PUT", url: "/till", body: { cents: 1, currency: "EUR" } },
    ];
    for (const input of asked) {
      const { fixes } = await explained(mock, input, "hush");
      expect(fixes.map(({ said }) => said)).toEqual(["Tell the session a stub, and this request gets 200."]);
    }
  });
});

test("a prefix that is missing is named, in the problem of the request itself", async () => {
  const mock = await startMock({ document: { document: petShop, mount: "/shop/v1" } });
  const { status, json } = await ask(`${mock.url}/pets/1/sale`, { method: "POST", body: {} });
  expect(status).toBe(404);
  const lines = json["explanation"] as string[];
  expect(lines.slice(2, 8)).toEqual([
    "  POST                                           | POST",
    "! /shop                                          |",
    "! /v1                                            |",
    "  /pets                                          | /pets",
    "  /{petId}                                       | /1",
    "  /sale                                          | /sale",
  ]);
  expect(lines).toContain("To mend it: Put /shop/v1 in front of the path.");
  const paste = lines.find((line) => line.startsWith("  curl "));
  expect(await pasted(paste?.trim() ?? "")).toBe(200);
});

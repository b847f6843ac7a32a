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
      says: [/^would get 405 from the mock itself$/m, /^! PUT +\| PATCH$/m, /^ {2}\/till +\| \/till$/m],
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

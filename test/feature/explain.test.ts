import fc from "fast-check";
import type { MockServer } from "../../src/index.ts";
import { petDocument, inSession } from "../support/control.ts";
import { explained } from "../support/explain.ts";
import { openShop, petShop } from "../support/pet-shop.ts";
import { ask, startMock, stopAll, type Answer } from "../support/mock.ts";
import "../support/properties.ts";

afterAll(stopAll);

/** What a client sees, but for what each connection says anew. */
function seenOf({ status, headers, text, json }: Answer) {
  const body = Object.keys(json).length > 0 || text.startsWith("{") ? json : text;
  const own = [...headers].filter(([name]) => !/^(date|connection|keep-alive|content-length)$/.test(name));
  return { status, headers: Object.fromEntries(own), body };
}

const stubs = `
  - { name: first come, operation: createPet, times: 2, respond: { status: 201, body: { name: "Early {{ now }}" } } }
  - { name: sold, operation: sellPet, when: { state: Open }, respond: { status: 409 }, then: { state: Closed } }
  - { name: open, operation: login, respond: { sequence: [ { status: 200 }, { status: 503 } ] }, then: { state: Open } }
  - { name: third, operation: listPets, chance: 50%, respond: { status: 404 } }
  - { name: busy, operation: readTill, limit: 2/1h }
  - { name: noted, operation: writeNote, then: { count: notes, store: [{ put: pets, value: { name: "{{ request.body.text }}" } }] } }
  - { name: many notes, operation: listNotes, when: { counter: { notes: { gte: 2 } } }, respond: { status: 503, delay: 1 } }
`;

const requests = fc.constantFrom(
  { method: "POST", url: "/pets", body: { name: "Rex" } },
  { method: "POST", url: "/pets", body: { name: 7 } },
  { method: "POST", url: "/pets", body: "{", headers: { "content-type": "application/json" } },
  { method: "GET", url: "/pets?limit=2" },
  { method: "GET", url: "/pets/1" },
  { method: "GET", url: "/pets/x" },
  { method: "DELETE", url: "/pets/1" },
  { method: "POST", url: "/pets/1/sale", body: {} },
  { method: "POST", url: "/login", body: { user: "ada" } },
  { method: "GET", url: "/till" },
  { method: "PUT", url: "/till", body: { cents: 5 } },
  { method: "GET", url: "/till", headers: { prefer: "code=404" } },
  { method: "GET", url: "/till", headers: { prefer: "code=banana" } },
  { method: "GET", url: "/pets", headers: { accept: "text/html" } },
  { method: "POST", url: "/owners/7/notes", body: { id: 1, ownerId: "7", text: "Fed" } },
  { method: "GET", url: "/owners/7/notes" },
  { method: "GET", url: "/owner/7/notes" },
  { method: "PATCH", url: "/pets" },
  { method: "OPTIONS", url: "/pets" },
  { method: "GET", url: "/" },
  { method: "GET", url: "/pets", headers: { "x-mock-session": "no name" } },
);

describe("a request gets what explaining it says", () => {
  test("whatever the session has been through, and explaining changes nothing", async () => {
    const { mock } = await openShop(stubs, { storeFile: { pets: [{ id: 3, name: "Old", status: "sold" }] } });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(requests, { minLength: 1, maxLength: 12 }), async (history) => {
        const session = `run-${String((runs += 1))}`;
        for (const { method, url, body, headers: own } of history) {
          const headers: Record<string, string> = { accept: "*/*", "x-mock-session": session, ...own };
          const asked = { method, url, headers, ...(body === undefined ? {} : { body }) };
          const { answer } = await explained(mock, asked, "elsewhere");
          await explained(mock, asked, "elsewhere");
          const told = Object.entries(answer?.headers ?? {}).map(
            ([name, value]) => [name.toLowerCase(), value] as const,
          );
          const expected = {
            status: answer?.status,
            headers: Object.fromEntries(told.filter(([name]) => name !== "content-length")),
            body: answer?.body ?? "",
          };
          expect(seenOf(await ask(mock.url + url, { method, headers, body }))).toEqual(expected);
        }
      }),
      { numRuns: 25 },
    );
  });

  test.each(["petstore", "shop", "clinic", "tracker"])(
    "at every operation of %s, whatever it says",
    async (name) => {
      const mock = await startMock({ document: `test/support/${name}.yaml`, strict: true });
      const { operations } = mock.contract;
      expect(operations.length).toBeGreaterThan(3);
      for (const { method, path, basePaths } of [...operations, ...operations]) {
        const url = (basePaths[0] ?? "") + path.replaceAll(/\{[^{}]*\}/g, "1");
        const body = method === "GET" || method === "HEAD" ? undefined : { name: "Ada", id: 1 };
        const headers = { accept: "*/*", authorization: "Bearer x", "x-api-key": "k" };
        const { answer } = await explained(mock, { method, url, headers, body });
        const got = seenOf(await ask(mock.url + url, { method, headers, body }));
        expect([method, url, answer?.status, answer?.body ?? ""]).toEqual([
          method,
          url,
          got.status,
          got.body,
        ]);
      }
    },
  );

  test("leaves no trace: no session, no exchange, no record, no turn, no count", async () => {
    const { mock } = await openShop(stubs);
    const admin = async (path: string) => (await ask(`${mock.url}/__session/quiet/__admin${path}`)).text;
    const looks = [
      "/requests",
      "/scenarios",
      "/store",
      "/sessions",
      "/stubs",
      "/coverage",
      "/coverage?all=true",
    ];
    const look = async () => {
      // What the process itself takes is no trace.
      const traffic = (await admin("/metrics"))
        .split("\n")
        .filter((line) => /^locum_(req|unm|vio)/.test(line));
      return [...(await Promise.all(looks.map(admin))), traffic];
    };
    const before = await look();
    for (const input of fc.sample(requests, 40)) {
      await explained(mock, { ...input, url: input.url }, "quiet");
    }
    expect(await look()).toEqual(before);
  });

  test("also where the server is full: 507 for another session, which is not begun", async () => {
    const mock = await startMock({ document: petShop, maxSessions: 1 });
    await ask(`${mock.url}/pets`);
    expect((await explained(mock, { url: "/pets" }, "one-more")).answer).toMatchObject({ status: 507 });
    expect((await explained(mock, { url: "/pets" })).answer).toMatchObject({ status: 200 });
  });

  test("delays are told and not waited for, faults told and not done, callbacks told and not sent", async () => {
    const { mock } = await openShop("  - { operation: readTill, respond: { delay: 50000 } }");
    expect((await explained(mock, { url: "/till" })).answer).toMatchObject({ status: 200, delay: 50_000 });
    const broken = await explained(mock, { url: "/till", headers: { Prefer: "fault=connection-reset" } });
    expect(broken.answer).toMatchObject({ fault: "connection-reset", source: "forced" });
    const told = {
      openapi: "3.1.0",
      info: { title: "Hooks", version: "1" },
      paths: {
        "/jobs": {
          post: {
            operationId: "createJob",
            requestBody: { content: { "application/json": { schema: { type: "object" } } } },
            responses: { 202: { description: "Begun" } },
            callbacks: {
              done: { "{$request.body#/url}": { post: { responses: { 204: { description: "Fine" } } } } },
            },
          },
        },
      },
    };
    const sent: string[] = [];
    const send = ({ url }: { url: string }) => {
      sent.push(url);
      return Promise.resolve({ status: 204 });
    };
    const hooks = await startMock({ document: told, ports: { send } });
    const { why } = await explained(hooks, {
      method: "POST",
      url: "/jobs",
      body: { url: "http://127.0.0.1:9/done" },
    });
    expect(why.at(-1)?.said).toBe("done: POST http://127.0.0.1:9/done would be sent");
    expect(sent).toEqual([]);
  });
});

describe("what is explained", () => {
  let mock: MockServer;
  beforeAll(async () => {
    mock = await startMock({ document: petDocument });
  });

  test("can be a whole URL, a session's prefix in it, or a request as the journal shows it", async () => {
    const { createPet, admin, name } = inSession(mock);
    await createPet({ name: 7 });
    const { json } = await admin("GET", "/requests");
    const [{ request }] = json["requests"] as [{ request: { method: string; url: string } }];
    const again = await explained(mock, { ...request, headers: { "x-api-key": "k" } }, name);
    expect(again.answer).toMatchObject({ status: 422 });
    const whole = await explained(mock, { url: `${mock.url}/__session/${name}/pets#top` });
    expect(whole).toMatchObject({ session: name, request: { url: "/pets" }, answer: { status: 200 } });
  });

  test("is not a request for the admin API: that is said, and nothing is done", async () => {
    const { answer, untold } = await explained(mock, { method: "POST", url: "/__admin/reset" });
    expect([answer, untold]).toEqual([
      null,
      ["The request is for the admin API, whose answers are not tried."],
    ]);
  });

  test.each([
    [{ url: "/pets", method: "BREW" }, /BREW is no method that gets in/],
    [{ url: "/pets", headers: { "x y": "1" } }, /The header \\"x y\\" cannot be sent/],
    [{ url: "/pets", headers: { x: "1\r\nEvil: 2" } }, /The header \\"x\\" cannot be sent/],
    [{ url: `/${"x".repeat(100_000)}` }, /url must have at most 16000 characters/],
    [{}, /url is required!/],
  ])("is something that a client can send: %#", async (input, message) => {
    await expect(explained(mock, input as never)).rejects.toThrow(message);
  });

  test("holds no secret: not in JSON, and not in text", async () => {
    const secret = "hush-hush";
    const hiding = await startMock({ document: petDocument, redact: ["name"] });
    const headers = { authorization: secret, cookie: `a=${secret}`, "x-api-key": secret, "x-token": secret };
    const stub = { operation: "createPet", when: { headers: { "x-token": "x" }, body: { "/name": "y" } } };
    await ask(`${hiding.url}/__admin/stubs`, { method: "POST", body: { ...stub, respond: { status: 404 } } });
    const inputs = [
      { method: "POST", url: `/pets?api_key=${secret}`, headers, body: { name: secret, tag: 7 } },
      { method: "POST", url: `/pest?api_key=${secret}`, headers, body: { name: secret } },
      { method: "POST", url: "/pets", headers, body: { name: [secret] } },
      { method: "POST", url: "/pest", headers, body: [{ name: secret }] },
      ...[`tag=1&name=${secret}`, `{"name":"${secret}"`].map((body) => {
        const type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
        return { method: "POST", url: "/pest", headers: { ...headers, "content-type": type }, body };
      }),
    ];
    for (const input of inputs) expect(JSON.stringify(await explained(hiding, input))).not.toContain(secret);
  });

  test("is shown to a terminal as text that it does not obey, at most 100 characters wide", async () => {
    const evil = "\u001b[31m\u009b2J\u202e\u200b\u0007é漢字🙂".repeat(20);
    const stub = { operation: "createPet", name: evil.slice(0, 90), when: { body: { "/name": evil } } };
    await ask(`${mock.url}/__session/evil/__admin/stubs`, { method: "POST", body: stub });
    for (const url of ["/pets", `/${evil}`, `/pets/${evil}?q=${evil}`]) {
      const input = {
        method: "POST",
        url,
        headers: { "x-evil": "é" },
        body: { name: `${evil}x`, age: evil },
      };
      const { text } = await explained(mock, input, "evil");
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u200b]/u);
      const wide = text.split("\n").filter((line) => line.length > 100 && !line.startsWith("  curl"));
      expect(wide.filter((line) => !/^(To mend it|Or): /.test(line))).toEqual([]);
    }
  });
});

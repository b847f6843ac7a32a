import type { ExpectedInput, MockSession } from "../../src/index.ts";
import { complaint, ways, type Asked } from "../support/clients.ts";
import { ask, stopAll } from "../support/mock.ts";
import { apiOf } from "../support/answers.ts";

afterAll(stopAll);

const pet = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const document = apiOf({
  "/pets": {
    get: {
      operationId: "listPets",
      responses: { 200: { description: "OK", ...json({ type: "array", items: pet }) } },
    },
    post: {
      operationId: "createPet",
      requestBody: { required: true, ...json(pet) },
      responses: { 201: { description: "Created", ...json(pet) } },
    },
  },
});

describe.each(ways)("verification of a server that is asked %s", (_, start) => {
  let asked: Asked;
  let session: MockSession;
  /** How long each wait was to be, and what ends it. */
  let waits: { milliseconds: number; end: () => void }[];
  let armed: (() => void) | undefined;

  beforeAll(async () => {
    const timer = (milliseconds: number, end: () => void) => {
      waits.push({ milliseconds, end });
      armed?.();
      return () => undefined;
    };
    asked = await start({ document, strict: true, ports: { timer } });
  });
  beforeEach(() => {
    session = asked.client.session();
    waits = [];
    armed = undefined;
  });

  /** Resolves when somebody waits. */
  const waiting = () =>
    new Promise<void>((resolve) => {
      armed = resolve;
      if (waits.length > 0) resolve();
    });
  const list = () => ask(`${session.url}/pets`);
  const create = (body: unknown, headers: Record<string, string> = {}) =>
    ask(`${session.url}/pets`, { method: "POST", body, headers });

  describe("how often", () => {
    test.each<[ExpectedInput, boolean]>([
      [{}, true],
      [{ times: 2 }, true],
      [{ times: 1 }, false],
      [{ times: 0 }, false],
      [{ atLeast: 2 }, true],
      [{ atLeast: 3 }, false],
      [{ atMost: 2 }, true],
      [{ atMost: 1 }, false],
      [{ atLeast: 1, atMost: 2 }, true],
      [{ never: true }, false],
      [{ never: false }, true],
    ])("%j of two is %s", async (expected, holds) => {
      await create({ name: "Ada" });
      await create({ name: "Bob" });
      const verified = session.verify({ operation: "createPet" }, expected);
      if (holds) await verified;
      else expect(await complaint(verified)).toContain("but it came 2 times");
    });

    test.each<[object, RegExp]>([
      [{ times: -1 }, /^\/times: this is no number it can be: -1\. Write a whole number/],
      [{ times: 1.5 }, /^\/times/],
      [{ atLeast: "2" }, /^\/atLeast: .*"2"/],
      [{ tims: 1 }, /^\/tims: nothing is called "tims" here \(did you mean times\?\)/],
      [{ times: 1, atLeast: 1 }, /times and atLeast contradict each other\. Write times, or never/],
      [{ times: 1, never: true }, /times and never contradict/],
      [{ never: true, atMost: 1 }, /atMost and never contradict/],
      [{ atLeast: 3, atMost: 2 }, /^\/atLeast: it is more than atMost, 2/],
      [{ within: 120_001 }, /^\/within: .*from 0 to 120000/],
      [{ never: "yes" }, /^\/never: this is neither true nor false/],
    ])("%j is refused", async (expected, said) => {
      expect(await complaint(session.verify({}, expected))).toMatch(said);
    });
  });

  describe("within a time", () => {
    test("it resolves as soon as what must come has come", async () => {
      const verified = session.verify({ operation: "createPet" }, { times: 2, within: 60_000 });
      await waiting();
      expect(waits[0]?.milliseconds).toBe(60_000);
      await create({ name: "Ada" });
      await list();
      await create({ name: "Bob" });
      await verified;
    });

    test("it fails at once when more came than may", async () => {
      const verified = session.verify({ operation: "listPets" }, { atMost: 1, within: 60_000 });
      const failed = complaint(verified);
      await waiting();
      await list();
      await list();
      expect(await failed).toMatch(/at most once, but it came 2 times\n {2}\S+-2 GET \/pets/);
    });

    test("it watches for the whole time that nothing comes", async () => {
      const verified = session.verify({ operation: "createPet" }, { never: true, within: 5000 });
      await waiting();
      await list();
      waits[0]?.end();
      await verified;
    });

    test("it says what came instead when the time is up", async () => {
      const failed = complaint(session.verify({ operation: "createPet" }, { within: 5000 }));
      await waiting();
      await list();
      waits[0]?.end();
      expect(await failed).toMatch(
        /but it came never\n {2}the nearest:\n.*it is listPets\n {2}after 5000 ms/,
      );
    });

    test("a session that is reset meanwhile begins anew", async () => {
      await list();
      const verified = session.verify({ operation: "listPets" }, { times: 2, within: 60_000 });
      await waiting();
      await session.reset();
      await list();
      await list();
      await verified;
    });

    test("many wait at once, each for its own session", async () => {
      const sessions = Array.from({ length: 300 }, () => asked.client.session());
      const all = sessions.map((one) => one.verify({ operation: "listPets" }, { within: 60_000 }));
      while (waits.length < sessions.length) await new Promise(setImmediate);
      for (const { url } of sessions) await ask(`${url}/pets`);
      await Promise.all(all);
    });
  });

  describe("in order", () => {
    const patterns = [
      { operation: "createPet", body: { "/name": "Ada" } },
      { operation: "listPets" },
      { operation: "createPet" },
    ];

    test("it holds when each came after the one before, whatever lies between", async () => {
      await list();
      await create({ name: "Ada" });
      await create({ name: "Bob" });
      await list();
      await create({ name: "Eve" });
      await session.verifyInOrder(patterns);
      await session.verifyInOrder([{}, {}, {}, {}, {}]);
    });

    test("it tells how far it came, and what is nearest to the missing one", async () => {
      await create({ name: "Ada" });
      await list();
      expect(await complaint(session.verifyInOrder([...patterns, { operation: "listPets" }]))).toBe(
        [
          `expected 4 requests in this order, but number 3 did not come after ${session.name}-2`,
          `1. ${session.name}-1 POST /pets → 201`,
          `2. ${session.name}-2 GET /pets → 200`,
          '3. missing: {"operation":"createPet"}',
          "nothing else came in this session",
        ].join("\n  "),
      );
    });

    test("it tells of one that came too early", async () => {
      await list();
      await create({ name: "Eve" });
      await create({ name: "Ada" });
      expect(await complaint(session.verifyInOrder(patterns))).toMatch(
        /number 2 did not come after \S+-3\n.*\n.*missing: .*listPets.*\n {2}it came before that: \S+-1 GET/,
      );
    });

    test("one exchange meets one pattern", async () => {
      await list();
      expect(await complaint(session.verifyInOrder([{}, {}]))).toContain("number 2 did not come");
    });

    test("it waits", async () => {
      await create({ name: "Ada" });
      const verified = session.verifyInOrder(patterns, { within: 60_000 });
      await waiting();
      await list();
      await create({ name: "Bob" });
      await verified;
    });

    test.each<[unknown, RegExp]>([
      [[], /^\/inOrder: this is no list of patterns\. Write from 1 to 100/],
      [{}, /^\/inOrder: this is no list/],
      [[{ operation: "listPet" }], /^\/inOrder\/0\/operation: .*did you mean listPets/],
    ])("%j is refused", async (given, said) => {
      expect(await complaint(session.verifyInOrder(given as never))).toMatch(said);
    });
  });

  describe("without a violation", () => {
    test("a misspelt field counts where the server is strict, and so does a parameter", async () => {
      await create({ name: "Ada" });
      await session.verifyNoViolations();
      await create({ name: "Ada", nmae: "Ada" });
      await ask(`${session.url}/pets?limt=3`);
      expect(await complaint(session.verifyNoViolations())).toMatch(
        /^the contract was broken:\n {2}\S+-2 POST \/pets → 4\d\d: .*nmae.*\n {2}\S+-3 GET \/pets → 4\d\d: .*limt/,
      );
    });

    test("what a test forces is the test's, not the consumer's", async () => {
      await create({ name: "Ada" }, { prefer: "code=422" });
      await session.stub({
        operation: "listPets",
        respond: { status: 200, undeclared: true, body: [{ name: 7 }] },
      });
      await list();
      await session.verifyNoViolations();
    });

    test("requests that are sent to see them refused are excepted by a pattern", async () => {
      await create({ name: 7 });
      const except = { operation: "createPet", body: { "/name": { schema: { type: "integer" } } } };
      await session.verifyNoViolations({ except });
      await session.verifyNoViolations({ except: [{ operation: "listPets" }, except] });
      expect(await complaint(session.verifyNoViolations({ except: { operation: "listPets" } }))).toContain(
        "-1 POST",
      );
      expect(await complaint(session.verifyNoViolations({ except: { operation: "nothing" } }))).toMatch(
        /^\/except\/operation: the contract has no operation "nothing"/,
      );
    });

    test("what is outside of the contract counts, and only so much is told", async () => {
      for (let n = 0; n < 30; n++) await ask(`${session.url}/pest`);
      const said = await complaint(session.verifyNoViolations());
      expect(said.split("\n")).toHaveLength(22);
      expect(said).toMatch(/GET \/pest → 404: not in the contract \(did you mean GET \/pets\?\)/);
      expect(said).toMatch(/\n {2}and 10 more$/);
    });
  });

  test("a message quotes no secret, and is never long", async () => {
    const secret = "Bearer s3cr3t-of-mine";
    await create({ name: "x".repeat(100_000) }, { authorization: secret });
    const headers = { authorization: { equals: "Bearer another-s3cr3t" } };
    const said = await complaint(
      session.verify({ operation: "createPet", headers, body: { "/name": "y".repeat(5000) } }),
    );
    expect(said).toContain("header authorization");
    expect(said).not.toContain("s3cr3t");
    expect(said.length).toBeLessThan(2000);
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MockServer } from "../../src/index.ts";
import { apiOf, described, got, json } from "../support/answers.ts";
import { ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

const word = { type: "object", required: ["word"], properties: { word: { const: "hello" } } };
const tooMany = {
  type: "object",
  required: ["slow", "down"],
  properties: { slow: { const: true }, down: { type: "integer" } },
};
const document = apiOf({
  "/words": got({ 200: json(word), 404: described({}) }),
  "/declared": got({ 200: json(word), 429: json(tooMany) }),
});

/** A clock that a test sets. */
class HandClock {
  time = 1_000_000;
  now = () => this.time;
}

afterAll(stopAll);

async function start(scenario?: string) {
  const clock = new HandClock();
  const scenarios = scenario === undefined ? undefined : await temporaryFolder();
  if (scenarios !== undefined) writeFileSync(join(scenarios, "one.yaml"), scenario!);
  const mock = await startMock({ document, scenarios, ports: { clock } });
  return { mock, clock };
}

const asker =
  (mock: MockServer, prefer = "", path = "/words") =>
  async (session = "default") => {
    const answer = await ask(mock.url + path, {
      headers: { "x-mock-session": session, ...(prefer === "" ? {} : { prefer }) },
    });
    return answer;
  };

describe("limit=2/10s", () => {
  test("lets two pass, and answers those beyond with 429 and when to come back", async () => {
    const { mock, clock } = await start();
    const get = asker(mock, 'limit="2/10s"');
    expect([(await get()).status, (await get()).status]).toEqual([200, 200]);
    clock.time += 2_500;
    const { status, headers } = await get();
    expect([status, headers.get("retry-after"), headers.get("x-mock-source")]).toEqual([429, "8", "forced"]);
    clock.time += 7_499;
    expect((await get()).headers.get("retry-after")).toBe("1");
    clock.time += 1;
    expect((await get()).status).toBe(200);
  });

  test("unquoted and by query, too; sessions and other limits count apart", async () => {
    const { mock } = await start();
    const [header, other] = [asker(mock, "limit=1/h"), asker(mock, "limit=1/m")];
    expect([(await header()).status, (await header()).status]).toEqual([200, 429]);
    expect([(await header("b")).status, (await other()).status]).toEqual([200, 200]);
    expect((await ask(`${mock.url}/words?__limit=1/h`)).status).toBe(429);
    await mock.session("default").reset();
    expect((await header()).status).toBe(200);
  });

  test("of a thousand requests at once, exactly as many pass as may", async () => {
    const { mock } = await start("scenario: s\nactive: true\nstubs: [{ operation: '*', limit: 37/1s }]");
    const [byFile, byHeader] = [asker(mock), asker(mock, "limit=11/1s")];
    const count = async (get: () => Promise<{ status: number }>) => {
      const statuses = (await Promise.all(Array.from({ length: 1000 }, () => get()))).map(
        ({ status }) => status,
      );
      return [200, 429].map((status) => statuses.filter((one) => one === status).length);
    };
    expect(await count(() => byFile("file"))).toEqual([37, 963]);
    expect(await count(() => byHeader("header"))).toEqual([11, 989]);
  });

  test("a declared 429 has the contract's body", async () => {
    const { mock } = await start();
    const get = asker(mock, "limit=1/10s", "/declared");
    await get();
    expect((await get()).json).toEqual({ slow: true, down: expect.any(Number) as number });
  });

  test.each(["0/0s", "0/10s", "1e9/1s", "many", "5", "5/0s", "5/25h", "-1/1s"])(
    "limit=%s: 400",
    async (limit) => {
      const { mock } = await start();
      const { status, json } = await asker(mock, `limit="${limit}"`)();
      expect([status, json["code"]]).toEqual([400, "invalid-preference"]);
      expect(json["help"]).toContain("5/10s");
    },
  );
});

describe("limit in a scenario", () => {
  test("counts what the stub would have answered, and nothing else", async () => {
    const { mock, clock } = await start(
      "scenario: busy\nactive: true\nstubs: [{ operation: GET /words, when: { headers: { x-user: ada } }, limit: 1/10s }]",
    );
    const get = (user: string) => ask(`${mock.url}/words`, { headers: { "x-user": user } });
    expect([(await get("bob")).status, (await get("ada")).status, (await get("bob")).status]).toEqual([
      200, 200, 200,
    ]);
    const { status, headers } = await get("ada");
    expect([status, headers.get("retry-after"), headers.get("x-mock-source")]).toEqual([
      429,
      "10",
      "scenario:busy",
    ]);
    clock.time += 10_000;
    expect((await get("ada")).status).toBe(200);
  });

  test("may answer otherwise, and say itself when to come back", async () => {
    const { mock } = await start(
      "scenario: s\nstubs: [{ operation: GET /words, limit: 1/10s, respond: { status: 503, undeclared: true, headers: { retry-after: 99 } } }]",
    );
    const get = asker(mock, "scenario=s");
    await get();
    const { status, headers } = await get();
    expect([status, headers.get("retry-after")]).toEqual([503, "99"]);
  });

  test.each([
    ["limit: 0/10s", "a limit is a number of requests in a time"],
    ["limit: [5]", "a limit is a number of requests in a time"],
    ["chance: 20", "a chance is a percentage"],
    ["chance: 101%", "a chance is a percentage"],
  ])("%s is refused with its place", async (line, cause) => {
    await expect(start(`scenario: s\nstubs:\n  - operation: GET /words\n    ${line}\n`)).rejects.toThrow(
      new RegExp(`one\\.yaml:4:\\d+: ${cause}`),
    );
  });
});

describe("chance", () => {
  const run = async (prefer: string, scenario?: string, seed = "locum") => {
    const { mock } = await start(scenario);
    const get = asker(mock, `${prefer}${prefer === "" ? "" : ", "}seed=${seed}`);
    const statuses: number[] = [];
    for (let n = 0; n < 80; n++) statuses.push((await get()).status);
    return statuses;
  };
  const share = (statuses: number[], status: number) => statuses.filter((one) => one === status).length / 80;

  test("gives the code to so many requests, the same ones for the same seed", async () => {
    const [first, again, other] = [
      await run("chance=20%, code=404"),
      await run("chance=20%, code=404"),
      await run("chance=20%, code=404", undefined, "b"),
    ];
    expect(share(first, 404)).toBeGreaterThan(0.1);
    expect(share(first, 404)).toBeLessThan(0.3);
    expect(share(first, 200)).toBe(1 - share(first, 404));
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test("alone it is 503; 0% is never, and 100% always", async () => {
    const half = await run("chance=50%");
    expect(share(half, 503)).toBeGreaterThan(0.35);
    expect(share(half, 503)).toBeLessThan(0.65);
    expect(share(await run("chance=0%, code=404"), 200)).toBe(1);
    expect(share(await run("chance=100%, code=404"), 404)).toBe(1);
  });

  test("is a stub's, too: it takes part in so many requests", async () => {
    const scenario =
      "scenario: s\nactive: true\nstubs: [{ operation: GET /words, chance: 25%, respond: { status: 404 } }]";
    const [first, again] = [await run("", scenario), await run("", scenario)];
    expect(share(first, 404)).toBeGreaterThan(0.14);
    expect(share(first, 404)).toBeLessThan(0.36);
    expect(again).toEqual(first);
  });

  test("gives a fault, and leaves the delay and the example of another answer alone", async () => {
    const { mock } = await start();
    const prefer = "chance=0%, fault=stall, delay=1, code=404, example=nobody";
    const { status, headers } = await asker(mock, prefer)();
    expect(status).toBe(200);
    expect(headers.get("preference-applied")).toContain("chance=0%");
    await expect(asker(mock, "chance=100%, fault=empty-response")()).rejects.toThrow();
  });

  test.each(["200%", "20", "0.2", "-5%", ""])("chance=%s: 400", async (chance) => {
    const { mock } = await start();
    expect((await asker(mock, `chance=${chance}`)()).status).toBe(400);
  });
});

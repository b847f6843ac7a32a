import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { drawDelay, longestDelay } from "../../src/trouble/delay.ts";
import { apiOf, got, json } from "../support/answers.ts";
import { ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

const document = apiOf({ "/words": got({ 200: json({ type: "string" }) }) });
afterAll(stopAll);

/** A server whose delays pass at once, and what they were. */
async function start(scenario?: string) {
  const waited: number[] = [];
  const timer = (milliseconds: number, call: () => void) => {
    waited.push(milliseconds);
    queueMicrotask(call);
    return () => undefined;
  };
  const scenarios = scenario === undefined ? undefined : await temporaryFolder();
  if (scenarios !== undefined) writeFileSync(join(scenarios, "one.yaml"), scenario!);
  const mock = await startMock({ document, scenarios, ports: { timer } });
  const get = (headers: Record<string, string> = {}, query = "") =>
    ask(`${mock.url}/words${query}`, { headers });
  return { mock, waited, get };
}

const drawn = async (prefer: string, count = 100) => {
  const { waited, get } = await start();
  for (let n = 0; n < count; n++) await get({ prefer });
  return waited;
};

describe("a delay is", () => {
  test("fixed", async () => {
    expect(await drawn("delay=300", 3)).toEqual([300, 300, 300]);
  });

  test("drawn from a range, another for each request and the same for the same seed and history", async () => {
    const waited = await drawn("delay=100-500");
    expect(Math.min(...waited)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...waited)).toBeLessThanOrEqual(500);
    expect(new Set(waited).size).toBeGreaterThan(50);
    expect(await drawn("delay=100-500")).toEqual(waited);
    expect(await drawn("delay=100-500, seed=b")).not.toEqual(waited);
  });

  test("lognormal: half below the median, and a long tail", async () => {
    const waited = (await drawn("delay=80~0.4", 300)).toSorted((a, b) => a - b);
    expect(waited[150]).toBeGreaterThan(70);
    expect(waited[150]).toBeLessThan(91);
    // A normal draw lies within one sigma 68 times in a hundred.
    const within = waited.filter((one) => one > 80 / Math.exp(0.4) && one < 80 * Math.exp(0.4)).length / 300;
    expect(within).toBeGreaterThan(0.58);
    expect(within).toBeLessThan(0.78);
    expect(waited.at(-1)).toBeGreaterThan(150);
  });

  test("never longer than ten minutes, however wide the draw", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: longestDelay }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (seed, median, sigma) => {
          const milliseconds = drawDelay({ median, sigma }, seed);
          expect(Number.isInteger(milliseconds) && milliseconds >= 0 && milliseconds <= longestDelay).toBe(
            true,
          );
          expect(drawDelay({ median, sigma: 0 }, seed)).toBe(median);
        },
      ),
    );
  });
});

describe("it is asked for", () => {
  test.each([
    ["by header", { prefer: "delay=70~0" }, ""],
    ["by query", {}, "?__delay=70~0"],
    ["by the alias", { "x-microcks-delay": "70~0" }, ""],
  ])("%s", async (_, headers, query) => {
    const { mock, waited, get } = await start();
    expect((await get(headers as Record<string, string>, query)).status).toBe(200);
    expect(waited).toEqual([70]);
    expect((await mock.session("default").requests())[0]?.why).toContainEqual({
      step: "trouble",
      said: "70 ms later",
    });
  });

  test.each(["300", '"300-300"', '"300~0"', "{ min: 300, max: 300 }", "{ median: 300, sigma: 0 }"])(
    "in a file: delay: %s",
    async (delay) => {
      const { waited, get } = await start(
        `scenario: s\nactive: true\nstubs: [{ operation: GET /words, respond: { delay: ${delay} } }]`,
      );
      expect((await get()).status).toBe(200);
      expect(waited).toEqual([300]);
    },
  );

  test("in the steps of a sequence; what the request asks for goes before it", async () => {
    const { waited, get } = await start(
      "scenario: s\nactive: true\nstubs: [{ operation: GET /words, respond: { sequence: [{ delay: 10 }, { delay: 20, dribble: { chunks: 2, duration: 60 } }, {}] } }]",
    );
    for (let n = 0; n < 3; n++) expect((await get()).status).toBe(200);
    await get({ prefer: "delay=5" });
    expect(waited).toEqual([10, 20, 30, 30, 5]);
  });

  test("with a fault, which comes after it", async () => {
    const { mock, waited, get } = await start(
      "scenario: s\nactive: true\nstubs: [{ operation: GET /words, respond: { delay: 40, fault: EMPTY_RESPONSE } }]",
    );
    await expect(get()).rejects.toThrow();
    expect(waited).toEqual([40]);
    const why = (await mock.session("default").requests())[0]?.why;
    expect(why).toContainEqual({ step: "trouble", said: "40 ms later, fault empty-response" });
  });

  test.each(["delay=600001", "delay=5-1", "delay=80~9", "delay=~1", "delay=80~", "delay=80~-1"])(
    "%s: 400",
    async (prefer) => {
      const { waited, get } = await start();
      expect((await get({ prefer })).status).toBe(400);
      expect(waited).toEqual([]);
    },
  );
});

import fc from "fast-check";
import { preferencesFrom, readPreferences } from "../../src/response/preferences.ts";

const read = (value: object) => preferencesFrom(Object.entries(value));
const asked = (text: string) =>
  readPreferences({
    method: "GET",
    path: "/",
    query: "",
    prefix: "",
    headers: { prefer: text },
    body: Buffer.alloc(0),
  }).preferences;

test.each<[object, string]>([
  [{ code: 404 }, "code=404"],
  [{ dynamic: true, seed: 7 }, "dynamic=true, seed=7"],
  [{ dynamic: false, example: "empty" }, "dynamic=false, example=empty"],
  [{ delay: 300 }, "delay=300"],
  [{ delay: { min: 100, max: 500 } }, "delay=100-500"],
  [{ delay: { median: 80, sigma: 0.4 } }, "delay=80~0.4"],
  [{ fault: "EMPTY_RESPONSE" }, "fault=empty-response"],
  [{ dribble: { chunks: 10, duration: 500 } }, "dribble=500"],
  [{ chance: "20%", code: "503" }, "chance=20%, code=503"],
  [{ limit: "5/10s" }, 'limit="5/10s"'],
  [{ limit: "5/10000ms", scenario: "outage" }, "limit=5/10s, scenario=outage"],
])("%j says the same in JSON as %s in a header", (json, header) => {
  const { preferences, mistakes } = read(json);
  expect(mistakes).toEqual([]);
  expect(preferences).toEqual(asked(header));
});

test.each<[string, unknown]>([
  ["code", 404.5],
  ["code", [404]],
  ["code", null],
  ["dynamic", 1],
  ["delay", { min: 5, max: 1 }],
  ["delay", { min: 5, median: 1, sigma: 1 }],
  ["delay", { median: 5 }],
  ["delay", "5~9"],
  ["delay", Infinity],
  ["delay", 600_001],
  ["delay", "12345678"],
  ["fault", "explosion"],
  ["fault", ["stall"]],
  ["dribble", { chunks: 0, duration: 5 }],
  ["dribble", { chunks: 5000, duration: 5 }],
  ["dribble", {}],
  ["dribble", []],
  ["chance", "200%"],
  ["chance", 20],
  ["chance", "20"],
  ["chance", "-1%"],
  ["limit", "0/0s"],
  ["limit", "0/10s"],
  ["limit", "5/0s"],
  ["limit", "1e9/1s"],
  ["limit", "5/25h"],
  ["limit", 5],
  ["limit", "5/10"],
])("%s cannot be %j: what can be is named", (key, written) => {
  const { preferences, mistakes } = read({ [key]: written });
  expect(preferences).toEqual({});
  expect(mistakes).toEqual([
    { key, cause: expect.stringContaining(`${key}=`) as string, help: expect.any(String) as string },
  ]);
});

test("a name that is no preference is told with the nearest one", () => {
  const { preferences, mistakes } = read({ cod: 404, delay: 5 });
  expect(preferences).toEqual({ delay: { min: 5, max: 5 } });
  expect(mistakes[0]?.cause).toBe('there is no preference "cod" (did you mean code?)');
});

test("whatever JSON brings is read or refused, never thrown at", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (more, value) => {
      const keys = ["code", "delay", "dribble", "chance", "limit", "fault", "dynamic", "__proto__"];
      for (const key of keys) {
        const entries = [[key, value] as const, ...Object.entries(more)];
        const { preferences, mistakes } = preferencesFrom(entries);
        expect(Object.keys(preferences).length + mistakes.length).toBeGreaterThan(0);
      }
    }),
  );
});

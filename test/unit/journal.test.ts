import fc from "fast-check";
import { Feed } from "../../src/journal/feed.ts";
import { Journal } from "../../src/journal/journal.ts";
import type { Exchange } from "../../src/problem/exchange.ts";

/** Of an exchange, what a journal looks at. */
const exchange = (id: string, body = "", headers: Record<string, string> = {}) =>
  ({
    id,
    session: "s",
    request: { path: "/", query: "", headers, body: Buffer.alloc(0) },
    response: { body },
    violations: [],
    why: [],
  }) as unknown as Exchange;

const idsOf = (journal: Journal) => journal.page({ limit: 1000 }).exchanges.map(({ id }) => id);

test("a journal keeps the newest exchanges, whatever comes and however often it is cleared", () => {
  const steps = fc.array(fc.oneof({ arbitrary: fc.constant("record"), weight: 9 }, fc.constant("clear")), {
    maxLength: 120,
  });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 12 }), (steps, count) => {
      const journal = new Journal({ count, bytes: Infinity, body: Infinity });
      let kept: string[] = [];
      for (const step of steps) {
        if (step === "clear") {
          journal.clear();
          kept = [];
          continue;
        }
        const id = `s-${String(journal.nextNumber())}`;
        journal.record(exchange(id));
        kept = [id, ...kept].slice(0, count);
        expect(idsOf(journal)).toEqual(kept);
        expect(journal.get(id)?.id).toBe(id);
      }
      expect(journal.page().total).toBe(kept.length);
    }),
  );
});

test("bytes bound it too, but the newest is always there", () => {
  const journal = new Journal({ count: 100, bytes: 5000, body: Infinity });
  for (const [id, size] of [
    ["a", 1000],
    ["b", 1000],
    ["c", 1000],
    ["d", 90_000],
  ] as const) {
    journal.record(exchange(id, "x".repeat(size)));
  }
  expect(idsOf(journal)).toEqual(["d"]);
  journal.record(exchange("e", "x".repeat(100)));
  journal.record(exchange("f", "x".repeat(100)));
  expect(idsOf(journal)).toEqual(["f", "e"]);
});

test("headers and breaches count as bytes, for a client makes them as long as it likes", () => {
  const journal = new Journal({ count: 100, bytes: 10_000, body: Infinity });
  const plain = exchange("a");
  const broken = {
    in: "body",
    code: "x",
    pointer: `/${"p".repeat(999)}`,
    message: "m".repeat(1000),
  } as const;
  journal.record({ ...plain, request: { ...plain.request, headers: { "x-long": "x".repeat(2994) } } });
  journal.record({ ...exchange("b"), violations: [{ ...broken, schemaPointer: "#" }] });
  expect(journal.bytes).toBe(1001 + 3000 + 1001 + 2300);
  journal.record({ ...plain, id: "c", response: { ...plain.response, headers: { E: "x".repeat(2000) } } });
  expect(idsOf(journal)).toEqual(["c", "b"]);
});

test("what was recorded after something is found, also where the oldest are gone", () => {
  const feed = new Feed();
  const journal = new Journal({ count: 3000, bytes: Infinity, body: Infinity }, feed);
  const other = new Journal({ count: 10, bytes: Infinity, body: Infinity }, feed);
  for (let n = 1; n <= 8000; n++) (n % 2 === 0 ? journal : other).record(exchange(String(n)));
  expect(feed.latest).toBe(8000);
  expect(journal.after(7995, 10).map(({ sequence, exchange: { id } }) => [sequence, id])).toEqual([
    [7996, "7996"],
    [7998, "7998"],
    [8000, "8000"],
  ]);
  expect(journal.after(0, 1).map(({ sequence }) => sequence)).toEqual([2002]);
  expect(journal.forgotten).toBe(2000);
  expect(journal.sequenceOf(journal.get("7000")!)).toBe(7000);
  expect(journal.after(8000, 10)).toEqual([]);
  journal.clear();
  expect([journal.forgotten, journal.size, journal.bytes, journal.after(0, 10)]).toEqual([8000, 0, 0, []]);
});

test("of a long body its beginning is kept, and how long it was", () => {
  const journal = new Journal({ count: 10, bytes: Infinity, body: 10 });
  const long = exchange("a", "é".repeat(11));
  journal.record({ ...long, request: { ...long.request, body: Buffer.alloc(11, "x") } });
  const kept = journal.get("a");
  expect(kept?.request.body.toString()).toBe("x".repeat(10));
  expect(kept?.response.body).toBe("ééééé");
  expect(kept?.cut).toEqual({ request: 11, response: 22 });
  journal.record(exchange("b", "x".repeat(10)));
  expect(journal.get("b")?.cut).toBeUndefined();
  expect(journal.bytes).toBe(2 * 1001 + 10 + 5 + 10);
});

describe("whoever watches", () => {
  const watched = () => {
    const feed = new Feed();
    const journal = new Journal({ count: 10, bytes: Infinity, body: Infinity }, feed);
    const heard: string[] = [];
    const listen = (name: string | undefined) =>
      feed.watch(name, (news) => heard.push(news.kind === "exchange" ? news.exchange.id : news.kind));
    return { feed, journal, heard, listen };
  };

  test("one session hears of that, whoever watches all of each, until they end it", () => {
    const { feed, journal, heard, listen } = watched();
    const ends = [listen("s"), listen("other"), listen(undefined)];
    journal.record(exchange("a"));
    expect(heard).toEqual(["a", "a"]);
    feed.tell({ kind: "cleared", session: "other" });
    expect(heard.slice(2)).toEqual(["cleared", "cleared"]);
    for (const end of ends) end();
    journal.record(exchange("b"));
    expect(heard).toHaveLength(4);
  });

  test("may be 256, and one more when one has gone", () => {
    const { listen } = watched();
    const ends = Array.from({ length: 256 }, () => listen("s"));
    expect(() => listen("s")).toThrow("There are 256 watchers already.");
    ends[0]?.();
    listen("s");
  });
});

import fc from "fast-check";
import { Journal } from "../../src/journal/journal.ts";
import type { Exchange } from "../../src/problem/exchange.ts";

/** Of an exchange, what a journal looks at. */
const exchange = (id: string, body = "") =>
  ({ id, request: { body: Buffer.alloc(0) }, response: { body } }) as unknown as Exchange;

const idsOf = (journal: Journal) => journal.page({ limit: 1000 }).exchanges.map(({ id }) => id);

test("a journal keeps the newest exchanges, whatever comes and however often it is cleared", () => {
  const steps = fc.array(fc.oneof({ arbitrary: fc.constant("record"), weight: 9 }, fc.constant("clear")), {
    maxLength: 120,
  });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 12 }), (steps, count) => {
      const journal = new Journal({ count, bytes: Infinity });
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
  const journal = new Journal({ count: 100, bytes: 5000 });
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

import fc from "fast-check";
import { lasting } from "../../src/http/lasting.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.integer({ min: 0, max: 40_000 }).map((length) => "é".repeat(length)),
);

test("what is given to stay is as it was, whatever is given after it", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          text,
          text.map((own) => Buffer.from(own)),
        ),
        { maxLength: 60 },
      ),
      (contents) => {
        const before = contents.map((content) => Buffer.from(content).toString("hex"));
        const kept = contents.map(lasting);
        expect(kept.map((bytes) => bytes.toString("hex"))).toEqual(before);
      },
    ),
    { numRuns: 40 },
  );
});

test("short contents share memory with few others, long ones share none", () => {
  const short = Array.from({ length: 100 }, () => lasting("x".repeat(10_000)));
  const memories = new Set(short.map(({ buffer }) => buffer));
  expect(memories.size).toBeLessThan(6);
  for (const { byteLength } of memories) expect(byteLength).toBeLessThanOrEqual(256 * 1024);
  const long = lasting("x".repeat(20_000));
  expect(long.buffer.byteLength).toBe(20_000);
});

import fc from "fast-check";
import { lasting } from "../../src/http/lasting.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.integer({ min: 0, max: 40_000 }).map((length) => "é".repeat(length)),
);

test("what is given to stay is as it was, whatever becomes of what it was made of", () => {
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
        for (const content of contents) if (typeof content !== "string") content.fill(0);
        expect(kept.map((bytes) => bytes.toString("hex"))).toEqual(before);
      },
    ),
    { numRuns: 40 },
  );
});

test("nothing keeps more memory than its own", () => {
  const kept = Array.from({ length: 20 }, (_, length) => lasting("x".repeat(length)));
  expect(kept.map(({ buffer }) => buffer.byteLength)).toEqual(kept.map(({ length }) => length));
});

test("the engine is told of some of it, so that it looks for garbage in the end", () => {
  const kept = Array.from({ length: 100 }, () => lasting("x"));
  expect(kept.filter(({ buffer }) => buffer instanceof ArrayBuffer)).toHaveLength(25);
});

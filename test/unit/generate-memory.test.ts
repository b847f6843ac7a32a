import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createGenerator } from "../../src/generate/generator.ts";
import type { SchemaObject } from "../../src/schema/schema.ts";
import { schemasOf } from "../support/schemas.ts";

setFlagsFromString("--expose_gc");
const collect = runInNewContext("gc") as () => void;

const text = { type: "string" };
const schema: SchemaObject = {
  type: "object",
  properties: {
    id: { type: "integer" },
    name: text,
    email: text,
    city: text,
    country: text,
    color: { type: "string", "x-faker": "color.rgb" },
    tags: { type: "array", items: text },
    owner: { type: "object", properties: { first_name: text, phone: text, address: text } },
  },
};

test("another seed and another city on every request cost no memory", async () => {
  const generator = await createGenerator(schemasOf(schema));
  const heapAfter = (from: number, to: number): number => {
    for (let seed = from; seed < to; seed++) {
      generator.generate(schema, { seed: seed * 7919 });
      generator.generate(schema, { seed, given: { city: `City ${seed}`, country: `Land ${seed}` } });
    }
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = heapAfter(0, 3_000);
  const after = heapAfter(3_000, 13_000);
  // 10,000 seeds that each left 200 bytes behind would be 2 MB.
  expect(after - before).toBeLessThan(1_500_000);
});

describe("a list", () => {
  const list = (items: SchemaObject, count: number): SchemaObject => ({
    type: "array",
    items,
    minItems: count,
    maxItems: count,
  });

  test("of things with choices and flags shows more than one of each", async () => {
    const items = {
      type: "object",
      properties: { status: { enum: ["new", "paid", "sent"] }, gift: { type: "boolean" } },
    };
    const generator = await createGenerator(schemasOf(list(items, 10)));
    for (let seed = 0; seed < 20; seed++) {
      const all = generator.generate(list(items, 10), { seed: seed * 7919 }) as readonly Record<
        string,
        unknown
      >[];
      expect(new Set(all.map(({ status }) => status)).size).toBeGreaterThan(1);
      expect(new Set(all.map(({ gift }) => gift)).size).toBe(2);
    }
  });

  test("that may be endless is short all the same, and one that must be is not made", async () => {
    const open = { type: "array", items: text, maxItems: 100_000 };
    const generator = await createGenerator(schemasOf(open));
    expect((generator.generate(open, { seed: 1 }) as readonly unknown[]).length).toBeLessThanOrEqual(10);
    const must = { ...open, minItems: 100_000 };
    const other = await createGenerator(schemasOf(must));
    expect(() => other.generate(must, { seed: 1 })).toThrow(/too long to make/);
  });
});

import fc from "fast-check";
import { createGenerator } from "../../src/generate/generator.ts";
import { hashText, hashValue, mix } from "../../src/generate/hash.ts";
import { ProblemError } from "../../src/problem/problem.ts";
import type { SchemaObject } from "../../src/schema/schema.ts";
import { schemasOf } from "../support/schemas.ts";

const text = { type: "string" };
const properties: Record<string, SchemaObject> = {
  id: { type: "integer" },
  firstname: text,
  lastname: text,
  email: { type: "string", format: "email" },
  created_at: { type: "string", format: "date-time" },
  score: { type: "number" },
  nick: { type: ["string", "null"] },
  tags: { type: "array", items: text },
  address: { type: "object", properties: { city: text, country: text } },
};
type Value = Record<string, unknown>;

async function generate(
  schema: SchemaObject,
  input: { seed?: number; given?: unknown; examples?: boolean } = {},
): Promise<Value> {
  return (await createGenerator(schemasOf(schema))).generate(schema, { seed: 1, ...input }) as Value;
}

const object = (own: Record<string, SchemaObject>): SchemaObject => ({ type: "object", properties: own });

describe("a seed decides", () => {
  test("every byte, in every generator that is made of the same document", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const schema = object(properties);
        expect(JSON.stringify(await generate(schema, { seed }))).toBe(
          JSON.stringify(await generate(schema, { seed })),
        );
      }),
      { numRuns: 30 },
    );
  });

  test("whatever was generated before", async () => {
    const schema = object(properties);
    const generator = await createGenerator(schemasOf(schema));
    for (let seed = 100; seed < 200; seed++) generator.generate(schema, { seed });
    expect(generator.generate(schema, { seed: 1 })).toEqual(await generate(schema));
  });

  test("and whatever cities parts of others were in", async () => {
    const office = object({
      name: text,
      city: text,
      phone: text,
      staff: { type: "array", items: object(properties) },
    });
    const schema = object({
      ...properties,
      country: text,
      office,
      branches: { type: "array", items: office },
    });
    const generator = await createGenerator(schemasOf(schema));
    const inputs = Array.from({ length: 200 }, (_, seed) => [
      { seed: seed * 7919 },
      { seed, given: { country: ["France", "Japan", "Atlantis"][seed % 3] } },
    ]).flat();
    const before = inputs.map((input) => JSON.stringify(generator.generate(schema, input)));
    for (let i = 0; i < 6; i++) {
      const at = i * 61;
      expect(JSON.stringify(await generate(schema, inputs[at]))).toBe(before[at]);
    }
    expect(inputs.toReversed().map((input) => JSON.stringify(generator.generate(schema, input)))).toEqual(
      before.toReversed(),
    );
    for (const value of before.map(
      (one) => JSON.parse(one) as { country: string; office: { city: string } },
    )) {
      if (value.country === "Japan") expect(["Tokyo", "Osaka"]).toContain(value.office.city);
    }
  });

  test("and another seed gives another value", async () => {
    const schema = object(properties);
    const generator = await createGenerator(schemasOf(schema));
    const bodies = Array.from({ length: 500 }, (_, seed) =>
      JSON.stringify(generator.generate(schema, { seed })),
    );
    expect(new Set(bodies).size).toBe(500);
  });

  test("whatever the time zone and the locale of the machine", async () => {
    const before = process.env["TZ"];
    const here = await generate(object(properties));
    process.env["TZ"] = "Pacific/Auckland";
    const there = await generate(object(properties), { given: { created_at: "2025-01-01 10:00" } });
    process.env["TZ"] = before ?? "";
    expect(there["id"]).toBe(here["id"]);
    expect(there["address"]).toEqual(here["address"]);
  });
});

describe("a value hangs on its own name", () => {
  const names = Object.keys(properties);

  test("not on the order of the properties", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(names, { minLength: names.length }),
        fc.integer(),
        async (order, seed) => {
          const shuffled = object(Object.fromEntries(order.map((name) => [name, properties[name] ?? text])));
          expect(await generate(shuffled, { seed })).toEqual(await generate(object(properties), { seed }));
        },
      ),
      { numRuns: 30 },
    );
  });

  test("and not on its neighbours: a new property leaves the others as they were", async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(names, { minLength: 1 }), fc.integer(), async (kept, seed) => {
        const fewer = object({
          ...Object.fromEntries(kept.map((name) => [name, properties[name] ?? text])),
          email: text,
          firstname: text,
        });
        const more = object({ ...fewer.properties, added: text, price: { type: "number" } });
        expect(await generate(more, { seed })).toMatchObject(await generate(fewer, { seed }));
      }),
      { numRuns: 30 },
    );
  });
});

describe("what is given", () => {
  const person = object({
    firstname: text,
    lastname: text,
    username: text,
    email: text,
    nick: { type: ["string", "null"] },
    active: { type: "boolean" },
    level: { type: "integer" },
    roles: { type: "array", items: text },
  });

  test("comes back as it was, null, false, 0 and lists too", async () => {
    const given = { nick: null, active: false, level: 0, roles: ["a", "a"], extra: { deep: [1] } };
    expect(await generate(person, { given })).toMatchObject(given);
  });

  test("decides the rest of the row", async () => {
    const value = await generate(person, { given: { firstname: "Zoë", lastname: "O'Hara" } });
    expect(value["username"]).toMatch(/^zoe\.ohara\d+$/);
    expect(value["email"]).toMatch(/^zoe\.ohara\d+@example\./);
  });

  test("keeps its gender where the name has one", async () => {
    for (const seed of [1, 2, 3, 4]) {
      const { gender } = await generate(object({ firstname: text, gender: text }), {
        seed,
        given: { firstname: "Ada" },
      });
      expect(gender).toBe("female");
    }
  });

  test("may be the address alone: name and user name follow it", async () => {
    const value = await generate(person, { given: { email: "grace.hopper7@navy.test" } });
    expect(value).toMatchObject({ firstname: "Grace", lastname: "Hopper", username: "grace.hopper7" });
  });

  test("is merged into objects at any depth", async () => {
    const nested = object({ owner: object({ address: object({ city: text, country: text }), name: text }) });
    const value = await generate(nested, { given: { owner: { address: { city: "Seoul" } } } });
    expect(value).toMatchObject({
      owner: { address: { city: "Seoul", country: "South Korea" }, name: expect.any(String) as string },
    });
  });

  test("chooses the branch that it fits", async () => {
    const card = { ...object({ kind: { const: "card" }, number: text }), required: ["kind", "number"] };
    const cash = {
      ...object({ kind: { const: "cash" }, coins: { type: "integer" } }),
      required: ["kind", "coins"],
    };
    for (let seed = 0; seed < 20; seed++) {
      expect(await generate({ oneOf: [card, cash] }, { seed, given: { kind: "cash" } })).toEqual({
        kind: "cash",
        coins: expect.any(Number) as number,
      });
    }
  });

  test("is kept even where it breaks the schema: that is for the response's check to say", async () => {
    expect(
      await generate(object({ age: { type: "integer", not: { const: 3 } } }), { given: { age: "three" } }),
    ).toEqual({ age: "three" });
  });

  test("named __proto__ is a property like any other", async () => {
    const given = JSON.parse('{"__proto__":{"polluted":true}}') as unknown;
    const value = await generate(object({ name: text }), { given });
    expect(Object.hasOwn(value, "__proto__")).toBe(true);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe("authored examples", () => {
  const schema = object({
    city: { type: "string", examples: ["Berlin"] },
    country: text,
    mood: { type: "string", default: "calm" },
    pin: { type: "string", maxLength: 4, example: "too long" },
  });

  test("win, and the rest of the row follows them", async () => {
    expect(await generate(schema)).toMatchObject({ city: "Berlin", country: "Germany", mood: "calm" });
  });

  test("are ignored where the caller wants generated values", async () => {
    const moods = await Promise.all(
      [1, 2, 3, 4, 5].map(async (seed) => (await generate(schema, { seed, examples: false }))["mood"]),
    );
    expect(moods).not.toContain("calm");
  });

  test("that break their own schema are not used", async () => {
    expect(String((await generate(schema))["pin"]).length).toBeLessThanOrEqual(4);
  });

  test("are the first of a list; the others are drawn where a name tells how", async () => {
    const list = (await generate({
      type: "array",
      minItems: 5,
      items: schema,
    })) as unknown as readonly Value[];
    expect(list[0]).toMatchObject({ city: "Berlin", mood: "calm" });
    expect(new Set(list.map(({ city }) => city)).size).toBeGreaterThan(1);
    expect(list.map(({ mood }) => mood)).toEqual(list.map(() => "calm"));
  });

  test("give way to what was given of the same row", async () => {
    const person = object({ firstname: text, email: { type: "string", example: "hello@example.com" } });
    expect((await generate(person, { given: { firstname: "Ada" } }))["email"]).toMatch(/^ada\./);
  });

  test("of a whole object are merged under what was given", async () => {
    const whole = { ...object({ a: text, b: text }), example: { a: "one", b: "two" } };
    expect(await generate(whole, { given: { b: "mine" } })).toEqual({ a: "one", b: "mine" });
  });
});

describe("a schema that nothing satisfies", () => {
  const impossible: readonly [string, SchemaObject, RegExp][] = [
    [
      "requires what it forbids",
      { type: "object", required: ["a"], properties: { a: false } },
      /at \/a: its schema allows nothing/,
    ],
    ["has a minimum above its maximum", object({ size: { type: "integer", minimum: 5, maximum: 4 } }), /./],
    [
      "has an enum of nothing",
      { ...object({ kind: { enum: [] } }), required: ["kind"] },
      /at \/kind: its enum/,
    ],
    [
      "contains itself without an end",
      { $defs: { n: { ...object({ next: { $ref: "#/$defs/n" } }), required: ["next"] } }, $ref: "#/$defs/n" },
      /never ends/,
    ],
    ["wants a pattern that cannot be read", { type: "string", pattern: "^(a)\\1$" }, /pattern/],
    ["wants a list longer than anything", { type: "array", items: text, minItems: 1e9 }, /too long/],
    [
      "wants different booleans, three of them",
      { type: "array", items: { type: "boolean" }, uniqueItems: true, minItems: 3 },
      /not 3 different/,
    ],
  ];

  test.each(impossible.filter(([name]) => !name.includes("maximum")))(
    "that %s is reported, not answered",
    async (_, schema, message) => {
      await expect(generate(schema)).rejects.toThrow(ProblemError);
      await expect(generate(schema)).rejects.toThrow(message);
    },
  );

  test("leaves an optional property out", async () => {
    expect(await generate(object({ size: { type: "integer", minimum: 5, maximum: 4 }, name: text }))).toEqual(
      { name: expect.any(String) as string },
    );
  });
});

describe("hashes", () => {
  test("do not see the order of properties, and tell types apart", () => {
    expect(hashValue({ a: 1, b: [1, 2] })).toBe(hashValue({ b: [1, 2], a: 1 }));
    const different = [
      1,
      "1",
      null,
      "null",
      [],
      {},
      "",
      0,
      false,
      [1, 2],
      [2, 1],
      [[1], 2],
      { a: 1 },
      { a: "1" },
      { a: null },
      1.5,
      -1,
    ];
    expect(new Set(different.map((value) => hashValue(value))).size).toBe(different.length);
  });

  test("of different JSON differ", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        if (same) expect(hashValue(a)).toBe(hashValue(b));
        else if (typeof a !== "object" || typeof b !== "object") expect(hashValue(a)).not.toBe(hashValue(b));
      }),
    );
  });

  test("spread: neighbouring seeds give unrelated numbers", () => {
    const seeds = Array.from({ length: 10_000 }, (_, index) => mix(1, index));
    expect(new Set(seeds).size).toBe(10_000);
    const high = seeds.filter((seed) => seed >>> 31 === 1).length;
    expect(high).toBeGreaterThan(4700);
    expect(high).toBeLessThan(5300);
    expect(hashText("ab")).not.toBe(hashText("ba"));
  });

  test("survive values that are nested deeper than the stack", () => {
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(Number.isInteger(hashValue(deep))).toBe(true);
  });
});

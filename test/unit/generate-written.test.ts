import fc from "fast-check";
import { createGenerator } from "../../src/generate/generator.ts";
import type { SchemaObject } from "../../src/schema/schema.ts";
import { schemasOf } from "../support/schemas.ts";

const text = { type: "string" };
const leaves: readonly SchemaObject[] = [
  text,
  { type: "boolean" },
  { type: "integer" },
  { type: ["number", "null"] },
  { type: ["string", "null"], format: "date-time" },
  { type: "string", enum: ['say "hi"', "back\\slash", "Zoë", "二", "new\nline"] },
  { type: "string", format: "uuid" },
  { type: "array", items: text },
  { type: "object", properties: { city: text, phone: text, name: text } },
  { type: "string", examples: ["authored"] },
];
const names = [
  "id",
  "firstname",
  "email",
  "status",
  "city",
  "is_absent",
  "absent_msg",
  "level",
  "points",
  "tags",
  "address",
  "created_at",
  "note",
  "Größe",
  'quoted "name"',
  "2",
  "__proto__",
];
const schema: fc.Arbitrary<SchemaObject> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...leaves)), {
    selector: ([name]) => name,
    minLength: 0,
    maxLength: 14,
  })
  .map((entries) => ({ type: "object", properties: Object.fromEntries(entries) }));
const given = fc.option(
  fc.dictionary(
    fc.oneof(fc.constantFrom(...names), fc.string()),
    fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.jsonValue({ maxDepth: 2 })),
    { maxKeys: 6 },
  ),
  { nil: undefined },
);

describe("the JSON of what is generated", () => {
  test("is what JSON.stringify makes of the value, whatever its names and values are", async () => {
    await fc.assert(
      fc.asyncProperty(
        schema,
        given,
        fc.array(fc.integer(), { minLength: 1, maxLength: 4 }),
        async (own, known, seeds) => {
          const generator = await createGenerator(schemasOf(own));
          for (const seed of seeds) {
            const input = { seed, ...(known === undefined ? {} : { given: known }) };
            const { value, json } = generator.write(own, input);
            expect(value).toEqual(generator.generate(own, input));
            if (json !== undefined) expect(json.toString()).toBe(JSON.stringify(value));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("is known of an object that has properties, also where many different ones were given", async () => {
    const own: SchemaObject = {
      type: "object",
      properties: { id: { type: "integer" }, on: { type: "boolean" } },
    };
    const generator = await createGenerator(schemasOf(own));
    for (let n = 0; n < 7; n++) {
      const { value, json } = generator.write(own, { seed: n, given: { [`other_${n}`]: "x".repeat(300) } });
      expect(json?.toString()).toBe(JSON.stringify(value));
    }
  });
});

test("JSON that could not be written leaves nothing behind for the next", async () => {
  const own: SchemaObject = {
    type: "object",
    properties: { id: { type: "integer" }, on: { type: "boolean" } },
  };
  const generator = await createGenerator(schemasOf(own));
  let deep: unknown = [];
  for (let depth = 0; depth < 20_000; depth++) deep = [deep];
  expect(() => generator.write(own, { seed: 1, given: { deep } })).toThrow();
  const { value, json } = generator.write(own, { seed: 2 });
  expect(json?.toString()).toBe(JSON.stringify(value));
});

/** So many objects, each of a seed of its own. */
async function drawn(schema: SchemaObject, count: number): Promise<Record<string, unknown>[]> {
  const generator = await createGenerator(schemasOf(schema));
  return Array.from(
    { length: count },
    (_, seed) => generator.generate(schema, { seed }) as Record<string, unknown>,
  );
}

describe("what an object has of its backdrop", () => {
  const flags = Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [`is_flag_${n}`, { type: "boolean" }]),
  );
  const own: SchemaObject = {
    type: "object",
    properties: {
      id: { type: "string", format: "uuid" },
      email: text,
      ...flags,
      kind: { type: "string", enum: ["a", "b", "c"] },
    },
  };

  test("differs from one object to the next, and what tells them apart is never the same", async () => {
    const values = await drawn(own, 2_000);
    for (const name of ["id", "email"])
      expect(new Set(values.map((value) => value[name])).size).toBeGreaterThan(1_990);
    const rest = values.map((value) => JSON.stringify({ ...value, id: 0, email: 0 }));
    expect(new Set(rest).size).toBeGreaterThan(200);
    for (const kind of ["a", "b", "c"])
      expect(values.filter((value) => value["kind"] === kind).length).toBeGreaterThan(400);
  });

  test("has nothing of what tells things apart, though it may be null", async () => {
    const ids: SchemaObject = {
      type: "object",
      properties: {
        faked: { type: ["string", "null"], "x-faker": "string.uuid" },
        judged: { type: ["string", "null"], format: "uuid", not: { const: "x" } },
        ...flags,
      },
    };
    const values = await drawn(ids, 1_000);
    for (const name of ["faked", "judged"])
      expect(new Set(values.map((value) => value[name])).size).toBeGreaterThan(600);
  });

  test("is the same whatever was given and generated before, beyond all that is kept", async () => {
    const busy = await createGenerator(schemasOf(own));
    for (let n = 0; n < 600; n++)
      busy.generate(own, { seed: n * 31, given: { [`is_flag_${n % 12}`]: true, [`x${n}`]: n } });
    for (let seed = 0; seed < 20; seed++) {
      const fresh = await createGenerator(schemasOf(own));
      const input = { seed, given: { kind: "b", [`x${seed}`]: 1 } };
      expect(busy.write(own, input).value).toEqual(fresh.write(own, input).value);
    }
  });
});

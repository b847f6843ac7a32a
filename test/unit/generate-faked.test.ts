import { faker } from "@faker-js/faker/locale/en";
import { createCalls } from "../../src/generate/faked/calls.ts";
import { createGenerator, referenceDate } from "../../src/generate/generator.ts";
import type { SchemaObject } from "../../src/schema/schema.ts";
import { plainJudge, schemasOf } from "../support/schemas.ts";

type Value = Record<string, unknown>;
const seeds = Array.from({ length: 40 }, (_, index) => index * 7919);
const text = (said: unknown, more: SchemaObject = {}): SchemaObject => ({
  type: "string",
  "x-faker": said,
  ...more,
});
const object = (properties: Record<string, SchemaObject>): SchemaObject => ({
  type: "object",
  properties,
  required: Object.keys(properties),
});

async function valuesOf(schema: SchemaObject): Promise<readonly unknown[]> {
  const generator = await createGenerator(schemasOf(schema));
  return seeds.map((seed) => generator.generate(schema, { seed }));
}

describe("x-faker", () => {
  const asked: readonly [unknown, SchemaObject, RegExp][] = [
    ["person.jobTitle", { type: "string" }, /^[A-Z]\w+/],
    ["color.rgb", { type: "string" }, /^#[0-9a-f]{6}$/],
    ["git.commitSha", { type: "string", minLength: 40 }, /^[0-9a-f]{40}$/],
    [{ "string.numeric": 6 }, { type: "string" }, /^\d{6}$/],
    [
      { "string.alpha": [{ length: { min: 2, max: 4 }, casing: "upper" }] },
      { type: "string" },
      /^[A-Z]{2,4}$/,
    ],
    [{ "number.int": { min: 5, max: 7 } }, { type: "integer" }, /^[567]$/],
    [{ "number.int": { min: 5_000_000, max: 5_000_009 } }, { type: "integer" }, /^500000\d$/],
    [{ "finance.amount": [10, 20, 2] }, { type: "number" }, /^(1\d(\.\d\d?)?|20)$/],
    [{ "finance.amount": [10, 20, 2] }, { type: "string" }, /^(1\d|20)\.\d\d$/],
    ["date.past", { type: "string", format: "date" }, /^202[45]-\d\d-\d\d$/],
    ["date.past", { type: "string", format: "date-time" }, /^202[45]-.*Z$/],
    ["datatype.boolean", { type: "boolean" }, /^(true|false)$/],
    ["number.bigInt", { type: "string" }, /^\d+$/],
    [{ "lorem.words": 3 }, { type: "string", maxLength: 60 }, /^\w+ \w+ \w+$/],
  ];

  test.each(asked)("%j makes what faker makes, as %j has it", async (said, schema, pattern) => {
    const accepts = plainJudge(schema);
    for (const value of await valuesOf({ "x-faker": said, ...schema })) {
      expect(accepts(value)).toEqual([]);
      expect(String(value)).toMatch(pattern);
    }
  });

  test("makes another value for each property and each seed, and the same one each time", async () => {
    const schema = object({ a: text("git.commitSha"), b: text("git.commitSha") });
    const values = (await valuesOf(schema)) as readonly Value[];
    expect(new Set(values.flatMap(({ a, b }) => [a, b])).size).toBe(2 * seeds.length);
    expect(await valuesOf(schema)).toEqual(values);
    const more = object({ c: text("date.past"), b: text("git.commitSha"), a: text("git.commitSha") });
    expect(await valuesOf(more)).toMatchObject(values);
  });

  test("of a part of a row keeps the row together", async () => {
    const schema = object({
      who: text("person.firstName"),
      family: text("name.lastName"),
      contact: text("internet.email"),
    });
    for (const value of (await valuesOf(schema)) as readonly Value[]) {
      const plain = `${String(value["who"])}.${String(value["family"])}`
        .toLowerCase()
        .replace(/[^a-z.]/g, "");
      expect(value["contact"]).toMatch(new RegExp(`^${plain}\\d+@example`));
    }
  });

  test("in the words of older documents is understood", async () => {
    const schema = object({
      id: text("random.uuid"),
      full: text("name.findName"),
      name: text("internet.userName"),
    });
    for (const value of (await valuesOf(schema)) as readonly Value[]) {
      expect(value["id"]).toMatch(/^[0-9a-f-]{36}$/);
      expect(value["full"]).toMatch(/^\S+ \S+/);
      expect(value["name"]).toMatch(/^[a-z.]+\d+$/);
    }
  });

  test("wins over an example, and yields to what is given and to null", async () => {
    const schema = object({ job: text("person.jobTitle", { type: ["string", "null"], example: "Clown" }) });
    const jobs = ((await valuesOf(schema)) as readonly Value[]).map(({ job }) => job);
    expect(jobs).not.toContain("Clown");
    expect(jobs).toContain(null);
    const generator = await createGenerator(schemasOf(schema));
    expect(generator.generate(schema, { seed: 1, given: { job: "Pilot" } })).toEqual({ job: "Pilot" });
  });

  test("that breaks the schema is not followed", async () => {
    const schemas: readonly SchemaObject[] = [
      { type: "integer", "x-faker": "person.jobTitle" },
      { type: "string", maxLength: 3, "x-faker": "lorem.paragraph" },
      { type: "string", enum: ["a", "b"], "x-faker": "person.jobTitle" },
      { type: "string", pattern: "^[A-Z]{3}-\\d+$", "x-faker": "internet.email" },
      { type: "string", "x-faker": { "number.int": { min: 9, max: 1 } } },
    ];
    for (const schema of schemas) {
      const accepts = plainJudge(schema);
      for (const value of await valuesOf(schema)) expect(accepts(value)).toEqual([]);
    }
  });
});

describe("every method that may be asked for", () => {
  const names = (module: string): readonly string[] =>
    Object.entries((faker as unknown as Record<string, object>)[module] ?? {}).flatMap(
      ([name, one]: [string, unknown]) => (typeof one === "function" ? [`${module}.${name}`] : []),
    );
  const modules = Object.keys(faker).filter((name) => !["helpers", "rawDefinitions"].includes(name));
  const all = modules.flatMap(names).filter((name) => !name.startsWith("_") && !name.endsWith("LoremFlickr"));

  test("is a function of its seed", () => {
    const [one, other] = [createCalls(faker, referenceDate), createCalls(faker, referenceDate)];
    const made = (read: typeof one, name: string, seed: number): unknown => {
      const asked = read(name);
      try {
        return "call" in asked ? asked.call(seed) : undefined;
      } catch {
        return undefined;
      }
    };
    const known = all.filter((name) => made(one, name, 1) !== undefined);
    expect(known.length).toBeGreaterThan(180);
    for (const name of known.toReversed())
      expect([name, made(other, name, 5)]).toEqual([name, made(one, name, 5)]);
  });
});

test("a mistake is told with the method that was probably meant, or with what breaks the schema", async () => {
  const generator = await createGenerator(schemasOf(true));
  expect(generator.fakedMistake(text("person.fristName"))?.said).toBe(
    'faker has no "person.fristName" (did you mean person.firstName?)',
  );
  const unfit = generator.fakedMistake({ type: "integer", "x-faker": "person.jobTitle" });
  expect(unfit?.said).toMatch(/^person\.jobTitle makes "[^"]+", which breaks the schema$/);
  expect(generator.fakedMistake(text("person.jobTitle"))).toBeUndefined();
});

describe("x-faker of somebody who means harm", () => {
  const hostile: readonly unknown[] = [
    "helpers.fake",
    { "helpers.fake": "{{internet.password}}" },
    { "helpers.fromRegExp": "(a|a)*{1,99}" },
    "helpers.arrayElement",
    "constructor.constructor",
    "__proto__.toString",
    "person.constructor",
    "person.__proto__",
    "person.toString",
    "person.faker",
    "person.faker.helpers.fake",
    "seed",
    "",
    7,
    null,
    [],
    { "lorem.words": 3, "lorem.word": 1 },
    { "internet.password": { length: 8, pattern: "[^\\s\\S]" } },
    { "finance.creditCardNumber": "#{1,1000000000}" },
    { "person.fullName": JSON.parse('{"__proto__": {"polluted": true}}') as unknown },
    { "lorem.words": [[[[[[[1]]]]]]] },
  ];

  test.each(hostile)("%j is refused, and something valid is made without it", async (said) => {
    const generator = await createGenerator(schemasOf(text(said)));
    if (said !== null) expect(generator.fakedMistake(text(said))?.kind).toBe("unknown");
    expect(typeof generator.generate(text(said), { seed: 1 })).toBe("string");
    expect(({} as Value)["polluted"]).toBeUndefined();
  });

  const huge: readonly unknown[] = [
    { "lorem.paragraphs": 1e9 },
    { "string.alpha": 1e9 },
    { "string.alpha": { length: { min: 1e9, max: 2e9 } } },
    { "lorem.words": { min: 1e12, max: 1e12 } },
    { "finance.accountNumber": 1e9 },
    { "number.float": { min: 0, max: 1, fractionDigits: 1e9 } },
    { "commerce.price": { min: 1, max: 5, dec: 1e9 } },
    { "internet.password": { length: 1e9 } },
    { "string.fromCharacters": ["a".repeat(1e6), 1e9] },
    { "date.betweens": { from: "2020-01-01", to: "2021-01-01", count: 1e9 } },
  ];

  test.each(huge)("%j is clamped", (said) => {
    const asked = createCalls(faker, referenceDate)(said);
    const made = "call" in asked ? JSON.stringify(asked.call(1)) : "refused";
    expect(made.length).toBeLessThan(100_000);
    expect(made.length).toBeGreaterThan(2);
  });
});

import { createGenerator, type GenerateInput } from "../../src/generate/generator.ts";
import type { SchemaObject } from "../../src/schema/schema.ts";
import { schemasOf } from "../support/schemas.ts";

const text = { type: "string" };
const integer = { type: "integer" };
const number = { type: "number" };
const flag = { type: "boolean" };
const maybe = { type: ["string", "null"] };
const object = (properties: SchemaObject["properties"], more: SchemaObject = {}): SchemaObject => ({
  type: "object",
  properties: properties ?? {},
  ...more,
});
const hundred = (items: SchemaObject): SchemaObject => ({
  type: "array",
  items,
  minItems: 100,
  maxItems: 100,
});

type Value = Record<string, unknown>;

async function generate(schema: SchemaObject, input: Partial<GenerateInput> = {}): Promise<Value> {
  return (await createGenerator(schemasOf(schema))).generate(schema, { seed: 1, ...input }) as Value;
}

async function manyOf(schema: SchemaObject, input: Partial<GenerateInput> = {}): Promise<readonly Value[]> {
  const generator = await createGenerator(schemasOf(schema));
  return Array.from(
    { length: 200 },
    (_, seed) => generator.generate(schema, { ...input, seed: seed * 7919 }) as Value,
  );
}

const person = object({
  firstname: text,
  lastname: text,
  username: text,
  email: text,
  gender: text,
  image: text,
});

describe("a generated person", () => {
  test("has a user name, an address and a picture that go with the name", async () => {
    for (const { firstname, lastname, username, email, image } of await manyOf(person)) {
      const plain = (name: unknown) =>
        String(name)
          .toLowerCase()
          .replace(/[^a-z]/g, "");
      expect(username).toMatch(new RegExp(`^${plain(firstname)}\\.${plain(lastname)}\\d+$`));
      expect(email).toMatch(new RegExp(`^${String(username)}@example\\.(com|org|net)$`));
      expect(image).toBe(`https://images.example.com/people/${String(username)}.jpg`);
    }
  });

  test("is recognised whatever the naming style", async () => {
    const styles = object({
      firstName: text,
      last_name: text,
      "given-name": text,
      familyName: text,
      userName: text,
      emailAddress: text,
    });
    const value = await generate(styles);
    expect(value["firstName"]).toBe(value["given-name"]);
    expect(value["last_name"]).toBe(value["familyName"]);
    expect(value["emailAddress"]).toMatch(new RegExp(`^${String(value["userName"])}@`));
  });

  test("keeps the gender of the name, in the words of the enum", async () => {
    const letters = object({
      firstname: text,
      gender: { type: "string", enum: ["M", "F"] },
      salutation: text,
    });
    for (const value of await manyOf(letters))
      expect(value["salutation"]).toBe(value["gender"] === "F" ? "Ms" : "Mr");
  });

  test("is an adult with a date of birth and no time", async () => {
    for (const { dob } of await manyOf(object({ firstname: text, dob: text })))
      expect(dob).toMatch(/^(19[5-9]|200)\d-\d\d-\d\d$/);
  });

  test("has telephone numbers that differ and lie in one country", async () => {
    const value = await generate(object({ firstname: text, phone_1: text, phone_2: text }));
    expect(value["phone_1"]).toMatch(/^\+\d[\d ]+$/);
    expect(value["phone_1"]).not.toBe(value["phone_2"]);
    expect(String(value["phone_1"]).split(" ")[0]).toBe(String(value["phone_2"]).split(" ")[0]);
  });
});

describe("a generated place", () => {
  const address = object({
    street: text,
    city: text,
    country: text,
    country_code: text,
    postcode: text,
    latitude: text,
    lng: number,
    timezone: text,
    currency: text,
  });

  test("is in the country that its city is in", async () => {
    for (const value of await manyOf(address)) {
      if (value["city"] === "Tokyo")
        expect(value).toMatchObject({
          country: "Japan",
          country_code: "JP",
          timezone: "Asia/Tokyo",
          currency: "JPY",
        });
      if (value["country"] === "France") expect(Number(value["latitude"])).toBeCloseTo(46, -1);
    }
    expect(new Set((await manyOf(address)).map(({ city }) => city)).size).toBeGreaterThan(30);
  });

  test("writes a latitude as the schema asks: text or number", async () => {
    const value = await generate(address);
    expect(value["latitude"]).toMatch(/^-?\d+(\.\d+)?$/);
    expect(typeof value["lng"]).toBe("number");
  });

  test("of a customer fits the customer's telephone number", async () => {
    const customer = object({ firstname: text, phone: text, address: object({ city: text, country: text }) });
    const codes: Record<string, string> = {
      France: "+33",
      Germany: "+49",
      Japan: "+81",
      "United Kingdom": "+44",
    };
    for (const value of await manyOf(customer)) {
      const code = codes[String((value["address"] as Value)["country"])];
      if (code !== undefined) expect(value["phone"]).toMatch(new RegExp(`^\\${code} `));
    }
  });

  test("agrees with a city that was given", async () => {
    expect(await generate(address, { given: { city: "Lisbon" } })).toMatchObject({
      city: "Lisbon",
      country: "Portugal",
      country_code: "PT",
    });
    expect(await generate(address, { given: { country: "Japan" } })).toMatchObject({
      country: "Japan",
      currency: "JPY",
      timezone: "Asia/Tokyo",
    });
  });
});

describe("generated dates", () => {
  const history = object({
    date_insert: text,
    date_update: text,
    suspicious: flag,
    suspicious_date: maybe,
    last_action_date: text,
    online: flag,
  });

  test("are updated after they were created, and never after the reference date", async () => {
    for (const { date_insert, date_update } of await manyOf(history)) {
      expect(date_insert).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(String(date_insert) <= String(date_update)).toBe(true);
      expect(String(date_update) <= "2025-11-17T09:00:00Z").toBe(true);
    }
  });

  test("belong to a flag: no suspicion, no date of it", async () => {
    const values = await manyOf(history);
    for (const { suspicious, suspicious_date } of values)
      expect(suspicious_date === null).toBe(suspicious === false);
    expect(values.some(({ suspicious }) => suspicious === true)).toBe(true);
  });

  test("say who is online now", async () => {
    for (const { online, last_action_date } of await manyOf(history)) {
      expect(String(last_action_date) >= "2025-11-17T08:55:00Z").toBe(online === true);
    }
  });

  test("begin before they end", async () => {
    for (const value of await manyOf(
      object({
        start_date: { type: "string", format: "date" },
        end_date: { type: "string", format: "date" },
        starts_at: text,
        ends_at: text,
      }),
    )) {
      expect(String(value["start_date"]) < String(value["end_date"])).toBe(true);
      expect(String(value["starts_at"]) < String(value["ends_at"])).toBe(true);
    }
  });

  test("follow a date of creation that was given", async () => {
    const value = await generate(history, { given: { date_insert: "2025-11-16T12:00:00Z" } });
    expect(String(value["date_update"]) >= "2025-11-16T12:00:00Z").toBe(true);
  });

  test("are anchored where the caller wants them", async () => {
    const now = Date.UTC(2031, 0, 1);
    const value = (await createGenerator(schemasOf(history), { now })).generate(history, {
      seed: 1,
    }) as Value;
    expect(value["date_insert"]).toMatch(/^20(29|30)/);
  });

  test("are seconds since 1970 where the schema wants an integer", async () => {
    const { created_at } = await generate(object({ created_at: integer }));
    expect(created_at).toBeGreaterThan(1_600_000_000);
    expect(created_at).toBeLessThan(1_800_000_000);
  });
});

describe("names of other kinds of documents", () => {
  test("a shop: an order line adds up", async () => {
    const line = object({
      product_id: integer,
      name: text,
      sku: text,
      quantity: integer,
      unit_price: number,
      tax: number,
      subtotal: number,
      total: number,
    });
    for (const { quantity, unit_price, subtotal, tax, total } of (await manyOf(line)) as readonly Record<
      string,
      number
    >[]) {
      expect(subtotal).toBeCloseTo((quantity ?? 0) * (unit_price ?? 0), 2);
      expect([subtotal, (subtotal ?? 0) + (tax ?? 0)].map((sum) => (sum ?? 0).toFixed(2))).toContain(
        (total ?? 0).toFixed(2),
      );
    }
  });

  test("flags are as likely as they sound", async () => {
    const flags = object({
      is_blocked: flag,
      anonymized: flag,
      unavailable: flag,
      active: flag,
      optin_terms: flag,
      notification_email: flag,
    });
    const share = (name: string, all: readonly Value[]) =>
      all.filter((value) => value[name] === true).length / all.length;
    const values = await manyOf(flags);
    for (const name of ["is_blocked", "anonymized", "unavailable"])
      expect(share(name, values)).toBeLessThan(0.25);
    for (const name of ["active", "optin_terms", "notification_email"])
      expect(share(name, values)).toBeGreaterThan(0.7);
  });

  test.each([
    ["website", /^https:\/\/www\.[a-z0-9]+\.example\/$/],
    ["external_url", /^https:\/\/www\.example\.com\//],
    ["logo", /^https:\/\/images\.example\.com\//],
    ["api_key", /^[0-9a-f]{32}$/],
    ["key_data", /^[0-9a-f]{32}$/],
    ["customer_id", /^[a-z2-7]{10}$/],
    ["facebook_id", /^\d{15}$/],
    ["lang", /^[a-z]{2}_[A-Z]{2}$/],
    ["language_code", /^[a-z]{2}$/],
    ["iban", /^[A-Z]{2}\d\d[A-Z0-9]+$/],
    ["ip_address", /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/],
    ["version", /^\d+\.\d+\.\d+$/],
    ["sell_token_amount", /^\d+\.\d\d$/],
    ["motivation_letter", /^[A-Z].{40,}\.$/],
    ["ean", /^\d{13}$/],
    ["opening_hours", /\d:\d\d/],
  ])("%s looks like one", async (name, pattern) => {
    for (const value of (await manyOf(object({ [name]: text }))).slice(0, 40))
      expect(value[name]).toMatch(pattern);
  });

  test("a description that lists values in prose is followed", async () => {
    const listed = object({
      mood: { type: "string", description: "How it went. Values are great, fine, or awful." },
    });
    for (const { mood } of await manyOf(listed)) expect(["great", "fine", "awful"]).toContain(mood);
  });

  test("translations of one thing come in different languages, each in its own", async () => {
    const lang = { type: "string", enum: ["en_GB", "fr_FR", "es_ES", "de_DE"] };
    const labels = object({ hours: { type: "array", items: object({ lang, content: text }) } });
    for (const value of await manyOf(labels)) {
      const hours = value["hours"] as readonly Value[];
      expect(new Set(hours.map((one) => one["lang"])).size).toBe(hours.length);
      expect(hours.find((one) => one["lang"] === "de_DE")?.["content"] ?? "Mo").toMatch(/^(Mo|Täglich)/);
    }
  });
});

describe("lists", () => {
  test("have 3 to 10 items, 3 to 5 inside the items of another list", async () => {
    const nested = object({
      groups: { type: "array", items: object({ tags: { type: "array", items: text } }) },
    });
    for (const value of await manyOf(nested)) {
      const groups = value["groups"] as readonly { tags: readonly string[] }[];
      expect(groups.length).toBeGreaterThanOrEqual(3);
      expect(groups.length).toBeLessThanOrEqual(10);
      for (const { tags } of groups) expect([3, 4, 5]).toContain(tags.length);
    }
  });

  test("of a hundred people have a hundred ids and hardly an address twice", async () => {
    const people = (await generate(
      hundred(object({ id: integer, name: text, email: text })),
    )) as unknown as readonly Value[];
    expect(new Set(people.map(({ id }) => id)).size).toBe(100);
    expect(new Set(people.map(({ email }) => email)).size).toBeGreaterThanOrEqual(95);
  });

  test("of a hundred keep their ids apart within the bounds of the schema too", async () => {
    const bounded = (await generate(
      hundred(object({ id_order: { type: "integer", minimum: 1, maximum: 500 } })),
    )) as unknown as readonly Value[];
    expect(new Set(bounded.map((one) => one["id_order"])).size).toBe(100);
  });
});

describe("recursion", () => {
  const tree: SchemaObject = {
    $defs: {
      node: object(
        {
          name: text,
          parent: { $ref: "#/$defs/node" },
          children: { type: "array", items: { $ref: "#/$defs/node" } },
        },
        { required: ["name", "children"] },
      ),
    },
    $ref: "#/$defs/node",
  };

  test("ends after a few levels, with empty lists and without optional parts", async () => {
    for (const value of await manyOf(tree)) expect(JSON.stringify(value).length).toBeLessThan(5000);
  });

  test("takes the branch that ends", async () => {
    const operand = { oneOf: [{ $ref: "#/$defs/sum" }, { type: "number" }] };
    const sum = object({ left: operand, right: operand }, { required: ["left", "right"] });
    for (const value of await manyOf({ $defs: { sum }, ...operand }))
      expect(JSON.stringify(value).length).toBeLessThan(3000);
  });

  test("through many types at once stays small", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `t${index}`);
    const all = Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }]));
    const $defs = Object.fromEntries(names.map((name) => [name, object({ ...all, title: text })]));
    const value = await generate({ $defs, $ref: "#/$defs/t0" });
    expect(JSON.stringify(value).length).toBeLessThan(2_000_000);
  });
});

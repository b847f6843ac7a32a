import { locumHere } from "../support/cli.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const text = { type: "string" };
const names = ["name", "firstName", "email", "city", "country", "country_code", "street", "phone", "company"];
const properties = Object.fromEntries(names.map((name) => [name, text]));
const items = { type: "object", properties };
const content = { "application/json": { schema: { type: "array", minItems: 30, items } } };
const document = {
  openapi: "3.1.0",
  info: { title: "Customers", version: "1" },
  paths: { "/customers": { get: { responses: { 200: { description: "all of them", content } } } } },
};
type Customer = Record<string, string>;

async function customers(locale?: string): Promise<readonly Customer[]> {
  const mock = await startMock({ document, locale });
  return (await ask(`${mock.url}/customers`)).json as unknown as readonly Customer[];
}

describe("a locale", () => {
  test.each([
    ["de", { country: /^Deutschland$/, country_code: /^DE$/, phone: /^\+49 /, street: /^\D+ \d+$/ }],
    ["fr", { country: /^France$/, phone: /^\+33 /, street: /^\d+ \D+/ }],
    ["pt-br", { country: /^Brasil$/, city: /^São Paulo$/, phone: /^\+55 / }],
    ["ja_JP", { country: /^日本$/, name: /^[^\x20-\x7E]+ [^\x20-\x7E]+$/, phone: /^\+81 / }],
    ["zh_CN", { country: /^中国$/, name: /^[^\x20-\x7E]{2,4}$/, company: /[^\x20-\x7E]/ }],
    ["ru", { country: /^Россия$/, name: /^[А-Яа-яё]+ [А-Яа-яё-]+$/, phone: /^\+7 / }],
    ["de_AT", { country: /^Österreich$/, city: /^Wien$/ }],
  ] as const)(
    "%s decides what people, streets, cities and countries are called",
    async (locale, patterns) => {
      const all = await customers(locale);
      for (const [name, pattern] of Object.entries(patterns)) {
        for (const one of all) expect(one[name]).toMatch(pattern);
      }
      for (const { email } of all) expect(email).toMatch(/^[a-z]+\.[a-z]+\d+@example\.(com|net|org)$/);
      expect(new Set(all.map(({ name }) => name)).size).toBeGreaterThan(25);
    },
  );

  test("gives the same values each time, and none gives those there have always been", async () => {
    expect(await customers("de")).toEqual(await customers("de"));
    expect(await customers("de")).not.toEqual(await customers());
    expect(await customers(undefined)).toEqual(await customers());
  });

  test.each(["xx", "deutsch", "fr_XX", "../../secret", "__proto__", "base", ""])(
    "%j that there is none of is refused, naming one there is",
    async (locale) => {
      await expect(startMock({ document, locale })).rejects.toThrow(
        /locale: faker has no locale .*\n {2}(Did you mean|Use one of) \w+/s,
      );
    },
  );

  test("is told on the command line", async () => {
    const { code, err } = await locumHere("serve", "--port", "0", "--store", "memory", "--locale", "fr_XX");
    expect(code).toBe(2);
    expect(err).toContain('locale: faker has no locale "fr_XX"\n  Did you mean fr, fr_BE, fr_CA');
  });
});

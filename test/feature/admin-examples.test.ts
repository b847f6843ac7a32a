import { everyExample } from "../support/admin-document.ts";
import { ask, stopAll } from "../support/mock.ts";
import { openShop } from "../support/pet-shop.ts";

afterAll(stopAll);

const examples = everyExample().map(
  ([method, path, body]) => [`${method} ${path}`, { method, path, body }] as const,
);

describe("the admin document gives an example of every body, and takes it", () => {
  test("of all that have one", () => {
    expect(examples.length).toBeGreaterThan(10);
    expect(examples.filter(([, { body }]) => body === undefined)).toEqual([]);
  });

  test.each(examples)("%s", async (_, { method, path, body }) => {
    const { mock } = await openShop(
      "  - { operation: login, when: { state: Started }, respond: { status: 409 } }",
    );
    const admin = `${mock.url}/__admin`;
    // Something for the example to speak of.
    const told = await ask(`${admin}/stubs`, { method: "POST", body: { operation: "readTill" } });
    const named: Record<string, string> = { name: "shop", collection: "pets", id: String(told.json["id"]) };
    const place = path.replace(/\{(\w+)\}/g, (whole, name: string) => named[name] ?? whole);
    const answer = await ask(admin + place, { method, body });
    expect([answer.status < 300, answer.text]).toEqual([true, answer.text]);
  });
});

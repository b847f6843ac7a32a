import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { locumHere } from "../support/cli.ts";
import { ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

afterAll(stopAll);

const document = "test/support/shop.yaml";
const customer = (id: number, name: string) => ({
  ...{ id, name, email: `${name.toLowerCase()}@example.org` },
  ...{ created_at: "2025-01-01T00:00:00Z", updated_at: "2025-01-01T00:00:00Z" },
});
const records = {
  customers: [customer(3, "Ada"), customer(7, "Grace")],
  settings: { currency: "EUR", theme: "dark" },
};

async function seedFile(content: unknown, name = "seed.json"): Promise<string> {
  const file = join(await temporaryFolder(), name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const namesAt = async (url: string) => {
  const { json } = await ask(`${url}/customers`);
  return (json["data"] as { name: string }[]).map(({ name }) => name);
};

describe("records that sessions begin with", () => {
  test.each(["memory", "file"] as const)(
    "are in every session, and come back by a reset (%s)",
    async (store) => {
      const data = await temporaryFolder();
      const mock = await startMock({ document, store, data, storeFile: await seedFile(records) });
      const [one, other] = [mock.session("one").url, mock.session("other").url];
      expect((await ask(`${one}/customers/7`)).json).toEqual(customer(7, "Grace"));
      expect((await ask(`${one}/customers/8`)).status).toBe(404);
      expect((await ask(`${one}/settings`)).json).toEqual(records.settings);
      const created = await ask(`${one}/customers`, {
        method: "POST",
        body: { name: "Mae", email: "m@example.org" },
      });
      expect(created.json["id"]).toBe(8);
      await ask(`${one}/customers/3`, { method: "DELETE" });
      expect([await namesAt(one), await namesAt(other)]).toEqual([
        ["Grace", "Mae"],
        ["Ada", "Grace"],
      ]);
      await mock.session("one").reset();
      expect(await namesAt(one)).toEqual(["Ada", "Grace"]);
      // A session that only looked holds nothing.
      expect((await ask(`${mock.url}/__admin/store`)).json["collections"]).toContainEqual({
        ...{ name: "customers", count: 2, written: true },
      });
    },
  );

  test("give way to what a session's file says, and are there again for a new one", async () => {
    const data = await temporaryFolder();
    const options = { document, store: "file", data, storeFile: records } as const;
    const first = await startMock(options);
    await ask(`${first.session("old").url}/customers/3`, { method: "DELETE" });
    await first.stop();
    const second = await startMock(options);
    expect(await namesAt(second.session("old").url)).toEqual(["Grace"]);
    expect(await namesAt(second.session("new").url)).toEqual(["Ada", "Grace"]);
    await second.stop();
    // What a session wrote can be what others begin with.
    const third = await startMock({ document, storeFile: join(data, "old.json") });
    expect(await namesAt(third.url)).toEqual(["Grace"]);
  });

  test("may be written in YAML, and leave out ids", async () => {
    const anybody = Object.entries(customer(0, "Ada")).filter(([name]) => name !== "id");
    const lines = anybody.map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    const storeFile = await seedFile(`customers:\n  - ${lines.join("\n    ")}\n`, "seed.yaml");
    const { url } = await startMock({ document, storeFile });
    expect((await ask(`${url}/customers/1`)).json).toEqual(customer(1, "Ada"));
  });

  test.each<[string, unknown, RegExp]>([
    [
      "a record that breaks the contract",
      { customers: [customer(1, "A"), { ...customer(2, "B"), name: 7 }] },
      /seed\.json: customers\/1\/name: 1\.name must be a string/,
    ],
    [
      "an unknown collection",
      { custmers: [] },
      /custmers: the contract has no such collection \(did you mean customers\?\)/,
    ],
    ["what is no record", { customers: [7] }, /customers\/0: a record is an object/],
    ["what is no list", { customers: 7 }, /customers: this is no list of records/],
    ["what is no object", [], /this is no object of collections/],
    ["one id twice", { customers: [customer(1, "A"), customer(1, "B")] }, /customers\/1\/id/],
    ["broken JSON", '{"customers": [}', /seed\.json:1:\d+/],
  ])("are refused at the start where they cannot be used: %s", async (_, content, message) => {
    await expect(startMock({ document, storeFile: await seedFile(content) })).rejects.toThrow(message);
  });

  test("that are missing or too many: the start says so", async () => {
    await expect(startMock({ document, storeFile: "nowhere.json" })).rejects.toThrow(
      /nowhere\.json: it cannot be read/,
    );
    await expect(startMock({ document, storeFile: records, maxRecords: 2 })).rejects.toThrow(/3 records.*2/);
    const file = await seedFile({ custmers: [] });
    const { code, err } = await locumHere("serve", document, "--port", "0", "--store-file", file);
    expect([code, err]).toEqual([2, expect.stringContaining("did you mean customers?")]);
  });

  test("are not written to", async () => {
    const storeFile = await seedFile(records);
    const mock = await startMock({ document, storeFile });
    await ask(`${mock.url}/customers/3`, { method: "DELETE" });
    await mock.stop();
    expect(JSON.parse(readFileSync(storeFile, "utf8"))).toEqual(records);
  });
});

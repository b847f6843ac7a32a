import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createMockServer, type MockServer } from "../../src/index.ts";
import {
  ada,
  ambassadorDocument,
  ambassadors,
  startMock,
  stopAll,
  temporaryFolder,
} from "../support/mock.ts";

afterAll(stopAll);

async function startOn(data: string): Promise<MockServer> {
  return startMock({ store: "file", data });
}

interface DataFile {
  format: number;
  contract: string;
  collections: { ambassadors: Record<string, unknown>[] };
}
const read = (data: string, session = "default") =>
  JSON.parse(readFileSync(join(data, `${session}.json`), "utf8")) as DataFile;

describe("what was created", () => {
  test("is in a file that people can read, a graceful stop losing nothing", async () => {
    const data = await temporaryFolder();
    const mock = await startOn(data);
    const { json } = await ambassadors(mock).create();
    await ambassadors(mock).create({ ...ada, firstname: "Grace" }, { "x-mock-session": "other" });
    await mock.stop();
    expect(read(data)).toMatchObject({ format: 1, contract: "Ambassador API" });
    expect(read(data).collections.ambassadors).toEqual([json]);
    expect(read(data, "other").collections.ambassadors).toHaveLength(1);
    expect(readFileSync(join(data, "default.json"), "utf8").split("\n").length).toBeGreaterThan(2);
  });

  test("is there after a restart, and ids go on", async () => {
    const data = await temporaryFolder();
    const first = await startOn(data);
    await ambassadors(first).create();
    await first.stop();
    const { json } = await ambassadors(await startOn(data)).create();
    expect(json["id_ambassador"]).toBe(2);
  });

  test("a request that failed leaves nothing behind", async () => {
    const data = await temporaryFolder();
    const mock = await startOn(data);
    await ambassadors(mock).create({});
    await mock.stop();
    expect(existsSync(join(data, "default.json")) ? read(data).collections : {}).toEqual({});
  });
});

describe("a file that cannot be used", () => {
  test.each([
    ["truncated", (text: string) => text.slice(0, text.length / 2)],
    ["no JSON at all", () => "hello"],
    ["a list", () => "[]"],
    ["null", () => "null"],
    ["empty", () => ""],
    [
      "of another format",
      (text: string) => text.replace('"format": 1', '"format": 99').replace('"format":1', '"format":99'),
    ],
  ])("%s: the start fails naming it, and leaves it as it is", async (_, spoil) => {
    const data = await temporaryFolder();
    const mock = await startOn(data);
    await ambassadors(mock).create();
    await mock.stop();
    const file = join(data, "default.json");
    const spoilt = spoil(readFileSync(file, "utf8"));
    writeFileSync(file, spoilt);
    await expect(createMockServer({ document: ambassadorDocument, data }).start()).rejects.toThrow(
      /default\.json/,
    );
    expect(readFileSync(file, "utf8")).toBe(spoilt);
  });
});

test("a second server on the same folder is refused, and told who has it and what to do", async () => {
  const data = await temporaryFolder();
  await startOn(data);
  const second = createMockServer({ document: ambassadorDocument, data }).start();
  await expect(second).rejects.toThrow(new RegExp(String(process.pid)));
  await expect(createMockServer({ document: ambassadorDocument, data }).start()).rejects.toThrow(
    /--store memory/,
  );
  await expect(createMockServer({ document: ambassadorDocument, data }).start()).rejects.toThrow(/--data/);
});

test("durable: the answer comes after its record is on file", async () => {
  const data = await temporaryFolder();
  const mock = await startMock({ store: "file", data, durable: true });
  const { json } = await ambassadors(mock).create();
  expect(read(data).collections.ambassadors).toEqual([json]);
});

test("stateless: nothing is remembered, and no file is written", async () => {
  const data = await temporaryFolder();
  const mock = await startMock({ store: "file", data, stateless: true });
  const { status, headers } = await ambassadors(mock).create();
  expect([status, headers.get("x-mock-source")]).toEqual([201, "generated"]);
  await mock.stop();
  expect(existsSync(join(data, "default.json"))).toBe(false);
});

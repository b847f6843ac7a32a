import { rename, rm } from "node:fs/promises";
import { pet, problemOf, recordOf } from "../support/store-contract.ts";
import { fickleFiles, still, temporaryFolder, type Folder } from "../support/store-folder.ts";
import type { Store } from "../../src/store/store.ts";

let folder: Folder;
let store: Store;

beforeEach(async () => {
  folder = await temporaryFolder();
  store = await folder.open();
  for (const id of [1, 2, 3]) await store.put(pet(String(id)), recordOf({ id, name: `pet ${id}` }));
  await store.increment("s", "ids", "pets");
  await store.compareAndSet("s", "door", { from: undefined, to: "open" });
  await store.flush();
});
afterEach(() => folder.remove());

const jsonOfAll = async (): Promise<string[]> =>
  (await store.page("s", "pets")).records.map(({ json }) => json);

describe("an edit by hand", () => {
  test("changes, deletes and adds records, and takes the order of the file", async () => {
    await folder.edit((text) =>
      text
        .replace("pet 1", "edited")
        .replace(/\{"id":2.*\},\n/, "")
        .replace('{"id":3', '{"id":9, "name": "new"},\n{"id":3'),
    );
    await store.flush();
    expect(await jsonOfAll()).toEqual([
      '{"id":1,"name":"edited"}',
      '{"id":9,"name":"new"}',
      '{"id":3,"name":"pet 3"}',
    ]);
    expect((await store.get("s", "pets", "9"))?.value["name"]).toBe("new");
    expect(await store.get("s", "pets", "2")).toBeUndefined();
  });

  test("changes counters and states", async () => {
    await folder.edit((text) => text.replace('"pets":1', '"pets":41').replace('"open"', '"shut"'));
    await store.flush();
    expect(await store.increment("s", "ids", "pets")).toBe(42);
    expect(await store.state("s", "door")).toBe("shut");
  });

  test("wins for what it changed and leaves what was written since the last flush", async () => {
    await store.put(pet("1"), recordOf({ id: 1, name: "by request" }));
    await store.put(pet("2"), recordOf({ id: 2, name: "by request" }));
    await store.put(pet("4"), recordOf({ id: 4, name: "by request" }));
    await store.delete("s", "pets", "3");
    await folder.edit((text) => text.replace("pet 1", "by hand"));
    await store.flush();
    const expected = [
      { id: 1, name: "by hand" },
      { id: 2, name: "by request" },
      { id: 4, name: "by request" },
    ];
    expect((await jsonOfAll()).map((json) => JSON.parse(json) as unknown)).toEqual(expected);
    expect(await folder.json()).toMatchObject({ collections: { pets: expected } });
  });

  test("survives being written in another layout", async () => {
    await folder.edit((text) => JSON.stringify(JSON.parse(text.replace("pet 2", "edited")), null, 4));
    await store.flush();
    expect(await jsonOfAll()).toEqual([
      '{"id":1,"name":"pet 1"}',
      '{"id":2,"name":"edited"}',
      '{"id":3,"name":"pet 3"}',
    ]);
  });

  test("is seen without anybody asking", async () => {
    await store.close();
    store = await folder.open({ timing: { ...still, lookAfter: () => 1 } });
    const seen = new Promise<void>((resolve) => {
      folder.logged.push = (line) => {
        if (line.endsWith("s.json: read again, it was edited")) resolve();
        return 0;
      };
    });
    await folder.edit((text) => text.replace("pet 1", "edited"));
    await seen;
    expect((await store.get("s", "pets", "1"))?.value["name"]).toBe("edited");
  });

  test("made while a write is going on is not overwritten", async () => {
    await store.close();
    const files = fickleFiles();
    store = await folder.open({ files });
    await store.put(pet("4"), recordOf({ id: 4 }));
    files.calls.open = async (path, flags, mode) => {
      delete files.calls.open;
      await folder.edit((text) => text.replace("pet 1", "edited"));
      return files.open(path, flags, mode);
    };
    await store.flush();
    expect((await store.get("s", "pets", "1"))?.value["name"]).toBe("edited");
    expect(await folder.read()).toMatch(/edited[^]*\{"id":4\}/);
    expect(await folder.names()).toEqual(["s.json"]);
  });

  test("that removes the file removes its records, and keeps what came since", async () => {
    await store.put(pet("4"), recordOf({ id: 4 }));
    await rm(folder.file());
    await store.flush();
    expect(await jsonOfAll()).toEqual(['{"id":4}']);
    expect(await store.count("s", "ids", "pets")).toBe(0);
    await rm(folder.path, { recursive: true });
    await store.put(pet("5"), recordOf({ id: 5 }));
    await store.flush();
    expect(await folder.json()).toMatchObject({ collections: { pets: [{ id: 5 }] } });
  });

  test("that takes out a collection makes it unwritten again", async () => {
    await folder.edit((text) => text.replace(/"pets":\[[^]*?\]/, ""));
    await store.flush();
    expect(await store.isWritten("s", "pets")).toBe(false);
  });

  test("that adds a file adds a session", async () => {
    await folder.save('{"format":1,"collections":{"pets":[{"id":7}]}}', "t.json");
    await store.flush();
    expect((await store.get("t", "pets", "7"))?.json).toBe('{"id":7}');
    expect([...(await store.sessions())].sort()).toEqual(["s", "t"]);
  });

  test("of a session that is written to at the same time for the first time joins it", async () => {
    await store.put(pet("1", "t"), recordOf({ id: 1 }));
    await folder.save('{"format":1,"collections":{"pets":[{"id":7}]}}', "t.json");
    await store.flush();
    expect(await folder.json("t.json")).toMatchObject({ collections: { pets: [{ id: 7 }, { id: 1 }] } });
  });
});

describe("an edit that cannot be read", () => {
  const broken = '{"format":1,"collections":{"pets":[\n{"id":1,"name":"half an ed';

  test("is never overwritten; the mock serves from memory, says so once, and recovers", async () => {
    const whole = await folder.read();
    await folder.save(broken);
    const problem = await problemOf(() => store.flush());
    expect(problem.code).toBe("store-unavailable");
    expect(problem.detail).toContain("s.json:2:");
    await store.put(pet("4"), recordOf({ id: 4 }));
    await problemOf(() => store.flush());
    expect(await folder.read()).toBe(broken);
    expect(await store.page("s", "pets")).toMatchObject({ total: 4 });
    expect(store.health()).toEqual({
      state: "degraded",
      reasons: [expect.stringMatching(/s\.json:2:\d+: the file ends/)],
    });
    expect(folder.logged.filter((line) => line.includes("s.json:2:"))).toHaveLength(1);

    await folder.save(whole.replace("pet 1", "edited"));
    await store.flush();
    expect(store.health()).toEqual({ state: "ok", reasons: [] });
    expect(await folder.json()).toMatchObject({
      collections: { pets: [{ id: 1, name: "edited" }, { id: 2 }, { id: 3 }, { id: 4 }] },
    });
  });

  test("is over when the file as it was is put back", async () => {
    await rename(folder.file(), folder.file("aside"));
    await folder.save(broken);
    await problemOf(() => store.flush());
    await rename(folder.file("aside"), folder.file());
    await store.flush();
    expect(store.health().state).toBe("ok");
    expect(await store.page("s", "pets")).toMatchObject({ total: 3 });
  });

  test("is no trouble when it was only seen halfway through a save", async () => {
    await store.close();
    const files = fickleFiles();
    store = await folder.open({ files });
    const edited = (await folder.read()).replace("pet 1", "edited");
    await folder.save(broken);
    await folder.save(broken, "halfway");
    files.calls.open = async () => {
      delete files.calls.open;
      const halfway = await files.open(folder.file("halfway"));
      await folder.save(edited);
      return halfway;
    };
    await store.flush();
    expect((await store.get("s", "pets", "1"))?.value["name"]).toBe("edited");
    expect(folder.logged.filter((line) => line.includes("left as it is"))).toEqual([]);
  });

  test("stops a reset with a problem, for the file would still say what it said", async () => {
    await folder.save(broken);
    expect((await problemOf(() => store.clear("s"))).code).toBe("store-unavailable");
    expect(await folder.read()).toBe(broken);
  });

  test("does not cost what was in memory when the mock stops: that is saved beside it", async () => {
    await folder.save(broken);
    await store.put(pet("4"), recordOf({ id: 4 }));
    await store.close();
    expect(await folder.read()).toBe(broken);
    expect(await folder.json("s.json.unsaved")).toMatchObject({
      collections: { pets: [{}, {}, {}, { id: 4 }] },
    });
    expect(folder.logged.at(-1)).toContain("s.json.unsaved");
    await rename(folder.file("s.json.unsaved"), folder.file());
    store = await folder.open();
    expect((await store.page("s", "pets")).total).toBe(4);
  });

  test("costs nothing when there was nothing to save", async () => {
    await folder.save(broken);
    await store.close();
    expect(await folder.names()).toEqual(["s.json"]);
    expect(await folder.read()).toBe(broken);
  });
});

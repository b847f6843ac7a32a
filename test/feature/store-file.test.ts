import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rename, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { InputError } from "../../src/problem/input-error.ts";
import { describeStore, pet, recordOf, roomy } from "../support/store-contract.ts";
import { fickleFiles, still, systemError, temporaryFolder, type Folder } from "../support/store-folder.ts";

let folder: Folder;
beforeEach(async () => (folder = await temporaryFolder()));
afterEach(() => folder.remove());

describeStore("on file", async (limits = roomy) => {
  const store = await folder.open({ limits });
  return [store, store] as const;
});

describe("what was stored", () => {
  test("stands in one JSON file a session, for people to read", async () => {
    const store = await folder.open();
    await store.put(pet("1"), recordOf({ id: 1, name: "Ada" }));
    await store.put(
      { session: "s", collection: "owners", idField: "owner_id", key: "x" },
      recordOf({ owner_id: "x" }),
    );
    await store.increment("s", "ids", "pets");
    await store.compareAndSet("s", "door", { from: undefined, to: "open" });
    await store.flush();
    expect(await folder.json()).toEqual({
      format: 1,
      contract: "Pets",
      collections: { pets: [{ id: 1, name: "Ada" }], owners: [{ owner_id: "x" }] },
      idFields: { pets: "id", owners: "owner_id" },
      counters: { ids: { pets: 1 }, ordinals: {}, sequences: {}, times: {}, ticks: {}, counts: {} },
      states: { door: "open" },
    });
    expect((await folder.read()).split("\n")).toContain('{"id":1,"name":"Ada"}');
    expect(await folder.names()).toEqual(["s.json"]);
  });

  test("is there after a graceful stop and a new start, nothing flushed by hand", async () => {
    const first = await folder.open();
    for (let id = 1; id <= 50; id++) await first.put(pet(String(id)), recordOf({ id, text: "é€😀" }));
    await first.delete("s", "pets", "7");
    await first.close();
    const second = await folder.open();
    expect((await second.page("s", "pets")).total).toBe(49);
    expect((await second.get("s", "pets", "50"))?.value).toEqual({ id: 50, text: "é€😀" });
    expect(await second.sessions()).toEqual(["s"]);
  });

  test("is written soon after the first change without anybody asking", async () => {
    const files = fickleFiles();
    const renamed = new Promise<void>((resolve) => {
      files.calls.rename = async (from, to) => {
        await rename(from, to);
        resolve();
      };
    });
    const store = await folder.open({ files, timing: { ...still, writeAfter: () => 1 } });
    await store.put(pet("1"), recordOf({ id: 1 }));
    await renamed;
    expect(await folder.json()).toMatchObject({ collections: { pets: [{ id: 1 }] } });
  });

  test("is whole and exact when records are larger than a slice, in any script", async () => {
    const store = await folder.open();
    const texts = ["a😀".repeat(400_000), "😀".repeat(300_001), "ж".repeat(700_000), '\\"\u2028'];
    for (const [id, text] of texts.entries()) await store.put(pet(String(id)), recordOf({ id, text }));
    await store.close();
    const again = await folder.open();
    for (const [id, text] of texts.entries()) {
      expect((await again.get("s", "pets", String(id)))?.value["text"] === text).toBe(true);
    }
  });

  test("is gone from the folder when the session is cleared", async () => {
    const store = await folder.open();
    await store.put(pet("1"), recordOf({ id: 1 }));
    await store.flush();
    await store.clear("s");
    expect(await folder.names()).toEqual([]);
    await store.put(pet("2"), recordOf({ id: 2 }));
    await store.flush();
    expect(await folder.json()).toMatchObject({ collections: { pets: [{ id: 2 }] } });
  });

  test("survives names that file systems and objects treat specially", async () => {
    const sessions = [
      "con",
      "COM1.x",
      "x.json",
      ".locum",
      ".locum.lock",
      "__proto__",
      "a..b",
      "-",
      "A".repeat(64),
    ];
    const first = await folder.open();
    for (const session of sessions) {
      await first.put(
        { session, collection: "__proto__", idField: "__proto__", key: "__proto__" },
        recordOf({ id: session }),
      );
      await first.increment(session, "times", "__proto__");
    }
    await first.close();
    const second = await folder.open();
    expect([...(await second.sessions())].sort()).toEqual([...sessions].sort());
    for (const session of sessions) {
      expect((await second.get(session, "__proto__", "__proto__"))?.value).toEqual({ id: session });
      expect(await second.count(session, "times", "__proto__")).toBe(1);
    }
    expect((await folder.names()).some((name) => /^(con|com1)\./i.test(name))).toBe(false);
  });

  test("gets a file of its own where the file system ignores case", async () => {
    const files = fickleFiles();
    files.calls.stat = ((path: string, options?: object) =>
      stat(path.replace("LOCUM.LOCK", "locum.lock"), options)) as typeof stat;
    const store = await folder.open({ files });
    await store.put(pet("1", "Test"), recordOf({ id: 1 }));
    await store.put(pet("2", "test"), recordOf({ id: 2 }));
    await store.close();
    expect(await folder.names()).toEqual(["Test.json", "~test.json"]);
    const again = await folder.open({ files });
    expect((await again.page("test", "pets")).records.map(({ json }) => json)).toEqual(['{"id":2}']);
  });
});

describe("at the start", () => {
  const record = '{"format":1,"contract":"Pets","collections":{"pets":[\n{"id":1},\n{"id":2}\n]}}';
  test.each<[string, string | Buffer, string]>([
    ["is truncated", record.slice(0, -6), "s.json:3:7: the file ends in the middle"],
    ["is empty", "", "s.json:1:1: the file is empty"],
    ["is all NUL bytes", Buffer.alloc(4096), "s.json:1:1: a session's file should be an object"],
    ["has NUL bytes inside", record.replace("2", "\0"), "s.json:3:7: expected a value"],
    ["is null", "null", "s.json:1:1: a session's file should be an object"],
    ["is a list", "[]", "s.json:1:1: a session's file should be an object"],
    ["is a list of sessions", `[${record}]`, "s.json:1:1: a session's file should be an object"],
    ["has another format", record.replace("1", "2"), 's.json:1:11: "format" is 2; this version reads 1'],
    [
      "is something else",
      '{"name":"x","version":"1.0.0"}',
      's.json:1:1: this is no session\'s file: it has no "format": 1',
    ],
    [
      "has a collection that is no list",
      '{"format":1,\n"collections":{"pets":{}}}',
      's.json:2:23: collection "pets" should be an array',
    ],
    [
      "has collections in a list",
      '{"format":1,"collections":[]}',
      's.json:1:27: "collections" should be an object',
    ],
    [
      "has a record that is no object",
      record.replace('{"id":2}', "2"),
      's.json:3:1: a record of "pets" should be an object',
    ],
    [
      "has the same id twice",
      record.replace("2", "1"),
      's.json:3:1: a record with the id "1" stands above already',
    ],
    ["has a property twice", record.replace('"contract"', '"format"'), 's.json:1:22: "format" is here twice'],
    [
      "has a negative counter",
      '{"format":1,"counters":{"ids":{"pets":-1}}}',
      's.json:1:39: counter "pets" should be a whole number',
    ],
    [
      "has unknown counters",
      '{"format":1,"counters":{"hits":{}}}',
      's.json:1:32: "hits" is no kind of counter',
    ],
    [
      "has a state that is no text",
      '{"format":1,"states":{"door":1}}',
      's.json:1:30: "door" in "states" should be a string',
    ],
    [
      "is not UTF-8",
      Buffer.from([...Buffer.from(record.slice(0, -3)), 0xff, 0x7d]),
      "s.json:4:1: this is not UTF-8",
    ],
    [
      "is nested too deeply",
      `{"format":1,"collections":{"pets":[{"id":${"[".repeat(99_999)}${"]".repeat(99_999)}}]}}`,
      "s.json:1:36: ",
    ],
  ])("a file that %s is refused with its position and left as it is", async (_, content, message) => {
    await folder.save(content);
    const error = await folder.open().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toContain(`${folder.path}/${message}`);
    expect((error as InputError).help).toContain("--store memory");
    expect(await readFile(folder.file())).toEqual(Buffer.from(content));
    expect(await folder.names()).toEqual(["s.json"]);
    // The refused start let go of the folder.
    await folder.save(record);
    expect((await (await folder.open()).page("s", "pets")).total).toBe(2);
  });

  test("a file that may not be read, or is a folder, is refused with the reason", async () => {
    await folder.save(record);
    const files = fickleFiles();
    files.calls.open = () => Promise.reject(systemError("EACCES"));
    await expect(folder.open({ files })).rejects.toThrow(/s\.json: it cannot be read: EACCES/);
    await mkdir(folder.file("t.json"));
    await expect(folder.open()).rejects.toThrow(/t\.json: it cannot be read: EISDIR/);
  });

  test("a folder that cannot be made is refused with the next step", async () => {
    await folder.save("a file", "in-the-way");
    const error = await folder
      .open({ folder: folder.file("in-the-way/data") })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(
      /in-the-way.data: this folder cannot be used: ENOTDIR.*\n.*--data <folder>/,
    );
  });

  test("other people's files are neither read nor touched, leftovers of our own are removed", async () => {
    await folder.save("not ours", "notes.txt");
    await folder.save("{ neither", "my file.json");
    await folder.save("half a wri", ".locum-s.json.tmp");
    await (await folder.open()).close();
    expect(await folder.names()).toEqual(["my file.json", "notes.txt"]);
  });

  test("a file with Windows line ends and a byte order mark, reformatted by an editor, reads the same", async () => {
    const pretty = JSON.stringify(JSON.parse(record), null, "\t").replaceAll("\n", "\r\n");
    await folder.save(`\ufeff${pretty}`);
    expect((await (await folder.open()).get("s", "pets", "2"))?.json).toBe('{"id":2}');
  });

  test("a file written by hand needs a format and collections, and an id field only if it is not `id`", async () => {
    await folder.save(
      '{"collections":{"pets":[{"name":"Ada","no":7},{"name":"Bob"},{"name":"Bob"}]},"format":1}',
    );
    const store = await folder.open({
      idFieldOf: (collection) => (collection === "pets" ? "no" : undefined),
    });
    expect((await store.get("s", "pets", "7"))?.value["name"]).toBe("Ada");
    expect((await store.page("s", "pets")).total).toBe(3);
    expect(await store.isWritten("s", "pets")).toBe(true);
    await store.increment("s", "ids", "pets");
    await store.close();
    expect(await folder.json()).toMatchObject({
      collections: { pets: [{ no: 7 }, { name: "Bob" }, { name: "Bob" }] },
      idFields: { pets: "no" },
    });
  });

  test("records of another contract are not shown, and found again by that contract", async () => {
    const pets = await folder.open();
    await pets.put(pet("1"), recordOf({ id: 1 }));
    await pets.increment("s", "ids", "pets");
    await pets.close();
    await folder.edit((text) => text.replace("{", '{"note": {"by": "hand"},'));

    const shops = await folder.open({ contract: "Shops" });
    expect(await shops.sessions()).toEqual([]);
    expect(await shops.page("s", "pets")).toEqual({ records: [], total: 0, offset: 0 });
    await shops.put({ session: "s", collection: "pets", idField: "id", key: "9" }, recordOf({ id: 9 }));
    await shops.flush();
    expect(await folder.json()).toMatchObject({
      contract: "Shops",
      collections: { pets: [{ id: 9 }] },
      others: { Pets: { collections: { pets: [{ id: 1 }] }, counters: { ids: { pets: 1 } } } },
      note: { by: "hand" },
    });
    await shops.clear("s");
    await shops.close();
    expect(await folder.json()).toMatchObject({ note: { by: "hand" }, others: { Pets: {} } });

    const again = await folder.open();
    expect((await again.get("s", "pets", "1"))?.value).toEqual({ id: 1 });
    expect(await again.count("s", "ids", "pets")).toBe(1);
  });
});

describe("after kill -9", () => {
  const writer = fileURLToPath(new URL("../support/store-writer.mjs", import.meta.url));

  async function killWriter(durable: boolean): Promise<number> {
    const child = spawn(process.execPath, [writer, folder.path, String(durable)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let last = 0;
    let lines = 0;
    for await (const line of createInterface(child.stdout)) {
      last = Number(line);
      if (++lines === 5) child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    expect(child.signalCode).toBe("SIGKILL");
    return last;
  }

  test.each([false, true])(
    "the file is whole and the folder can be opened (durable: %s)",
    async (durable) => {
      const reported = await killWriter(durable);
      const { collections } = (await folder.json()) as { collections: { pets: { id: number }[] } };
      expect(collections.pets.length).toBeGreaterThanOrEqual(reported);
      const store = await folder.open({ durable });
      expect((await store.get("s", "pets", String(reported)))?.value["id"]).toBe(reported);
      expect(await folder.names()).toEqual(["s.json"]);
    },
  );
});

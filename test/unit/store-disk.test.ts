import { open, rename } from "node:fs/promises";
import { pet, problemOf, recordOf } from "../support/store-contract.ts";
import { fickleFiles, still, systemError, temporaryFolder, type Folder } from "../support/store-folder.ts";

let folder: Folder;
beforeEach(async () => (folder = await temporaryFolder()));
afterEach(() => folder.remove());

const noSpace = (): Promise<never> => Promise.reject(systemError("ENOSPC"));

describe("when the disk fails", () => {
  test.each(["open", "rename"] as const)(
    "at %s, the mock keeps serving, says so, and catches up",
    async (call) => {
      const files = fickleFiles();
      const store = await folder.open({ files });
      await store.put(pet("1"), recordOf({ id: 1 }));
      await store.flush();
      files.calls[call] = noSpace;
      await store.put(pet("2"), recordOf({ id: 2 }));
      const problem = await problemOf(() => store.flush());
      expect(problem.code).toBe("store-unavailable");
      expect(problem.detail).toMatch(/s\.json cannot be written: ENOSPC/);
      expect(store.health()).toEqual({ state: "degraded", reasons: [expect.stringContaining("ENOSPC")] });
      expect(await store.page("s", "pets")).toMatchObject({ total: 2 });
      expect(await folder.json()).toMatchObject({ collections: { pets: [{ id: 1 }] } });
      expect(await folder.names()).toEqual(["s.json"]);

      Reflect.deleteProperty(files.calls, call);
      await store.flush();
      expect(store.health()).toEqual({ state: "ok", reasons: [] });
      expect(await folder.json()).toMatchObject({ collections: { pets: [{ id: 1 }, { id: 2 }] } });
    },
  );

  test("what it takes only a part of at a time is whole in the end", async () => {
    const files = fickleFiles();
    const store = await folder.open({ files });
    const records = Array.from({ length: 40 }, (_, n) => ({ id: n, text: "é".repeat(n * 40) }));
    for (const record of records) await store.put(pet(String(record.id)), recordOf(record));
    files.calls.open = async (path, flags, mode) => {
      const handle = await open(path, flags, mode);
      const writev = handle.writev.bind(handle);
      handle.writev = async <T extends readonly NodeJS.ArrayBufferView[]>(buffers: T) => {
        const taken = await writev(buffers.slice(0, Math.ceil(buffers.length / 2)));
        return { ...taken, buffers };
      };
      return handle;
    };
    await store.flush();
    expect(await folder.json()).toMatchObject({ collections: { pets: records } });
  });

  test("it tries again by itself until it succeeds", async () => {
    const files = fickleFiles();
    const store = await folder.open({ files, timing: { ...still, writeAfter: () => 1, retryAfter: 1 } });
    let failures = 0;
    const recovered = new Promise<void>((resolve) => {
      folder.logged.push = (line) => {
        if (line.includes("can be written again")) resolve();
        return 0;
      };
    });
    // A timer that does not keep the process alive needs something that does.
    const alive = setInterval(() => undefined, 1000);
    files.calls.rename = () => {
      if (++failures === 3) delete files.calls.rename;
      return noSpace();
    };
    await store.put(pet("1"), recordOf({ id: 1 }));
    await recovered;
    clearInterval(alive);
    expect(failures).toBe(3);
    expect(store.health().state).toBe("ok");
    expect(await folder.json()).toMatchObject({ collections: { pets: [{ id: 1 }] } });
  });

  test("a stop says what could not be kept, and lets go of the folder", async () => {
    const files = fickleFiles();
    const store = await folder.open({ files });
    await store.put(pet("1"), recordOf({ id: 1 }));
    files.calls.rename = noSpace;
    expect((await problemOf(() => store.close())).detail).toContain("ENOSPC");
    await folder.open();
  });
});

describe("a durable store", () => {
  test("has a change on disk, synced with its folder, when it is settled", async () => {
    const files = fickleFiles();
    const opened: string[] = [];
    const synced: string[] = [];
    files.calls.open = async (path, flags, mode) => {
      opened.push(String(path));
      const handle = await open(path, flags, mode);
      const sync = handle.sync.bind(handle);
      handle.sync = () => {
        synced.push(String(path));
        return sync();
      };
      return handle;
    };
    const store = await folder.open({ files, durable: true });
    await store.put(pet("1"), recordOf({ id: 1 }));
    await store.settle("s");
    expect(await folder.json()).toMatchObject({ collections: { pets: [{ id: 1 }] } });
    expect(synced).toEqual([folder.file(".locum-s.json.tmp"), folder.path]);
    expect(opened).toEqual(synced);
  });

  test("shares a flush among all who wait", async () => {
    const files = fickleFiles();
    let writes = 0;
    files.calls.rename = (from, to) => {
      writes++;
      return rename(from, to);
    };
    const store = await folder.open({ files, durable: true });
    const answers = Array.from({ length: 200 }, async (_, id) => {
      await store.put(pet(String(id)), recordOf({ id }));
      await store.settle("s");
    });
    await Promise.all(answers);
    expect(writes).toBeLessThanOrEqual(2);
    expect((await folder.json())["collections"]).toMatchObject({ pets: { length: 200 } });
  });

  test("does not make counters, reads or other sessions wait", async () => {
    const store = await folder.open({ durable: true });
    await store.increment("s", "ordinals", "digest");
    expect(store.settle("s")).toBeUndefined();
    await store.put(pet("1"), recordOf({ id: 1 }));
    expect(store.settle("t")).toBeUndefined();
    await store.settle("s");
    expect(store.settle("s")).toBeUndefined();
    await store.compareAndSet("s", "door", { from: undefined, to: "open" });
    expect(store.settle("s")).toBeInstanceOf(Promise);
  });

  test("answers store-unavailable while the disk fails, and the change is not forgotten", async () => {
    const files = fickleFiles();
    const store = await folder.open({ files, durable: true });
    files.calls.rename = noSpace;
    await store.put(pet("1"), recordOf({ id: 1 }));
    expect((await problemOf(() => store.settle("s"))).code).toBe("store-unavailable");
    delete files.calls.rename;
    await store.put(pet("2"), recordOf({ id: 2 }));
    await store.settle("s");
    expect(await folder.json()).toMatchObject({ collections: { pets: [{ id: 1 }, { id: 2 }] } });
  });

  test("without durable nobody waits", async () => {
    const store = await folder.open();
    await store.put(pet("1"), recordOf({ id: 1 }));
    expect(store.settle("s")).toBeUndefined();
  });
});

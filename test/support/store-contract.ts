import { BytesRecord } from "../../src/store/record.ts";
import type { JsonObject, RecordPlace, Store, StoredRecord, StoreLimits } from "../../src/store/store.ts";

export const roomy: StoreLimits = { sessions: 1000, records: 10_000, bytes: 64_000_000 };

/** Two clients of one store; for stores inside a process they are the same object. */
export type OpenStore = (limits?: StoreLimits) => Promise<readonly [Store, Store]>;

export const recordOf = (value: JsonObject): StoredRecord =>
  new BytesRecord(Buffer.from(JSON.stringify(value)), value);

export const pet = (key: string, session = "s"): RecordPlace => ({
  session,
  collection: "pets",
  idField: "id",
  key,
});

/** The problem that the call ends in, thrown or rejected. */
export async function problemOf(
  call: () => unknown,
): Promise<{ code: string; detail: string; help: string }> {
  try {
    await call();
  } catch (error) {
    return (error as { problem: { code: string; detail: string; help: string } }).problem;
  }
  throw new Error("the call succeeded");
}

/** What every adapter has to do, whatever is behind it. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`${name}: a store`, () => {
    test("gives back what was put, to either client", async () => {
      const [one, other] = await open();
      await one.put(pet("1"), recordOf({ id: 1, name: "Ada" }));
      expect((await other.get("s", "pets", "1"))?.value).toEqual({ id: 1, name: "Ada" });
      expect((await other.get("s", "pets", "1"))?.json).toBe('{"id":1,"name":"Ada"}');
      expect(await other.get("s", "pets", "2")).toBeUndefined();
      expect(await other.get("s", "owners", "1")).toBeUndefined();
    });

    test("can be forked: the fork says what it says, and neither notices what the other is told then", async () => {
      const [one, other] = await open({ ...roomy, records: 2, sessions: 1 });
      await one.put(pet("1"), recordOf({ id: 1 }));
      await one.increment("s", "ids", "pets");
      await one.compareAndSet("s", "door", { from: undefined, to: "open" });
      const fork = await other.fork("s");
      expect((await fork.get("s", "pets", "1"))?.value).toEqual({ id: 1 });
      expect([await fork.increment("s", "ids", "pets"), await fork.state("s", "door")]).toEqual([2, "open"]);
      await fork.put(pet("2"), recordOf({ id: 2 }));
      await fork.delete("s", "pets", "1");
      await fork.compareAndSet("s", "door", { from: "open", to: "shut" });
      await one.put(pet("3"), recordOf({ id: 3 }));
      const ids = async (store: Store) =>
        (await store.page("s", "pets")).records.map(({ value }) => value["id"]);
      expect([await ids(fork), await ids(other)]).toEqual([[2], [1, 3]]);
      expect([await other.count("s", "ids", "pets"), await other.state("s", "door")]).toEqual([1, "open"]);
      const full = await one.fork("t");
      const begin = () => full.put(pet("1", "t"), recordOf({ id: 1 }));
      expect((await problemOf(begin)).code).toBe("too-many-sessions");
    });

    test("keeps a replaced record in its place and appends new ones", async () => {
      const [one, other] = await open();
      for (const id of ["b", "a", "c"]) await one.put(pet(id), recordOf({ id, n: 1 }));
      await other.put(pet("b"), recordOf({ id: "b", n: 2 }));
      const { records, total } = await one.page("s", "pets");
      expect(records.map(({ value }) => [value["id"], value["n"]])).toEqual([
        ["b", 2],
        ["a", 1],
        ["c", 1],
      ]);
      expect(total).toBe(3);
    });

    test("pages by offset and limit at any depth, also after a delete", async () => {
      const [one, other] = await open();
      for (let id = 0; id < 200; id++) await one.put(pet(String(id)), recordOf({ id }));
      const ids = async (offset: number, limit: number): Promise<unknown[]> =>
        (await other.page("s", "pets", { offset, limit })).records.map(({ value }) => value["id"]);
      expect(await ids(0, 3)).toEqual([0, 1, 2]);
      expect(await ids(150, 2)).toEqual([150, 151]);
      await one.put(pet("last"), recordOf({ id: "last" }));
      await one.put(pet("3"), recordOf({ id: 3 }));
      expect(await ids(199, 5)).toEqual([199, "last"]);
      await one.delete("s", "pets", "last");
      await one.delete("s", "pets", "150");
      await one.put(pet("new"), recordOf({ id: "new" }));
      expect(await ids(149, 3)).toEqual([149, 151, 152]);
      expect(await ids(198, 10)).toEqual([199, "new"]);
      expect(await ids(5000, 10)).toEqual([]);
      expect(await ids(10, 0)).toEqual([]);
      expect((await one.page("s", "pets", { offset: 150, limit: 1 })).total).toBe(200);
    });

    test("judges where before offset and limit, and counts all that it lets through", async () => {
      const [one] = await open();
      for (let id = 0; id < 10; id++) await one.put(pet(String(id)), recordOf({ id, even: id % 2 === 0 }));
      const where = (value: JsonObject): boolean => value["even"] === true;
      const { records, total } = await one.page("s", "pets", { where, offset: 1, limit: 2 });
      expect(records.map(({ value }) => value["id"])).toEqual([2, 4]);
      expect(total).toBe(5);
    });

    test("is the authority on a collection from the first write on, a delete of nothing included", async () => {
      const [one, other] = await open();
      expect(await one.isWritten("s", "pets")).toBe(false);
      expect(await one.delete("s", "pets", "7")).toBe(false);
      expect(await other.isWritten("s", "pets")).toBe(true);
      await one.put(pet("1"), recordOf({ id: 1 }));
      expect(await one.delete("s", "pets", "1")).toBe(true);
      expect(await one.delete("s", "pets", "1")).toBe(false);
      expect(await other.isWritten("s", "pets")).toBe(true);
      expect(await other.collections("s")).toEqual(["pets"]);
      expect(await other.isWritten("other", "pets")).toBe(false);
    });

    test("replaces a collection at once, and empties it", async () => {
      const [one, other] = await open();
      await one.put(pet("1"), recordOf({ id: 1 }));
      await one.replace(pet(""), [
        { key: "8", record: recordOf({ id: 8 }) },
        { key: "9", record: recordOf({ id: 9 }) },
      ]);
      expect((await other.page("s", "pets")).records.map(({ value }) => value["id"])).toEqual([8, 9]);
      await one.replace(pet(""), []);
      expect(await other.page("s", "pets")).toEqual({ records: [], total: 0, offset: 0 });
      expect(await other.isWritten("s", "pets")).toBe(true);
    });

    test("counts on from a number for one of those who saw it", async () => {
      const clients = await open();
      const counter = { name: "logins", seen: 0 };
      const first = await Promise.all(
        Array.from({ length: 20 }, async (_, n) => clients[n % 2]!.incrementFrom("s", "counts", counter)),
      );
      expect(first.filter(Boolean)).toHaveLength(1);
      const [one, other] = clients;
      expect(await one.incrementFrom("s", "counts", { ...counter, seen: 1 })).toBe(true);
      expect(await other.count("s", "counts", "logins")).toBe(2);
      expect(await other.count("t", "counts", "logins")).toBe(0);
    });

    test("lets scenarios begin anew, whole or by state and stub, and keeps all else", async () => {
      const [one, other] = await open();
      const kinds = ["sequences", "times", "counts", "ids"] as const;
      const remembered = async () => {
        const found: unknown[] = [await other.state("s", "shop"), await other.state("s", "bank")];
        for (const kind of kinds) found.push(await other.count("s", kind, "a"));
        return found;
      };
      for (const name of ["shop", "bank"])
        await one.compareAndSet("s", name, { from: undefined, to: "Open" });
      for (const kind of ["sequences", "times", "counts", "ids"] as const)
        await one.increment("s", kind, "a");
      await one.rewind("s", { states: ["shop"] });
      expect(await remembered()).toEqual([undefined, "Open", 1, 1, 1, 1]);
      await one.rewind("s", { stub: "a" });
      expect(await remembered()).toEqual([undefined, "Open", 0, 0, 1, 1]);
      await one.rewind("s");
      expect(await remembered()).toEqual([undefined, undefined, 0, 0, 0, 1]);
      await one.rewind("nobody");
      expect(await one.sessions()).toEqual(["s"]);
    });

    test("counts every increment of two clients exactly once", async () => {
      const clients = await open();
      const calls = Array.from({ length: 1000 }, async (_, n) =>
        clients[n % 2]!.increment("s", "ids", "pets"),
      );
      const seen = await Promise.all(calls);
      expect(new Set(seen).size).toBe(1000);
      expect(Math.max(...seen)).toBe(1000);
      expect(await clients[0].count("s", "ids", "pets")).toBe(1000);
      expect(await clients[0].count("s", "times", "pets")).toBe(0);
      expect(await clients[0].count("s", "ids", "owners")).toBe(0);
    });

    test("lets exactly one of a thousand change a state they all saw", async () => {
      const clients = await open();
      const change = { from: undefined, to: "Recovered" };
      const calls = Array.from({ length: 1000 }, async (_, n) =>
        clients[n % 2]!.compareAndSet("s", "door", change),
      );
      expect((await Promise.all(calls)).filter(Boolean)).toHaveLength(1);
      expect(await clients[1].state("s", "door")).toBe("Recovered");
      expect(await clients[0].compareAndSet("s", "door", { from: "Recovered", to: undefined })).toBe(true);
      expect(await clients[1].state("s", "door")).toBeUndefined();
    });

    test("keeps sessions apart, forgets one when told to, and lists those that hold something", async () => {
      const [one, other] = await open();
      await one.put(pet("1", "a"), recordOf({ id: 1 }));
      await one.increment("b", "ordinals", "x");
      await other.get("c", "pets", "1");
      await other.page("c", "pets");
      await other.count("c", "ids", "pets");
      expect([...(await other.sessions())].sort()).toEqual(["a", "b"]);
      await other.clear("a");
      expect(await one.get("a", "pets", "1")).toBeUndefined();
      expect(await one.isWritten("a", "pets")).toBe(false);
      expect(await one.sessions()).toEqual(["b"]);
      await one.clear("never seen");
      expect(await one.sessions()).toEqual(["b"]);
    });

    test("is not confused by names that objects have of their own", async () => {
      const [one] = await open();
      const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
      for (const name of names) {
        const place = { session: name, collection: name, idField: "id", key: name };
        expect(await one.get(name, name, name)).toBeUndefined();
        expect(await one.count(name, "sequences", name)).toBe(0);
        expect(await one.state(name, name)).toBeUndefined();
        await one.put(place, recordOf({ id: name }));
        await one.increment(name, "sequences", name);
        await one.compareAndSet(name, name, { from: undefined, to: name });
        expect((await one.get(name, name, name))?.value).toEqual({ id: name });
        expect(await one.count(name, "sequences", name)).toBe(1);
        expect(await one.state(name, name)).toBe(name);
      }
      expect(Object.keys({})).toEqual([]);
      expect([...(await one.sessions())].sort()).toEqual([...names].sort());
    });

    test("answers store-full at the limits and says how to raise them; what gives room still works", async () => {
      const [one] = await open({ sessions: 2, records: 2, bytes: 200 });
      await one.put(pet("1"), recordOf({ id: 1 }));
      await one.put(pet("2"), recordOf({ id: 2 }));
      const third = await problemOf(() => one.put(pet("3"), recordOf({ id: 3 })));
      expect(third.code).toBe("store-full");
      expect(third.detail).toContain("2 records");
      expect(third.help).toMatch(/--max-records.*DELETE \/__admin\/sessions\/s/);
      const large = await problemOf(() => one.put(pet("2"), recordOf({ id: 2, text: "x".repeat(300) })));
      expect(large.code).toBe("store-full");
      expect(large.detail).toContain("200 bytes");
      expect(large.help).toContain("--max-store-bytes");
      expect((await one.page("s", "pets")).records.map(({ json }) => json)).toEqual(['{"id":1}', '{"id":2}']);
      await one.put(pet("2"), recordOf({ id: 2, n: 2 }));
      await one.delete("s", "pets", "1");
      await one.put(pet("3"), recordOf({ id: 3 }));
      const tooMany = [3, 4, 5].map((id) => ({ key: String(id), record: recordOf({ id }) }));
      expect((await problemOf(() => one.replace(pet(""), tooMany))).code).toBe("store-full");
      await one.increment("t", "ids", "pets");
      const session = await problemOf(() => one.increment("u", "ids", "pets"));
      expect(session.code).toBe("too-many-sessions");
      expect(session.detail).toContain("2 sessions");
      expect(session.help).toMatch(/--max-sessions.*DELETE \/__admin\/sessions/);
      await one.clear("t");
      await one.increment("u", "ids", "pets");
    });

    test("counts bytes as UTF-8, and names too, so that no kind of name fills the memory", async () => {
      const [one] = await open({ sessions: 1, records: 10, bytes: 100 });
      expect((await problemOf(() => one.put(pet("1"), recordOf({ t: "€".repeat(30) })))).code).toBe(
        "store-full",
      );
      const fill = async (): Promise<void> => {
        for (let n = 0; n < 100; n++) await one.increment("s", "times", `stub ${n}`);
      };
      expect((await problemOf(fill)).code).toBe("store-full");
    });

    test("remembers ten thousand ordinals and forgets the oldest first", async () => {
      const [one] = await open();
      for (let n = 0; n < 10_003; n++) await one.increment("s", "ordinals", `request ${n}`);
      expect(await one.count("s", "ordinals", "request 2")).toBe(0);
      expect(await one.count("s", "ordinals", "request 3")).toBe(1);
      expect(await one.count("s", "ordinals", "request 10002")).toBe(1);
    });

    test("refuses further calls once closed", async () => {
      const [one] = await open();
      await one.put(pet("1"), recordOf({ id: 1 }));
      await one.close();
      expect((await problemOf(() => one.get("s", "pets", "1"))).code).toBe("store-unavailable");
      expect((await problemOf(() => one.put(pet("2"), recordOf({ id: 2 })))).code).toBe("store-unavailable");
    });
  });
}

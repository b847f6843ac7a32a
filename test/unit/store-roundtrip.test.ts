import fc from "fast-check";
import { encoded } from "../../src/store/document-text.ts";
import { createMemoryStore } from "../../src/store/memory-store.ts";
import type { CounterKind, Store } from "../../src/store/store.ts";
import { recordOf, roomy } from "../support/store-contract.ts";
import { temporaryFolder } from "../support/store-folder.ts";

type Call = (store: Store) => Promise<unknown>;
const name = fc.constantFrom("a", "b", "1", "10", "2", "__proto__");
const plain = fc.record(
  { id: fc.oneof(name, fc.integer({ min: 0, max: 12 })), more: fc.jsonValue() },
  { requiredKeys: [] },
);
/** What looks like the wrapping that we put around records on file. */
const disguised = fc.record({ "locum:key": name, record: plain });
const record = fc.oneof({ arbitrary: plain, weight: 4 }, disguised);
const session = fc.constantFrom("s", "t");
const kind = fc.constantFrom<CounterKind[]>("ids", "ordinals", "sequences", "times");
const state = fc.option(name, { nil: undefined });
const call: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(session, name, name, record).map(([session, collection, key, value]): Call => {
    return async (store) => store.put({ session, collection, idField: "id", key }, recordOf(value));
  }),
  fc.tuple(session, name, name).map(
    ([session, collection, key]): Call =>
      async (store) =>
        store.delete(session, collection, key),
  ),
  fc
    .tuple(session, name, fc.array(fc.tuple(name, record), { maxLength: 4 }))
    .map(([session, collection, given]): Call => {
      const records = given.map(([key, value]) => ({ key, record: recordOf(value) }));
      return async (store) => store.replace({ session, collection, idField: "more" }, records);
    }),
  fc.tuple(session, kind, name).map(
    ([session, kind, name]): Call =>
      async (store) =>
        store.increment(session, kind, name),
  ),
  fc.tuple(session, name, state, state).map(
    ([session, name, from, to]): Call =>
      async (store) =>
        store.compareAndSet(session, name, { from, to }),
  ),
  session.map(
    (session): Call =>
      async (store) =>
        store.clear(session),
  ),
  fc.constant<Call>((store) => store.flush()),
);

async function everything(store: Store): Promise<unknown> {
  const names = ["a", "b", "1", "10", "2", "__proto__"];
  const sessions = [...(await store.sessions())].sort();
  return Promise.all(
    sessions.map(async (session) => ({
      session,
      collections: await Promise.all(
        (await store.collections(session)).map(async (collection) => {
          const { records, total } = await store.page(session, collection);
          const found = await Promise.all(
            names.map(async (key) => (await store.get(session, collection, key))?.json),
          );
          return { collection, total, records: records.map(({ json }) => json), found };
        }),
      ),
      counts: await Promise.all(
        (["ids", "ordinals", "sequences", "times"] as const).map((kind) =>
          Promise.all(names.map(async (name) => store.count(session, kind, name))),
        ),
      ),
      states: await Promise.all(names.map(async (name) => store.state(session, name))),
    })),
  );
}

test("after any calls a store that was closed and opened again equals one that only ever was in memory", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 25 }), async (calls) => {
      const folder = await temporaryFolder();
      try {
        const memory = createMemoryStore(roomy);
        const file = await folder.open();
        for (const call of calls) expect(await call(file)).toEqual(await call(memory));
        await file.close();
        const again = await folder.open();
        expect(await everything(again)).toEqual(await everything(memory));
        // What was read and is written again says the same.
        await again.increment("s", "ids", "a");
        await memory.increment("s", "ids", "a");
        await again.close();
        expect(await everything(await folder.open())).toEqual(await everything(memory));
      } finally {
        await folder.remove();
      }
    }),
    { numRuns: 60 },
  );
});

test("a record that looks just like our wrapping comes back as it was", async () => {
  const folder = await temporaryFolder();
  const value = { "locum:key": "a", record: { x: 1 } };
  const first = await folder.open();
  await first.put({ session: "s", collection: "odd", idField: "locum:key", key: "a" }, recordOf(value));
  await first.close();
  expect((await (await folder.open()).get("s", "odd", "a"))?.value).toEqual(value);
  await folder.remove();
});

test("pieces are encoded alike whatever the size of the buffer, texts and bytes", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.integer({ min: 1000, max: 1100 }).map((length) => "é".repeat(length >> 1)),
  );
  const pieces = fc.array(
    fc.oneof(
      text,
      text.map((one) => Buffer.from(one)),
    ),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(pieces, fc.integer({ min: 4, max: 64 }), (pieces, size) => {
      const buffer = Buffer.alloc(size);
      const slices = Array.from(encoded(pieces, buffer), (buffers) => Buffer.concat(buffers));
      const whole = Buffer.concat(
        pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece)),
      );
      expect(Buffer.concat(slices)).toEqual(whole);
    }),
  );
});

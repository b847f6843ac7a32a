import type {
  Page,
  PageQuery,
  SeenCounter,
  StateChange,
  Store,
  StoredRecord,
} from "../../src/store/store.ts";

/** Something in the way of a store's answer, so that concurrent requests overtake each other. */
export type Travel = <T>(answer: () => T) => T | Promise<T>;

export const near: Travel = (answer) => answer();

/** Answers arrive later and out of order, the same way in each run. */
export function farAway(): Travel {
  let calls = 0;
  return async (answer) => {
    calls += 1;
    for (let hops = (calls * 7) % 5; hops > 0; hops--) await Promise.resolve();
    const found = answer();
    for (let hops = (calls * 3) % 4; hops > 0; hops--) await Promise.resolve();
    return found;
  };
}

/** The part of a store that stubs use, in memory. */
export function smallStore(travel: Travel = near): Store {
  const counters = new Map<string, number>();
  const states = new Map<string, string | undefined>();
  const records = new Map<string, StoredRecord[]>();
  const part = {
    put: ({ session, collection }: { session: string; collection: string }, record: StoredRecord) =>
      travel(() => {
        const key = `${session} ${collection}`;
        records.set(key, [...(records.get(key) ?? []), record]);
      }),
    get: (session: string, collection: string, key: string) =>
      travel(() => records.get(`${session} ${collection}`)?.find(({ value }) => String(value["id"]) === key)),
    page: (session: string, collection: string, { where = () => true, limit }: PageQuery = {}) =>
      travel((): Page => {
        const found = (records.get(`${session} ${collection}`) ?? []).filter(({ value }) => where(value));
        return { records: found.slice(0, limit), total: found.length, offset: 0 };
      }),
    increment: (session: string, kind: string, name: string) =>
      travel(() => {
        const key = `${session} ${kind} ${name}`;
        const value = (counters.get(key) ?? 0) + 1;
        counters.set(key, value);
        return value;
      }),
    incrementFrom: (session: string, kind: string, { name, seen }: SeenCounter) =>
      travel(() => {
        const key = `${session} ${kind} ${name}`;
        if ((counters.get(key) ?? 0) !== seen) return false;
        counters.set(key, seen + 1);
        return true;
      }),
    count: (session: string, kind: string, name: string) =>
      travel(() => counters.get(`${session} ${kind} ${name}`) ?? 0),
    state: (session: string, name: string) => travel(() => states.get(`${session} ${name}`)),
    compareAndSet: (session: string, name: string, { from, to }: StateChange) =>
      travel(() => {
        const key = `${session} ${name}`;
        if (states.get(key) !== from) return false;
        states.set(key, to);
        return true;
      }),
  };
  return part as unknown as Store;
}

export async function remember(
  store: Store,
  collection: string,
  value: Record<string, unknown>,
): Promise<void> {
  const place = { session: "default", collection, idField: "id", key: JSON.stringify(value) };
  await store.put(place, { value, json: JSON.stringify(value) });
}

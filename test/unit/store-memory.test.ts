import { createMemoryStore } from "../../src/store/memory-store.ts";
import { describeStore, pet, recordOf, roomy } from "../support/store-contract.ts";

describeStore("in memory", (limits = roomy) => {
  const store = createMemoryStore(limits);
  return Promise.resolve([store, store] as const);
});

describe("in memory", () => {
  test("answers at once, there is never anything to wait for", () => {
    const store = createMemoryStore(roomy);
    expect(store.put(pet("1"), recordOf({ id: 1 }))).toBeUndefined();
    expect(store.get("s", "pets", "1")).toMatchObject({ json: '{"id":1}' });
    expect(store.settle("s")).toBeUndefined();
    expect(store.health()).toEqual({ state: "ok", reasons: [] });
  });
});

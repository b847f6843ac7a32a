import { indexStubs, selectStub } from "../../src/stubs/select.ts";
import { answerFromStubs } from "../../src/stubs/turn.ts";
import { compareStub } from "../../src/stubs/explain.ts";
import type { Stub } from "../../src/stubs/stub.ts";
import type { Subject } from "../../src/stubs/subject.ts";
import { subject, stub } from "../support/scenario-subject.ts";
import { peopleContract } from "../support/scenario-contract.ts";
import { farAway, near, remember, smallStore } from "../support/scenario-store.ts";

const nameOf = async (stubs: ReturnType<typeof stub>[], parts = {}) =>
  (await selectStub(indexStubs(stubs), subject(parts), "after"))?.stub.name;

describe("which stub answers", () => {
  const plain = stub({ name: "plain", respond: { status: 201 } });
  const picky = stub({ name: "picky", when: { body: { "/firstname": "Ada" } } });
  const pickier = stub({
    name: "pickier",
    when: { body: { "/firstname": "Ada", "/email": { exists: true } } },
  });
  const urgent = stub({ name: "urgent", priority: 1 });

  test("the one that asks for most", async () => {
    expect(await nameOf([plain, picky, pickier])).toBe("pickier");
    expect(await nameOf([plain, picky, pickier], { body: { firstname: "Bob" } })).toBe("plain");
  });

  test("a priority goes before that", async () => {
    expect(await nameOf([plain, picky, urgent])).toBe("urgent");
    expect(
      await nameOf([stub({ name: "last resort", priority: -1, when: { session: "default" } }), plain]),
    ).toBe("plain");
  });

  test("among equals, the first in the file", async () => {
    expect(await nameOf([plain, stub({ name: "other" })])).toBe("plain");
    expect(await nameOf([stub({ name: "other" }), plain])).toBe("other");
  });

  test("none, at once and without a promise, when none matches", () => {
    expect(selectStub(indexStubs([picky]), subject({ body: {} }), "after")).toBeUndefined();
  });

  test("a stub of every operation takes any operation", async () => {
    const everywhere = { ...plain, operationId: "*" };
    const other = peopleContract().operation("showPet")!;
    expect(await nameOf([everywhere], { operation: other })).toBe("plain");
    expect(await nameOf([plain], { operation: other })).toBeUndefined();
  });

  test.each<[string, Record<string, unknown>]>([
    ["first", { status: 401 }],
    ["first", { status: 503 }],
    ["first", { fault: "stall" }],
    ["first", { sequence: [{ status: 429 }, { fault: "EMPTY_RESPONSE" }] }],
    ["after", { status: 422 }],
    ["after", { sequence: [{ status: 503 }, { status: 201 }] }],
    ["after", {}],
  ])("validation comes %s", (phase, respond) => {
    expect(stub({ respond }).phase).toBe(phase);
  });

  test("the place before validation can be asked for", () => {
    expect(stub({ phase: "first", respond: { status: 404 } }).phase).toBe("first");
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["a header, whatever its case", { headers: { "X-Id": "7" } }, { headers: { "x-id": "7" } }],
    ["a query parameter", { query: { page: { gt: 1 } } }, { query: { page: "2" } }],
    ["a path parameter", { path: { id: 7 } }, { path: { id: "7" } }],
    ["a cookie", { cookies: { c: "d" } }, { cookies: { c: "d" } }],
    ["a session", { session: { matches: "^test-" } }, { session: "test-1" }],
    ["a state", { state: "Started" }, {}],
    ["another field of the request", { body: { "/a": "{{ request.body.b }}" } }, { body: { a: "7", b: 7 } }],
  ])("%s can be asked for", async (_, when, parts) => {
    expect(await nameOf([stub({ name: "it", when })], parts)).toBe("it");
    const wrong = { headers: {}, query: {}, path: {}, session: "other", body: { a: 1 } };
    const isState = "state" in when;
    expect(
      await nameOf([stub({ name: "it", when: isState ? { state: "Recovered" } : when })], wrong),
    ).toBeUndefined();
  });
});

describe("what the store holds", () => {
  const exists = (wanted: boolean) =>
    stub({
      name: "it",
      when: {
        store: {
          collection: "ambassadors",
          where: { "/id": { equals: "{{ request.body.referrer }}" } },
          exists: wanted,
        },
      },
    });

  test.each(["near", "far"])("an id sent as text finds the number in a %s store", async (distance) => {
    const store = smallStore(distance === "near" ? near : farAway());
    await remember(store, "ambassadors", { id: 7 });
    expect(await nameOf([exists(true)], { store, body: { referrer: "7" } })).toBe("it");
    expect(await nameOf([exists(true)], { store, body: { referrer: "8" } })).toBeUndefined();
    expect(await nameOf([exists(false)], { store, body: { referrer: "8" } })).toBe("it");
  });

  test("a request without the field finds nothing, not even a record without it", async () => {
    const store = smallStore();
    await remember(store, "ambassadors", { name: "no id" });
    expect(await nameOf([exists(true)], { store, body: {} })).toBeUndefined();
  });

  test("another session's records do not count", async () => {
    const store = smallStore();
    await remember(store, "ambassadors", { id: 7 });
    expect(await nameOf([exists(true)], { store, session: "other", body: { referrer: 7 } })).toBeUndefined();
  });
});

describe("taking turns", () => {
  const answer = async (stubs: ReturnType<typeof stub>[], store = smallStore()) =>
    answerFromStubs(indexStubs(stubs), subject({ store }), "after");

  const many = async (
    count: number,
    stubs: ReturnType<typeof stub>[],
    store: ReturnType<typeof smallStore>,
  ) => {
    const index = indexStubs(stubs);
    const asked = subject({ store });
    const answers = await Promise.all(
      Array.from({ length: count }, async () => answerFromStubs(index, asked, "after")),
    );
    const tally = new Map<string, number>();
    for (const one of answers) {
      const name = one ? `${one.stub.name} ${one.step}` : "none";
      tally.set(name, (tally.get(name) ?? 0) + 1);
    }
    return Object.fromEntries(tally);
  };

  test("the last response of a sequence repeats, or the sequence begins again", async () => {
    const steps = async (repeat: string) => {
      const store = smallStore();
      const one = stub({ respond: { sequence: [{ status: 201 }, { status: 422 }, {}], repeat } });
      const seen = [];
      for (let turn = 0; turn < 7; turn++) seen.push((await answer([one], store))?.step);
      return seen;
    };
    expect(await steps("last")).toEqual([1, 2, 3, 3, 3, 3, 3]);
    expect(await steps("cycle")).toEqual([1, 2, 3, 1, 2, 3, 1]);
  });

  test("a stub with times gives way when it has answered", async () => {
    const store = smallStore();
    const twice = stub({ name: "twice", priority: 1, times: 2 });
    const rest = stub({ name: "rest" }, 2);
    const names = [];
    for (let turn = 0; turn < 4; turn++) names.push((await answer([twice, rest], store))?.stub.name);
    expect(names).toEqual(["twice", "twice", "rest", "rest"]);
  });

  describe.each(["near", "far"])("1,000 requests at once, with a %s store", (distance) => {
    const store = () => smallStore(distance === "near" ? near : farAway());

    test("each step of a sequence is handed out once", async () => {
      const sequence = Array.from({ length: 50 }, () => ({ status: 201 }));
      const tally = await many(1_000, [stub({ name: "s", respond: { sequence } })], store());
      expect(tally).toEqual(
        Object.fromEntries(sequence.map((_, index) => [`s ${index + 1}`, index === 49 ? 951 : 1])),
      );
    });

    test("times is kept to", async () => {
      const stubs = [stub({ name: "seven", priority: 1, times: 7 }), stub({ name: "rest" }, 2)];
      expect(await many(1_000, stubs, store())).toEqual({ "seven 1": 7, "rest 1": 993 });
    });

    test("one request only leads from a state to the next", async () => {
      const stubs = [
        stub({ name: "start", when: { state: "Started" }, then: { state: "Middle" } }),
        stub({ name: "middle", when: { state: "Middle" }, then: { state: "End" } }, 2),
        stub({ name: "end", when: { state: "End" } }, 3),
      ];
      expect(await many(1_000, stubs, store())).toEqual({ "start 1": 1, "middle 1": 1, "end 1": 998 });
    });

    test("a counter that is asked for and counted goes on from each number once", async () => {
      const stubs = [
        stub({ name: "early", when: { counter: { seen: { lt: 5 } } }, then: { count: "seen" } }),
        stub({ name: "late", then: { count: "seen" } }, 2),
      ];
      const far = store();
      expect(await many(1_000, stubs, far)).toEqual({ "early 1": 5, "late 1": 995 });
      expect(await far.count("default", "counts", "seen")).toBe(1_000);
    });

    test("a sequence that goes once hands out each step once", async () => {
      const respond = { sequence: [{ status: 201 }, { status: 422 }, { status: 404 }], repeat: "once" };
      const stubs = [stub({ name: "s", priority: 1, respond }), stub({ name: "rest" }, 2)];
      expect(await many(1_000, stubs, store())).toEqual({ "s 1": 1, "s 2": 1, "s 3": 1, "rest 1": 997 });
    });

    test("what is chosen by weight is the same however many ask at once", async () => {
      const stubs = [
        stub({ name: "c", respond: { choose: [{ weight: 3 }, { status: 422 }, { weight: 6 }] } }),
      ];
      const all = await many(1_000, stubs, store());
      const one = store();
      const steps = [0, 0, 0];
      for (let turn = 0; turn < 1_000; turn++) steps[((await answer(stubs, one))?.step ?? 1) - 1]! += 1;
      expect(all).toEqual({ "c 1": steps[0], "c 2": steps[1], "c 3": steps[2] });
      for (const [index, share] of [300, 100, 600].entries())
        expect(Math.abs(steps[index]! - share)).toBeLessThan(50);
    });

    test("a sequence is finished before its state moves on", async () => {
      const respond = { sequence: [{ status: 201 }, { status: 422 }, { status: 201 }] };
      const stubs = [
        stub({ name: "lucky", when: { state: "Started" }, respond, then: { state: "Recovered" } }),
        stub({ name: "fine", when: { state: "Recovered" } }, 2),
      ];
      expect(await many(1_000, stubs, store())).toEqual({
        "lucky 1": 1,
        "lucky 2": 1,
        "lucky 3": 1,
        "fine 1": 997,
      });
    });
  });

  test.each([
    ["that waits for it", { state: "Started" }],
    ["that only sets it", {}],
  ])("a store that never moves a state ends the request, with a stub %s", async (_, when) => {
    const store = Object.assign(smallStore(), { compareAndSet: () => false });
    const moving = stub({ name: "moving", when, then: { state: "Middle" } });
    await expect(answer([moving], store)).rejects.toMatchObject({ problem: { code: "store-unavailable" } });
  });

  test("sessions take their turns apart", async () => {
    const store = smallStore();
    const index = indexStubs([stub({ respond: { sequence: [{ status: 201 }, { status: 422 }] } })]);
    const status = async (session: string) =>
      (await answerFromStubs(index, subject({ store, session }), "after"))?.status;
    expect([await status("a"), await status("b"), await status("a")]).toEqual([201, 201, 422]);
  });

  test("what is answered is rendered from the request", async () => {
    const respond = {
      status: 422,
      headers: { "Retry-After": 30, "X-Name": "{{ request.query.evil }}" },
      body: { firstname: "{{ request.body.firstname }}" },
      errors: { email: "{{ request.body.email }} is taken", firstname: ["a", "b"] },
      delay: "100-500",
    };
    const asking = subject({ query: { evil: "Ada\r\nX-Evil: 1" } });
    expect(await answerFromStubs(indexStubs([stub({ respond })]), asking, "after")).toMatchObject({
      status: 422,
      headers: { "Retry-After": "30", "X-Name": "Ada??X-Evil: 1" },
      body: { firstname: "Ada" },
      errors: { email: ["ada@example.com is taken"], firstname: ["a", "b"] },
      trouble: { delay: { min: 100, max: 500 } },
    });
  });
});

describe("why a stub did not answer", () => {
  const against = async (one: Stub, asked: Subject) =>
    (await compareStub(one, asked))
      .filter(({ holds }) => !holds)
      .map(({ place, expected, came }) => `${place} ${expected}, but ${came}`);
  const lines = (value: Record<string, unknown>, parts = {}) => against(stub(value), subject(parts));

  test("each thing that speaks against it is told in words", async () => {
    const when = {
      body: { "/firstname": { equals: "Bob" }, "/lastname": { matches: "^x" }, "/email": { exists: true } },
      headers: { authorization: { equals: "Bearer a" } },
      state: "Recovered",
      store: { collection: "ambassadors", where: { "/email": "{{ request.body.email }}" } },
    };
    expect(await lines({ when }, { headers: { authorization: "Bearer secret" } })).toEqual([
      'header authorization must be "Bearer a", but it is another',
      'body /firstname must be "Bob", but it is "Ada"',
      "body /lastname must match ^x, but there is none",
      'state must be "Recovered", but it is "Started"',
      "store must have one in ambassadors whose /email must be {{ request.body.email }}, but it is otherwise",
    ]);
  });

  test("a counter, and a time that is over", async () => {
    const store = smallStore();
    const one = stub({ when: { counter: { logins: { gte: 2 } } }, expires: "10s" });
    const at = (now: number) => subject({ store, clock: { now: () => now } });
    expect(await against(one, at(0))).toEqual(["counter logins must be at least 2, but it is 0"]);
    for (let n = 0; n < 2; n++) await store.increment("default", "counts", "logins");
    expect(await against(one, at(0))).toEqual([]);
    await answerFromStubs(indexStubs([one]), at(5), "after");
    expect(await against(one, at(10_004))).toEqual([]);
    expect(await against(one, at(10_005))).toEqual([
      "expires must answer within 10000 ms of its first answer, but its time is over",
    ]);
  });

  test("one that matches says so, until it is used up", async () => {
    const store = smallStore();
    const once = stub({ times: 1 });
    const asked = subject({ store });
    expect(await against(once, asked)).toEqual([]);
    await answerFromStubs(indexStubs([once]), asked, "after");
    expect(await against(once, asked)).toEqual([
      "times must not answer more than once, but it has answered once",
    ]);
  });
});

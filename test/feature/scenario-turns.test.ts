import { openShop } from "../support/pet-shop.ts";
import { stopAll, temporaryFolder } from "../support/mock.ts";

afterAll(stopAll);

const login = (user = "ada") => ({ body: { user } });

describe("which stub answers, and how often", () => {
  test("a stub expires a while after it first answered, in each session by itself", async () => {
    let time = 1_000_000;
    const clock = { now: () => time };
    const { as } = await openShop(
      "  - { operation: login, expires: 30s, respond: { status: 409 } }\n" +
        "  - { operation: login, respond: { body: { text: later } } }",
      { ports: { clock } },
    );
    const [early, late] = [as("early"), as("late")];
    expect((await early("POST /login", login())).status).toBe(409);
    time += 29_999;
    expect((await early("POST /login", login())).status).toBe(409);
    expect((await late("POST /login", login())).status).toBe(409);
    time += 1;
    expect((await early("POST /login", login())).json).toMatchObject({ text: "later" });
    expect((await late("POST /login", login())).status).toBe(409);
  });

  test("one that says nothing of the answer lets no invalid request pass, and is not where an answer comes from", async () => {
    const { ask } = await openShop(
      "  - { operation: login, phase: first, respond: { sequence: [{ delay: 1 }, {}, { status: 503 }] } }",
    );
    const wrong = { body: { user: 7 } };
    const seen = [await ask("POST /login", wrong), await ask("POST /login", login())];
    expect(seen.map(({ status }) => status)).toEqual([422, 200]);
    for (const { headers } of seen) expect(headers.get("x-mock-source")).not.toContain("scenario");
    expect((await ask("POST /login", wrong)).status).toBe(503);
  });

  test("an answer that the client does not accept uses up no turn; an error is sent whatever it accepts", async () => {
    const { ask } = await openShop(
      "  - { operation: login, times: 1, respond: { body: { text: once } } }\n" +
        "  - { operation: login, times: 1, respond: { status: 409 } }",
    );
    const refusing = { ...login(), headers: { accept: "image/png" } };
    expect((await ask("POST /login", refusing)).status).toBe(409);
    expect((await ask("POST /login", refusing)).status).toBe(406);
    expect((await ask("POST /login", login())).json).toMatchObject({ text: "once" });
  });

  test("or at an instant, for everybody", async () => {
    let time = Date.UTC(2026, 0, 1) - 1;
    const { ask } = await openShop(
      '  - { operation: "*", expires: 2026-01-01T00:00:00Z, respond: { status: 503, undeclared: true } }',
      { ports: { clock: { now: () => time } } },
    );
    expect((await ask("POST /login", login())).status).toBe(503);
    time += 1;
    expect((await ask("POST /login", login())).status).toBe(200);
  });

  test("a sequence that goes once makes way for the others", async () => {
    const { ask } = await openShop(
      "  - operation: login\n    respond: { sequence: [{ status: 409 }, { status: 503 }], repeat: once }\n" +
        "  - { operation: login, respond: { body: { text: done } } }",
    );
    const seen = [];
    for (let turn = 0; turn < 4; turn++) seen.push((await ask("POST /login", login())).status);
    expect(seen).toEqual([409, 503, 200, 200]);
  });

  test("one of several is chosen by weight and seed, the same in each run and in any order of arrival", async () => {
    const stubs =
      "  - operation: login\n    respond: { choose: [{ weight: 3, status: 200 }, { weight: 1, status: 409 }] }";
    const drawn = async (seed: string, session: string) => {
      const { as } = await openShop(stubs, { seed });
      const ask = as(session);
      const answers = await Promise.all(Array.from({ length: 60 }, () => ask("POST /login", login())));
      return answers.filter(({ status }) => status === 409).length;
    };
    const [first, again, other] = [await drawn("a", "x"), await drawn("a", "y"), await drawn("b", "x")];
    expect(first).toBe(again);
    expect(first).not.toBe(other);
    for (const count of [first, other]) {
      expect(count).toBeGreaterThan(5);
      expect(count).toBeLessThan(28);
    }
  });

  test("a stub of its operation goes before one of all, whatever that asks for; more conditions before fewer", async () => {
    const { ask } = await openShop(
      '  - { operation: "*", when: { headers: { x-a: "1", x-b: "1" } }, respond: { status: 503, undeclared: true }, phase: after }\n' +
        "  - { operation: login, respond: { body: { text: plain } } }\n" +
        '  - { operation: login, when: { headers: { x-a: "1" } }, respond: { body: { text: asked } } }\n' +
        "  - { operation: login, when: { headers: { x-c: { exists: true } } }, priority: 1, respond: { body: { text: first } } }",
    );
    const text = async (headers: Record<string, string>) =>
      (await ask("POST /login", { ...login(), headers })).json["text"];
    expect(await text({})).toBe("plain");
    expect(await text({ "x-a": "1", "x-b": "1" })).toBe("asked");
    expect(await text({ "x-a": "1", "x-b": "1", "x-c": "1" })).toBe("first");
    expect((await ask("GET /pets", { headers: { "x-a": "1", "x-b": "1" } })).status).toBe(503);
  });

  test("a named example of the contract can be the answer, and a body goes over it", async () => {
    const { ask } = await openShop(
      "  - { operation: readPet, respond: { example: tortoise, body: { status: sold } } }",
    );
    expect((await ask("GET /pets/7")).json).toMatchObject({ name: "Achilles", status: "sold" });
  });
});

describe("counters of the session", () => {
  const stubs = `
  - operation: login
    when: { counter: { logins: { lt: 3 } } }
    respond: { body: { text: "Welcome", nth: "{{ counter.logins }}" } }
    then: { count: logins }
  - operation: login
    respond: { status: 409, body: { message: "{{ counter.logins }} were enough, this is refusal {{ counter }}" } }`;

  test("let a stub answer so many times, whatever other stubs count", async () => {
    const { ask, as } = await openShop(stubs);
    const said = [];
    for (let turn = 0; turn < 5; turn++) said.push((await ask("POST /login", login())).json);
    expect(said.slice(0, 3).map(({ nth }) => nth)).toEqual([1, 2, 3]);
    expect(said.slice(3)).toEqual([
      { message: "3 were enough, this is refusal 1" },
      { message: "3 were enough, this is refusal 2" },
    ]);
    expect((await as("other")("POST /login", login())).json).toMatchObject({ nth: 1 });
    await ask("POST /__admin/reset");
    expect((await ask("POST /login", login())).json).toMatchObject({ nth: 1 });
  });

  test("a thousand requests at once count to a thousand, each number once", async () => {
    const { ask } = await openShop(`
  - operation: login
    respond: { body: { text: x, nth: "{{ counter.all }}", other: "{{ counter }}" } }
    then: { count: all }`);
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => ask("POST /login", login())));
    const numbers = Array.from({ length: 1_000 }, (_, index) => index + 1);
    for (const name of ["nth", "other"]) {
      const told = answers.map(({ json }) => Number(json[name])).toSorted((a, b) => a - b);
      expect(told).toEqual(numbers);
    }
  });

  test("of sixty at once at a counter that lets three pass, three pass", async () => {
    const { ask } = await openShop(stubs);
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask("POST /login", login())));
    const passed = answers.filter(({ status }) => status === 200).map(({ json }) => json["nth"]);
    expect(passed.toSorted()).toEqual([1, 2, 3]);
  });

  test("what sessions count is on file, and goes on after a restart", async () => {
    const { mock, ask } = await openShop(stubs, { store: "file", data: await temporaryFolder() });
    await ask("POST /login", login());
    await mock.stop();
    await mock.start();
    expect((await ask("POST /login", login())).json).toMatchObject({ nth: 2 });
  });
});

describe("a schema as a matcher", () => {
  test("judges a body, inline or by reference into the contract", async () => {
    const { ask } = await openShop(`
  - operation: login
    when: { body: { /user: { schema: { type: string, maxLength: 3 } } } }
    respond: { body: { text: short } }
  - operation: sellPet
    when: { body: { "": { schema: { $ref: "#/components/schemas/NewPet" } } } }
    respond: { body: { name: a pet } }
  - operation: sellPet
    when: { body: { "": { not: { schema: { $ref: "#/components/schemas/NewPet" } } } } }
    respond: { body: { name: no pet } }`);
    expect((await ask("POST /login", login("ada"))).json["text"]).toBe("short");
    expect((await ask("POST /login", login("adam"))).json["text"]).not.toBe("short");
    expect((await ask("POST /pets/7/sale", { body: { name: "Rex" } })).json["name"]).toBe("a pet");
    expect((await ask("POST /pets/7/sale", { body: { name: 1 } })).json["name"]).toBe("no pet");
  });
});

test("when scenarios begin anew, so do counters and what expires", async () => {
  let time = 0;
  const { ask } = await openShop(
    `
  - operation: login
    expires: 10s
    respond: { body: { text: x, nth: "{{ counter.seen }}" } }
    then: { count: seen }
  - { operation: login, respond: { status: 409 } }`,
    { ports: { clock: { now: () => time } } },
  );
  const told = async () => (await ask("POST /login", login())).json["nth"];
  expect([await told(), await told()]).toEqual([1, 2]);
  time = 20_000;
  expect(await told()).toBeUndefined();
  expect((await ask("POST /__admin/scenarios/reset")).status).toBe(204);
  expect([await told(), await told()]).toEqual([1, 2]);
  time = 40_000;
  expect(await told()).toBeUndefined();

  const stub = { operation: "login", expires: "10s", respond: { status: 503 } };
  const { json } = await ask("POST /__admin/stubs", { body: stub });
  expect((await ask("POST /login", login())).status).toBe(503);
  time = 60_000;
  expect((await ask("POST /login", login())).status).toBe(409);
  expect((await ask(`PUT /__admin/stubs/${String(json["id"])}`, { body: stub })).status).toBe(200);
  expect((await ask("POST /login", login())).status).toBe(503);
});

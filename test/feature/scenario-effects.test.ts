import { openShop, petShop } from "../support/pet-shop.ts";
import { stopAll } from "../support/mock.ts";
import { plainJudge } from "../support/schemas.ts";

afterAll(stopAll);

const judgePet = plainJudge(petShop.components.schemas.Pet);
const sale = (path: string) => `POST /pets/${path}/sale`;

describe("what an answer does to the session's store", () => {
  const sells = `
  - operation: sellPet
    when: { store: { collection: pets, where: { /id: { equals: "{{ path.petId }}" } } } }
    respond: { body: { pet: "{{ path.petId }}", name: "{{ store.pets[path.petId].name }}", until: "{{ now +1d }}" } }
    then:
      store:
        - { update: pets, key: "{{ path.petId }}", value: { status: sold, soldTo: "{{ body.to }}" } }`;

  test("a thing is changed, and list and detail agree", async () => {
    const { ask } = await openShop(sells);
    const { json } = await ask("POST /pets", { body: { name: "Rex" } });
    const sold = await ask(sale(String(json["id"])), { body: { to: "Ada" } });
    expect(sold.json).toEqual({ pet: json["id"], name: "Rex", until: "2025-11-18T09:00:01Z" });
    expect(sold.headers.get("x-mock-source")).toBe("scenario:shop");
    const detail = (await ask(`GET /pets/${String(json["id"])}`)).json;
    expect(detail).toMatchObject({
      ...json,
      status: "sold",
      soldTo: "Ada",
      updatedAt: expect.anything() as unknown,
    });
    expect(detail["updatedAt"]).not.toBe(json["updatedAt"]);
    expect((await ask("GET /pets")).json).toEqual([detail]);
  });

  test("a thing that nobody wrote yet is changed as reading it showed it", async () => {
    const { ask } = await openShop(
      "  - { operation: sellPet, then: { store: [{ update: pets, key: '{{ path.petId }}', value: { status: sold } }] } }",
    );
    const before = (await ask("GET /pets/7")).json;
    await ask(sale("7"), { body: {} });
    const after = (await ask("GET /pets/7")).json;
    expect(after).toMatchObject({ ...before, status: "sold", updatedAt: after["updatedAt"] });
    expect(judgePet(after)).toEqual([]);
  });

  test("things are put with the collection's own ids, and the rest of them is generated", async () => {
    const { ask } = await openShop(`
  - operation: sellPet
    then:
      store:
        - { put: pets, value: { name: "{{ body.child }}", status: available } }
        - { put: pets, value: { name: "{{ body.child }} again", tags: [a, b] } }
        - { put: pets, value: { id: 40, name: "forty of {{ store.pets.length }}" } }`);
    const first = (await ask("POST /pets", { body: { name: "Rex" } })).json;
    await ask(sale("1"), { body: { child: "Puppy" } });
    const listed = (await ask("GET /pets")).json as unknown as Record<string, unknown>[];
    expect(listed.map(({ id, name }) => [id, name])).toEqual([
      [first["id"], "Rex"],
      [2, "Puppy"],
      [3, "Puppy again"],
      [40, "forty of 3"],
    ]);
    for (const one of listed) expect(judgePet(one)).toEqual([]);
    expect((await ask("GET /pets/3")).json).toMatchObject({ tags: ["a", "b"] });
    expect((await ask("POST /pets", { body: { name: "Next" } })).json["id"]).toBe(4);
  });

  test("things are removed, also such as were never written", async () => {
    const { ask, as } = await openShop(
      "  - { operation: sellPet, then: { store: [{ remove: pets, key: '{{ path.petId }}' }] } }",
    );
    await ask("POST /pets", { body: { name: "Rex" } });
    await ask(sale("1"), { body: {} });
    expect((await ask("GET /pets/1")).status).toBe(404);
    const other = as("other");
    await other(sale("5"), { body: {} });
    expect((await other("GET /pets/5")).status).toBe(404);
    expect((await other("GET /pets")).json).toEqual([]);
  });

  test("one owner's things are put into their own collection, a thing there is one of has no key", async () => {
    const { ask } = await openShop(`
  - operation: login
    then:
      store:
        - { put: "owners/{{ body.user }}/notes", value: { text: hello } }
        - { put: till, value: { cents: 100 } }
        - { update: till, value: { currency: EUR } }`);
    await ask("POST /login", { body: { user: "a/b" } });
    expect((await ask("GET /owners/a%2Fb/notes")).json).toEqual([{ id: 1, ownerId: "a/b", text: "hello" }]);
    expect((await ask("GET /owners/b/notes")).json).not.toEqual([]);
    expect((await ask("GET /till")).json).toEqual({ cents: 100, currency: "EUR" });
  });

  test("nothing is done unless the stub's own answer is the one sent", async () => {
    const { ask, as } = await openShop(`
  - operation: readPet
    respond: { headers: { x-read: "yes" } }
    then: { store: [{ put: pets, value: { name: Ghost } }] }`);
    await ask("POST /pets", { body: { name: "Rex" } });
    expect((await ask("GET /pets/99")).status).toBe(404);
    expect((await ask("GET /pets/1", { headers: { prefer: "code=503" } })).status).toBe(503);
    expect((await ask("GET /pets/1", { headers: { accept: "image/png" } })).status).toBe(406);
    expect((await ask("GET /pets")).json).toHaveLength(1);
    expect((await ask("GET /pets/1")).headers.get("x-read")).toBe("yes");
    expect((await ask("GET /pets")).json).toHaveLength(2);
    expect((await as("other")("GET /pets")).json).not.toHaveLength(2);
  });

  test("a stateless server remembers nothing, and the journal says so", async () => {
    const { ask, mock } = await openShop(sells.replace(/ {4}when:.*\n/, ""), { stateless: true });
    const before = (await ask("GET /pets/7")).json;
    expect((await ask(sale("7"), { body: {} })).status).toBe(200);
    expect((await ask("GET /pets/7")).json).toEqual(before);
    const [, exchange] = await mock.session("default").requests();
    expect(JSON.stringify(exchange)).toContain("--stateless");
  });

  test.each<[string, string, RegExp]>([
    [
      "update: pets, key: 99, value: { status: sold }",
      "POST /pets",
      /update pets 99: there is no such record/,
    ],
    [
      "update: pets, key: '{{ body.name }}', value: { status: sold }",
      "POST /pets",
      /update pets Rex: there is no such/,
    ],
    ["update: pets, key: '{{ query.none }}', value: { name: x }", "POST /pets", /nothing says which record/],
    ["put: pets, value: { name: '{{ body.tags }}' }", "POST /pets", /would break the contract: .*name/],
    ["put: pets, value: { status: '{{ body.name }}' }", "POST /pets", /would break the contract: .*status/],
  ])("what cannot be done is a problem that says why: %s", async (effect, line, why) => {
    const { ask } = await openShop(`  - { operation: createPet, then: { store: [{ ${effect} }] } }`);
    const { status, json } = await ask(line, { body: { name: "Rex", tags: ["a"] } });
    expect([status, json["code"]]).toEqual([500, "impossible-stub"]);
    expect(json["detail"]).toMatch(why);
    const listed = (await ask("GET /pets")).json as unknown as unknown[];
    for (const one of listed) expect(judgePet(one)).toEqual([]);
  });

  test("what cannot be an id names nothing, also where nothing was written yet", async () => {
    const { ask } = await openShop(
      "  - { operation: login, then: { store: [{ update: pets, key: '{{ body.user }}', value: { status: sold } }] } }",
    );
    for (const user of ["__proto__", "a/b", "", "7.5", "1e400"]) {
      expect((await ask("POST /login", { body: { user } })).json["code"]).toBe("impossible-stub");
    }
    expect((await ask("POST /login", { body: { user: "7" } })).status).toBe(200);
    expect((await ask("GET /pets")).json).toMatchObject([{ id: 7, status: "sold" }]);
  });

  test("a full store is a full store", async () => {
    const { ask } = await openShop(
      "  - { operation: sellPet, then: { store: [{ put: pets, value: { name: x } }] } }",
      { maxRecords: 2 },
    );
    expect((await ask(sale("1"), { body: {} })).status).toBe(200);
    expect((await ask(sale("1"), { body: {} })).status).toBe(200);
    expect(await ask(sale("1"), { body: {} })).toMatchObject({ status: 507, json: { code: "store-full" } });
    expect((await ask("GET /pets")).json).toHaveLength(2);
  });

  test("the same history gives the same bytes, in any session", async () => {
    const stubs = `
  - operation: sellPet
    respond: { body: { name: "{{ faker.person.firstName }}", until: "{{ now }}" } }
    then: { store: [{ put: pets, value: { soldTo: "{{ faker.person.fullName }} {{ counter }}" } }] }`;
    const live = async (session: string) => {
      const shop = await openShop(stubs);
      const ask = shop.as(session);
      const texts = [];
      for (const line of [sale("1"), sale("1"), sale("2")]) texts.push((await ask(line, { body: {} })).text);
      return [...texts, (await ask("GET /pets")).text];
    };
    const one = await live("one");
    expect(await live("other")).toEqual(one);
    expect(new Set(one.slice(0, 3)).size).toBe(3);
  });

  test("hundreds at once put hundreds of things, each with an id of its own", async () => {
    const { ask } = await openShop(
      "  - { operation: sellPet, then: { store: [{ put: pets, value: { name: x } }] } }",
    );
    await Promise.all(Array.from({ length: 200 }, () => ask(sale("1"), { body: {} })));
    const listed = (await ask("GET /pets")).json as unknown as { id: number }[];
    expect(new Set(listed.map(({ id }) => id)).size).toBe(200);
  });
});

describe("a patch on the response", () => {
  test("comes after the body, and leaves what is stored as it is", async () => {
    const { ask } = await openShop(`
  - operation: readPet
    respond:
      body: { tags: [a, b] }
      patch:
        - { op: remove, path: /tags/0 }
        - { op: add, path: /tags/-, value: "{{ path.petId }}" }
        - { op: replace, path: /status, value: sold }
  - operation: login
    respond: { status: 409, body: { message: no }, patch: [{ op: copy, from: /message, path: /message }] }`);
    const made = (await ask("POST /pets", { body: { name: "Rex" } })).json;
    const read = (await ask("GET /pets/1")).json;
    expect(read).toMatchObject({ name: "Rex", status: "sold", tags: ["b", 1] });
    const listed = (await ask("GET /pets")).json as unknown as unknown[];
    expect(listed).toEqual([made]);
    expect((await ask("POST /login", { body: {} })).json).toEqual({ message: "no" });
  });

  test("one that does not apply is a problem that names the place", async () => {
    const { ask } = await openShop(
      "  - { operation: readPet, respond: { body: { tags: [] }, patch: [{ op: remove, path: /tags/3 }] } }",
    );
    const { status, json } = await ask("GET /pets/1");
    expect([status, json["code"]]).toEqual([500, "impossible-stub"]);
    expect(json["detail"]).toContain("at /0: ");
  });
});

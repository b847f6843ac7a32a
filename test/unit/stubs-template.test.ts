import fc from "fast-check";
import { Given } from "../../src/matchers/given.ts";
import { recalling } from "../../src/stubs/recall.ts";
import { askedIn, compileTemplate, render } from "../../src/stubs/template.ts";
import { remember, smallStore } from "../support/scenario-store.ts";
import { subject } from "../support/scenario-subject.ts";

function rendered(value: unknown, parts: Parameters<typeof subject>[0] = {}): unknown {
  const given = new Given(value);
  const template = compileTemplate(given);
  if (given.findings.length > 0) throw new Error(given.findings.map(({ cause }) => cause).join("; "));
  return render(template, subject(parts));
}

describe("templates", () => {
  test("a text that is one template keeps the type of the value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), (value) => {
        expect(rendered("{{ request.body.x }}", { body: { x: value } })).toEqual(value);
      }),
    );
  });

  test("what a template puts out is never read as a template again", () => {
    const body = { x: "{{ request.body.secret }}", secret: "s3cret" };
    expect(rendered("Hello {{ request.body.x }}!", { body })).toBe("Hello {{ request.body.secret }}!");
    expect(rendered("{{ request.body.x }}", { body })).toBe("{{ request.body.secret }}");
  });

  test("values of every part of the request can be read", () => {
    const text =
      "{{request.method}} {{ request.path.id }} {{ request.query.q }} {{ request.headers.X-Id }} " +
      "{{ request.cookies.c }} {{ session }} {{ request.body.roles.1.name }}";
    const parts = {
      path: { id: 7 },
      query: { q: "a" },
      headers: { "x-id": "b" },
      cookies: { c: "d" },
      body: { roles: [{}, { name: "boss" }] },
    };
    expect(rendered(text, parts)).toBe("POST 7 a b d default boss");
  });

  test("a name whose template finds nothing is left out, and a text gets nothing in its place", () => {
    expect(rendered({ a: "{{ request.body.none }}", b: "<{{ request.body.none }}>", c: 1 })).toEqual({
      b: "<>",
      c: 1,
    });
  });

  test.each(["constructor", "__proto__.polluted", "toString.name"])(
    "inherited properties are not read: %s",
    (name) => {
      expect(rendered(`<{{ request.body.${name} }}>`)).toBe("<>");
    },
  );

  test("a __proto__ key stays a key", () => {
    const value = JSON.parse('{"__proto__": {"a": "{{ request.method }}"}}') as unknown;
    expect(JSON.stringify(rendered(value))).toBe('{"__proto__":{"a":"POST"}}');
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  });

  test("braces that are meant are written with a backslash, alone and beside a template", () => {
    expect(rendered("\\{{ x }}")).toBe("{{ x }}");
    expect(rendered({ a: ["\\{{ {{ request.method }}"] })).toEqual({ a: ["{{ POST"] });
  });

  test.each<[string, RegExp]>([
    ["{{ process.env.HOME }}", /"{{ process.env.HOME }}" names nothing/],
    ["{{ request.bodi.x }}", /it reads request.body/],
    ["{{ request.body..x }}", /names nothing/],
    ["{{ 1 + 1 }}", /names nothing/],
    ["{{ session.id }}", /names nothing/],
    ["{{}}", /names nothing/],
    ["{{ request.body.x", /never closed/],
    ["{{".repeat(100_000), /never closed/],
  ])("%.30s is refused", (text, cause) => {
    expect(() => rendered(text)).toThrow(cause);
  });

  test("a value that contains itself is refused instead of read for ever", () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => rendered(circle)).toThrow("nested too deeply");
  });
});

describe("what is asked for before a template is rendered", () => {
  const own = { state: "Open", turn: 3, counts: new Map([["mine", 5]]) };
  async function asked(value: unknown, parts: Parameters<typeof subject>[0] = {}): Promise<unknown> {
    const given = new Given(value);
    const template = compileTemplate(given);
    expect(given.findings).toEqual([]);
    return render(template, await recalling(askedIn(given), subject(parts), own));
  }

  test("state, turn and counters, its own as its answer left it", async () => {
    const store = smallStore();
    for (let n = 0; n < 2; n++) await store.increment("default", "counts", "others");
    expect(
      await asked("{{state}} {{ counter }} {{counter.mine}} {{counter.others}} {{counter.none}}", { store }),
    ).toBe("Open 3 5 2 0");
    expect(await asked("{{ counter }}")).toBe(3);
  });

  test("things of the store, by a key that is written or stands in the request", async () => {
    const store = smallStore();
    await remember(store, "pets", { id: "a.b", name: "Rex", tags: ["x", { deep: 1 }] });
    await remember(store, "owners/7%2F8/notes", { id: 1, text: "hello" });
    const parts = { store, path: { petId: "a.b", ownerId: "7/8" } };
    expect(await asked("{{ store.pets[path.petId].name }}", parts)).toBe("Rex");
    expect(await asked('{{ store.pets["a.b"].tags.1.deep }}', parts)).toBe(1);
    expect(await asked("{{ store.pets[ request.path.petId ] }}", parts)).toMatchObject({ name: "Rex" });
    expect(await asked("{{ store.owners/[path.ownerId]/notes.1.text }}", parts)).toBe("hello");
    expect(await asked("{{ store.pets.length }}{{ store.none.length }}", parts)).toBe("10");
    expect(await asked({ a: "{{ store.pets.c.name }}", b: "<{{ store.pets.c }}>" }, parts)).toEqual({
      b: "<>",
    });
    for (const name of ["constructor", "__proto__", "tags.length"])
      expect(await asked(`<{{ store.pets[path.petId].${name} }}>`, parts)).toBe(
        name === "tags.length" ? "<2>" : "<>",
      );
  });

  test("now is the mock's date, and a second for each write", async () => {
    const store = smallStore();
    expect(await asked("{{ now }}", { store })).toBe("2025-11-17T09:00:00Z");
    await store.increment("default", "ticks", "writes");
    expect(await asked("{{now-1d}} {{ now + 500ms }}", { store })).toBe(
      "2025-11-16T09:00:01Z 2025-11-17T09:00:01.500Z",
    );
  });

  test("faker is drawn by the request's seed and the place in the file", async () => {
    const faked = (said: unknown, seed: number) => `${JSON.stringify(said)} ${seed}`;
    const draw = (seed: number) => async () => Promise.resolve(seed);
    const text = "{{ faker.number.int({ max: 9, min: 'a' }) }}";
    const [one, other] = (await asked([text, text], { faked, drawSeed: draw(1) })) as string[];
    expect(one).toMatch(/^\{"number.int":\[\{"max":9,"min":"a"\}\]\} /);
    expect(other).not.toBe(one);
    expect(await asked([text, text], { faked, drawSeed: draw(1) })).toEqual([one, other]);
    expect(await asked([text, text], { faked, drawSeed: draw(2) })).not.toEqual([one, other]);
  });

  test("whatever stands between braces is read or refused, in no time", () => {
    const part = fc.constantFrom(
      ...[
        "store",
        "faker",
        "now",
        "counter",
        "body",
        "path",
        ".",
        "[",
        "]",
        '"',
        "(",
        ")",
        "{",
        "}",
        "}}",
        "{{",
      ],
      ...["/", "x", "7", "+1d", " ", "\\", "__proto__", "person.firstName", "length"],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const given = new Given(`{{ ${parts.join("")} }}`);
        const template = compileTemplate(given);
        expect(given.findings.length).toBeLessThan(2);
        expect(() => render(template, subject())).not.toThrow();
      }),
    );
  });
});

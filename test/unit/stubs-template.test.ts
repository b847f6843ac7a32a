import fc from "fast-check";
import { Given } from "../../src/matchers/given.ts";
import { compileTemplate, render } from "../../src/stubs/template.ts";
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

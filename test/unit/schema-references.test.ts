import { InputError } from "../../src/problem/input-error.ts";
import { ProblemError } from "../../src/problem/problem.ts";
import { createSchemas } from "../../src/schema/schemas.ts";

function schemasOf(definitions: Record<string, unknown>) {
  return createSchemas({ root: { components: { schemas: definitions } }, dialectAt: () => "2020-12" });
}
const at = (name: string) => `#/components/schemas/${name}`;
const to = (name: string) => ({ $ref: at(name) });

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

const circles: [string, Record<string, unknown>][] = [
  ["one reference to itself", { A: to("A") }],
  ["two references to one another", { A: to("B"), B: to("A") }],
  ["references with descriptions", { A: { ...to("B"), description: "a" }, B: { ...to("A"), title: "b" } }],
  ["references with constraints", { A: { ...to("B"), minLength: 1 }, B: { ...to("A"), maxLength: 2 } }],
  ["allOf itself", { A: { allOf: [to("A")] } }],
  ["anyOf itself", { A: { anyOf: [to("A"), { type: "string" }] } }],
  ["oneOf and not", { A: { oneOf: [to("B")] }, B: { not: to("A") } }],
  ["a property on the way", { A: { type: "object", properties: { a: to("B") } }, B: to("C"), C: to("B") }],
];

describe("references in a circle", () => {
  test.each(circles.slice(0, 3))("%s: resolving says so", (_, definitions) => {
    const schemas = schemasOf(definitions);
    const error = thrownBy(() => schemas.resolve(schemas.at(at("A"), "response")));
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(/#\/components\/schemas\/[AB] leads in a circle/);
  });

  test.each(circles)("%s: judging is refused, naming the place", (_, definitions) => {
    const schemas = schemasOf(definitions);
    const error = thrownBy(() => schemas.validator(schemas.at(at("A"), "response"))({ a: 1 }));
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problem.code).toBe("unusable-schema");
    expect((error as ProblemError).message).toContain(at("A"));
  });

  test("through properties is fine: a tree", () => {
    const schemas = schemasOf({
      A: { type: "object", properties: { child: to("A"), name: { type: "string" } } },
    });
    const judge = schemas.validator(schemas.at(at("A"), "response"));
    expect(judge({ child: { child: { name: "leaf" } } })).toEqual([]);
    expect(judge({ child: { child: { name: 1 } } }).map(({ pointer }) => pointer)).toEqual([
      "/child/child/name",
    ]);
  });
});

describe("a dead reference", () => {
  const definitions = { A: { properties: { a: to("B") } }, B: { properties: { b: to("Gone") } } };

  test("resolved: it leads nowhere", () => {
    const schemas = schemasOf({ A: to("Gone") });
    const error = thrownBy(() => schemas.resolve(schemas.at(at("A"), "response")));
    expect((error as Error).message).toContain(`the reference ${at("Gone")} leads nowhere`);
  });

  test("is named every time, by each schema that leads to it", () => {
    const schemas = schemasOf(definitions);
    for (const name of ["A", "B", "A"]) {
      const error = thrownBy(() => schemas.validator(schemas.at(at(name), "response"))({}));
      expect(error).toBeInstanceOf(ProblemError);
      expect((error as Error).message).toBe(
        `The schema at ${at(name)} cannot be used: the reference ${at("Gone")} leads nowhere.`,
      );
    }
  });
});

test("a schema nested too deeply to be read is refused, naming the place", () => {
  let deep: unknown = {};
  for (let level = 0; level < 50_000; level++) deep = { not: deep };
  const error = thrownBy(() => schemasOf({ A: deep }).at(at("A"), "request"));
  expect((error as ProblemError).problem.code).toBe("unusable-schema");
  expect((error as Error).message).toContain(at("A"));
});

import { unknownShape, type Attribute, type Shape } from "../../src/convert/model.ts";
import { illustrated } from "../../src/convert/authored-examples.ts";
import { isAuthored, isWhollyAuthored } from "../../src/convert/placeholder.ts";
import { readType } from "../../src/convert/type-notation.ts";

function attribute(name: string, type: string, more: Partial<Attribute> = {}): Attribute {
  const flags = { required: false, deprecated: false, readOnly: false, writeOnly: false };
  return { ...unknownShape, ...flags, line: 1, name, type: readType(type), ...more };
}

function object(...children: Attribute[]): Shape {
  return { ...unknownShape, type: readType("object"), children };
}

const language = attribute("lang", "string", { constraints: { own: { enum: ["en", "fr"] }, items: {} } });

function leaves(shape: Shape, ...values: unknown[]) {
  const examples = values.map((value) => ({ summary: "", description: "", value }));
  const result = illustrated({ mediaType: "application/json", shape, examples });
  return {
    whole: result.examples.map(({ value }) => value),
    of: (result.shape?.children ?? []).map((child) => child.examples),
  };
}

describe("placeholders are not examples", () => {
  test.each([
    "string",
    42,
    42.0,
    true,
    "hello@example.com",
    "2025-05-04T09:42:00Z",
    "2031-05-04T09:42:00Z",
    {},
    ["string"],
    { a: 42 },
    { a: "string", b: "Paris" },
    { additionalProperty1: "Paris" },
  ])("%j was filled in by the portal", (value) => {
    expect(isAuthored(value)).toBe(false);
  });

  test.each([
    "Paris",
    "48.856614",
    "strings",
    "",
    43,
    4.2,
    false,
    "2025-05-05T09:42:00Z",
    [1, 2],
    { a: { b: "x" } },
  ])("%j was written by the API's author", (value) => {
    expect(isAuthored(value)).toBe(true);
  });

  test("the first value of an enum is a filling, any other is not", () => {
    expect(isAuthored("en", language)).toBe(false);
    expect(isAuthored("fr", language)).toBe(true);
    const list = attribute("langs", "array[string]", {
      constraints: { own: {}, items: { enum: ["en", "fr"] } },
    });
    expect(isAuthored(["en"], list)).toBe(false);
    expect(isAuthored(["en", "fr"], list)).toBe(true);
  });

  test("an example stands in whole only where every leaf is authored", () => {
    const shape = object(attribute("city", "string"), attribute("id", "integer"));
    expect(leaves(shape, { city: "Paris", id: 7 })).toEqual({
      whole: [{ city: "Paris", id: 7 }],
      of: [[], []],
    });
    expect(leaves(shape, { city: "Paris", id: 42 })).toEqual({ whole: [], of: [["Paris"], []] });
    expect(isWhollyAuthored({}, shape)).toBe(false);
    expect(isWhollyAuthored({ additionalProperty1: "Paris" }, undefined)).toBe(false);
  });

  test("an example with a summary is the author's own", () => {
    const value = { city: "Paris", id: 42 };
    const example = { summary: "Paris", description: "", value };
    expect(
      illustrated({ mediaType: "application/json", shape: object(), examples: [example] }).examples,
    ).toEqual([example]);
  });

  test("leaves are gathered from the items of lists, once each, and from the values of maps", () => {
    const shape = object(
      attribute("towns", "array[object]", { children: [attribute("name", "string")] }),
      attribute("labels", "object", { children: [attribute("*", "string")] }),
    );
    const value = {
      towns: [{ name: "Paris" }, { name: "string" }, { name: "Lyon" }, { name: "Paris" }],
      labels: { additionalProperty1: "red", additionalProperty2: "string" },
    };
    const { shape: result } = illustrated({
      mediaType: "x/y",
      shape,
      examples: [{ summary: "", description: "", value }],
    });
    const [towns, labels] = result?.children ?? [];
    expect(towns?.children?.[0]?.examples).toEqual(["Paris", "Lyon"]);
    expect(labels?.children?.[0]?.examples).toEqual(["red"]);
  });

  test("null is an example only where null is allowed", () => {
    const shape = object(
      attribute("a", "string"),
      attribute("b", "string(nullable)"),
      attribute("c", "integer"),
    );
    expect(leaves(shape, { a: null, b: null, c: 42 })).toEqual({ whole: [], of: [[], [null], []] });
  });
});

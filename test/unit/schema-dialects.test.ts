import { ProblemError } from "../../src/problem/problem.ts";
import { briefly, to } from "../support/judging.ts";

const draft = (version: string) => `http://json-schema.org/draft-0${version}/schema#`;
const draft2019 = "https://json-schema.org/draft/2019-09/schema";

function problemOf(act: () => unknown): ProblemError["problem"] {
  try {
    act();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("a schema says what it is written in", () => {
  const old = {
    type: "object",
    properties: {
      count: { type: "number", minimum: 3, exclusiveMinimum: true },
      pair: {
        type: "array",
        items: [{ type: "string" }, { type: "integer" }],
        additionalItems: { type: "boolean" },
      },
      named: { $ref: "#/definitions/name", maxLength: 1 },
    },
    dependencies: { a: ["b"], c: { required: ["count"] } },
    definitions: { name: { type: "string" } },
  };

  test.each(["4", "6", "7"])("draft %s: definitions, tuples, dependencies, a lonely $ref", (version) => {
    const judge = briefly({ Old: { $schema: draft(version), ...old } });
    expect(judge("Old", { count: 4, pair: ["x", 1, true], named: "longer" })).toEqual([]);
    expect(judge("Old", { pair: ["x", "y", 2] })).toEqual(["/pair/1 type", "/pair/2 type"]);
    expect(judge("Old", { named: 1 })).toEqual(["/named type"]);
    expect(judge("Old", { a: 1 })).toEqual(["/b dependentRequired"]);
    expect(judge("Old", { c: 1 })).toEqual(["/count required"]);
  });

  test.each(["4", "5"])("draft %s: exclusive bounds are flags", (version) => {
    const judge = briefly({ Old: { $schema: draft(version), ...old } });
    expect(judge("Old", { count: 3 })).toEqual(["/count exclusiveMinimum"]);
    expect(judge("Old", { count: 3.5 })).toEqual([]);
  });

  test("additionalItems without a list of items says nothing", () => {
    const judge = briefly({
      Old: { $schema: draft("7"), type: "array", items: { type: "string" }, additionalItems: false },
    });
    expect(judge("Old", ["a", "b"])).toEqual([]);
  });

  test("2019-09: $recursiveRef goes back to whoever was asked first", () => {
    const judge = briefly({
      Tree: {
        $schema: draft2019,
        $id: "https://example.com/tree",
        $recursiveAnchor: true,
        type: "object",
        properties: { children: { type: "array", items: { $recursiveRef: "#" } } },
      },
      Strict: {
        $schema: draft2019,
        $id: "https://example.com/strict",
        $recursiveAnchor: true,
        $ref: "tree",
        unevaluatedProperties: false,
      },
    });
    const odd = { children: [{ children: [{ other: 1 }] }] };
    expect(judge("Tree", odd)).toEqual([]);
    expect(judge("Strict", odd)).toEqual(["/children/0/children/0/other unevaluatedProperties"]);
    expect(judge("Strict", { children: [{ children: [] }] })).toEqual([]);
  });

  test.each([
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://spec.openapis.org/oas/3.1/dialect/2024-11-10",
    "https://json-schema.org/draft/2020-12/schema",
  ])("the document as a whole: %s", (jsonSchemaDialect) => {
    const judge = briefly(
      { A: { type: "array", prefixItems: [{ type: "string" }] } },
      { root: { jsonSchemaDialect } },
    );
    expect(judge("A", [1])).toEqual(["/0 type"]);
  });

  test("jsonSchemaDialect holds where a schema does not say otherwise", () => {
    const tuple = { type: "array", items: [{ type: "string" }], additionalItems: false };
    const judge = briefly({ A: tuple }, { root: { jsonSchemaDialect: draft("7") } });
    expect(judge("A", ["x", 1])).toEqual(["items"]);
  });

  test.each([
    ["of a schema", {}, { $schema: "https://example.com/own" }],
    ["of the document", { jsonSchemaDialect: "https://example.com/own" }, {}],
  ])("an unknown dialect %s: the schema is unusable, and the dialect named", (_, root, schema) => {
    const judge = briefly({ A: { ...schema, type: "string" }, B: { properties: { a: to("A") } } }, { root });
    for (const name of ["A", "B"]) {
      const problem = problemOf(() => judge(name, { a: 1 }));
      expect(problem.code).toBe("unusable-schema");
      expect(problem.detail).toContain("https://example.com/own");
    }
  });

  test("OpenAPI 3.0 knows no $schema", () => {
    const judge = briefly({ A: { $schema: "https://example.com/own", type: "string" } }, { dialect: "3.0" });
    expect(judge("A", 1)).toEqual(["type"]);
  });
});

describe("addresses", () => {
  const judge = briefly({
    Anchored: { $defs: { positive: { $anchor: "positive", exclusiveMinimum: 0 } }, $ref: "#positive" },
    FromAfar: { properties: { n: { $ref: "#positive" } } },
    Package: {
      $id: "https://example.com/package/",
      $defs: {
        size: { enum: ["s", "m"] },
        label: {
          $id: "label",
          type: "object",
          properties: { code: { $ref: "#/$defs/code" } },
          $defs: { code: { minLength: 2 } },
        },
      },
      properties: { size: { $ref: "#/$defs/size" }, label: { $ref: "label" }, owner: to("Owner") },
    },
    Owner: { type: "string" },
    ByAddress: { items: { $ref: "https://example.com/package/#/$defs/size" } },
    Old: {
      $schema: draft("7"),
      properties: { n: { $ref: "#small" } },
      definitions: { small: { $id: "#small", maximum: 3 } },
    },
    Gone: { $ref: "https://example.com/nowhere" },
  });

  test.each([
    ["Anchored", -1, ["exclusiveMinimum"]],
    ["FromAfar", { n: 0 }, ["/n exclusiveMinimum"]],
    ["Package", { size: "xl" }, ["/size enum"]],
    ["Package", { label: { code: "x" } }, ["/label/code minLength"]],
    // Within an $id `#/` counts from there; most authors count from the document all the same.
    ["Package", { owner: 1 }, ["/owner type"]],
    ["ByAddress", ["s", "l"], ["/1 enum"]],
    ["Old", { n: 4 }, ["/n maximum"]],
  ])("%s refuses %j", (name, value, errors) => {
    expect(judge(name, value)).toEqual(errors);
  });

  test("one that leads nowhere is named", () => {
    expect(() => judge("Gone", 1)).toThrow("the reference https://example.com/nowhere leads nowhere");
  });
});

describe("$dynamicRef", () => {
  const tree = (more: object) => ({
    $dynamicAnchor: "node",
    type: "object",
    properties: { data: true, children: { type: "array", items: { $dynamicRef: "#node" } } },
    ...more,
  });

  test.each([
    ["by $id", { $id: "https://example.com/tree" }, { $id: "https://example.com/strict-tree", $ref: "tree" }],
    ["by name", {}, to("Tree")],
  ])("the tree of the specification, %s", (_, tagged, strict) => {
    const judge = briefly({
      Tree: tree(tagged),
      Strict: { ...strict, $dynamicAnchor: "node", unevaluatedProperties: false },
    });
    const misspelt = { children: [{ daat: 1 }] };
    expect(judge("Tree", misspelt)).toEqual([]);
    expect(judge("Strict", misspelt)).toEqual(["/children/0/daat unevaluatedProperties"]);
    expect(judge("Strict", { children: [{ data: 1 }] })).toEqual([]);
  });

  test("a generic list, of numbers and of texts", () => {
    const list = (of: object) => ({ $ref: "list", $defs: { item: { $dynamicAnchor: "item", ...of } } });
    const judge = briefly({
      List: {
        $id: "list",
        type: "array",
        items: { $dynamicRef: "#item" },
        $defs: { any: { $dynamicAnchor: "item" } },
      },
      Numbers: { $id: "numbers", ...list({ type: "number" }) },
      Texts: { $id: "texts", ...list({ type: "string" }) },
    });
    expect(judge("List", [1, "a"])).toEqual([]);
    expect(judge("Numbers", [1, "a"])).toEqual(["/1 type"]);
    expect(judge("Texts", [1, "a"])).toEqual(["/0 type"]);
  });

  test("to an ordinary anchor it is an ordinary reference", () => {
    const judge = briefly({ A: { $dynamicRef: "#one", $defs: { one: { $anchor: "one", const: 1 } } } });
    expect(judge("A", 2)).toEqual(["const"]);
  });
});

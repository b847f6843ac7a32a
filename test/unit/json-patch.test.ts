import fc from "fast-check";
import { applyJsonPatch } from "../../src/response/json-patch.ts";
import { applyMergePatch } from "../../src/response/merge-patch.ts";

const kindOf = (document: unknown, patch: unknown) => {
  const result = applyJsonPatch(document, patch);
  return "failure" in result ? result.failure.kind : result.value;
};

// RFC 6902, appendix A.
test.each<readonly [string, unknown, unknown, unknown]>([
  ["adds a member", { foo: "bar" }, [{ op: "add", path: "/baz", value: "qux" }], { baz: "qux", foo: "bar" }],
  [
    "adds an item",
    { foo: ["a", "c"] },
    [{ op: "add", path: "/foo/1", value: "b" }],
    { foo: ["a", "b", "c"] },
  ],
  ["adds at the end", { foo: ["a"] }, [{ op: "add", path: "/foo/-", value: ["b"] }], { foo: ["a", ["b"]] }],
  ["removes an item", { foo: ["a", "b", "c"] }, [{ op: "remove", path: "/foo/1" }], { foo: ["a", "c"] }],
  ["replaces", { baz: 1, foo: 2 }, [{ op: "replace", path: "/baz", value: 3 }], { baz: 3, foo: 2 }],
  ["replaces an item", { foo: [1, 2, 3] }, [{ op: "replace", path: "/foo/1", value: 9 }], { foo: [1, 9, 3] }],
  ["replaces all", { foo: 1 }, [{ op: "replace", path: "", value: { bar: 1 } }], { bar: 1 }],
  ["moves", { a: { b: 1 }, c: {} }, [{ op: "move", from: "/a/b", path: "/c/d" }], { a: {}, c: { d: 1 } }],
  ["moves an item", { foo: [1, 2, 3] }, [{ op: "move", from: "/foo/0", path: "/foo/2" }], { foo: [2, 3, 1] }],
  ["copies", { a: [1] }, [{ op: "copy", from: "/a", path: "/b" }], { a: [1], b: [1] }],
  ["reads escapes", { "/": 9, "~1": 10 }, [{ op: "test", path: "/~01", value: 10 }], { "/": 9, "~1": 10 }],
  ["tells a text from a number", { a: 10 }, [{ op: "test", path: "/a", value: "10" }], "conflict"],
  [
    "does not care for the order of members",
    { a: { x: 1, y: 2 } },
    [{ op: "test", path: "/a", value: { y: 2, x: 1 } }],
    { a: { x: 1, y: 2 } },
  ],
  ["adds to nothing", { foo: 1 }, [{ op: "add", path: "/baz/bat", value: 1 }], "conflict"],
  ["has no such item", { foo: [1] }, [{ op: "add", path: "/foo/3", value: 1 }], "conflict"],
  ["takes no leading zero", { foo: [1, 2] }, [{ op: "remove", path: "/foo/01" }], "conflict"],
  ["removes nothing behind the end", { foo: [1] }, [{ op: "remove", path: "/foo/-" }], "conflict"],
  ["does not move into itself", { a: { b: {} } }, [{ op: "move", from: "/a", path: "/a/b/c" }], "malformed"],
  [
    "does nothing where one fails",
    { a: 1 },
    [
      { op: "add", path: "/b", value: 1 },
      { op: "test", path: "/a", value: 2 },
    ],
    "conflict",
  ],
  ["needs a value", { a: 1 }, [{ op: "add", path: "/b" }], "malformed"],
  ["needs a pointer", { a: 1 }, [{ op: "remove", path: "a" }], "malformed"],
  ["needs an operation", { a: 1 }, [{ path: "/a" }], "malformed"],
  ["needs a list", { a: 1 }, { op: "remove", path: "/a" }, "malformed"],
  ["needs objects", { a: 1 }, [null], "malformed"],
])("a JSON Patch %s", (...[, document, patch, expected]) => {
  expect(kindOf(document, patch)).toEqual(expected);
});

test("nothing but the document is ever changed, and nothing but its own members are seen", () => {
  const polluting = [
    { op: "add", path: "/__proto__", value: { polluted: true } },
    { op: "add", path: "/__proto__/polluted", value: true },
  ];
  expect(Object.keys(kindOf({}, polluting) as object)).toEqual(["__proto__"]);
  for (const path of ["/__proto__/polluted", "/constructor/prototype/polluted", "/a/__proto__/polluted"]) {
    expect(kindOf({ a: [] }, [{ op: "add", path, value: true }])).toBe("conflict");
  }
  expect(kindOf({ a: [] }, [{ op: "test", path: "/a/length", value: 0 }])).toBe("conflict");
  expect(applyMergePatch({}, JSON.parse('{"__proto__":{"polluted":true}}'))).not.toHaveProperty("polluted");
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("patches that would fill the memory are refused", () => {
  const doubling = Array.from({ length: 60 }, (_, n) => ({ op: "copy", from: "", path: `/x${String(n)}` }));
  expect(kindOf({ a: 1 }, doubling)).toBe("malformed");
  const many = Array.from({ length: 100_000 }, () => ({ op: "test", path: "/a", value: 1 }));
  expect(kindOf({ a: 1 }, many)).toBe("malformed");
  expect(kindOf({ a: 1 }, [{ op: "test", path: "/a".repeat(100_000), value: 1 }])).toBe("malformed");
});

const json = fc.jsonValue({ maxDepth: 3 });
const object = fc.dictionary(fc.string(), json);

test("adding and removing the same leaves a document as it was", () => {
  fc.assert(
    fc.property(object, fc.string(), json, (document, name, value) => {
      fc.pre(!Object.hasOwn(document, name));
      const path = `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      const patch = [
        { op: "add", path, value },
        { op: "test", path, value },
        { op: "remove", path },
      ];
      expect(JSON.stringify(kindOf(document, patch))).toBe(JSON.stringify(document));
    }),
  );
});

test("a merge patch leaves no null of its own, and says the same twice", () => {
  fc.assert(
    fc.property(object, object, (document, patch) => {
      const once = applyMergePatch(document, patch);
      expect(applyMergePatch(once, patch)).toEqual(once);
      for (const [name, value] of Object.entries(patch)) {
        expect(Object.hasOwn(once as object, name)).toBe(value !== null);
      }
    }),
  );
});

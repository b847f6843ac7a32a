import fc from "fast-check";
import { contractOf } from "../../src/contract/load.ts";
import { nearestOperations } from "../../src/contract/nearest-operations.ts";
import { distance } from "../../src/problem/nearest.ts";

function operationsAt(paths: readonly string[], method = "get") {
  const operation = { responses: { 200: { description: "ok" } } };
  const members = paths.map((path) => [path, { [method]: operation }] as const);
  const info = { title: "Many", version: "1" };
  return contractOf({ openapi: "3.1.0", info, paths: Object.fromEntries(members) }, "many.json").operations;
}

describe("the operations nearest to an unknown path", () => {
  test("are found among 1,200 that differ in one segment", () => {
    const words = Array.from({ length: 1200 }, (_, n) => `resource${n.toString(26).padStart(3, "x")}`);
    const operations = operationsAt([...words.map((word) => `/api/${word}/{id}`), "/api/ambassadors/{id}"]);
    expect(nearestOperations(operations, "GET", "/api/ambasadors/7")[0]).toBe("GET /api/ambassadors/{id}");
  });

  test("are at most three, each once, though its servers have paths of their own", () => {
    const operations = operationsAt(["/a", "/b", "/c", "/d"]).map((one) => ({
      ...one,
      basePaths: ["/v1", "/v2"],
    }));
    expect(nearestOperations(operations, "GET", "/v1/bb")).toEqual(["GET /b", "GET /a", "GET /c"]);
  });

  test("have the method of the request where the paths are alike", () => {
    const operations = [...operationsAt(["/pets"], "delete"), ...operationsAt(["/pets"], "post")];
    expect(nearestOperations(operations, "POST", "/pet")[0]).toBe("POST /pets");
  });

  test("are those with the fewest typing errors", () => {
    const segment = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.uniqueArray(segment, { minLength: 1, maxLength: 40 }), segment, (names, wanted) => {
        const [nearest = ""] = nearestOperations(
          operationsAt(names.map((name) => `/${name}`)),
          "GET",
          `/${wanted}`,
        );
        const least = Math.min(...names.map((name) => distance(wanted, name)));
        expect(distance(wanted, nearest.slice("GET /".length))).toBe(least);
      }),
    );
  });
});

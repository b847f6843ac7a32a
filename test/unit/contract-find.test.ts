import fc from "fast-check";
import { contractOf } from "../../src/contract/load.ts";

/** Parts of a path template; what a parameter stands for is chosen so that it is none of the literals. */
const literal = fc.constantFrom("pets", "a", "b", "c d", "ä", "100%25", "x.json", "$count", "me");
const segment = fc.oneof(
  { weight: 3, arbitrary: literal },
  fc.constantFrom("{}", "{}.{}", "v{}", "{}:copy", "({}, {})"),
);
const method = fc.constantFrom("get", "put", "post", "delete", "options", "head", "patch", "trace", "query");
const server = fc.constantFrom(undefined, "/", "https://a.test/v1", "/v2/", "/{tenant}", "/a");

interface Asked {
  readonly method: string;
  readonly template: string;
  readonly server: string | undefined;
}

const paths = fc.uniqueArray(
  fc.record<Asked>({
    method,
    template: fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join("/")}`),
    server,
  }),
  {
    minLength: 1,
    maxLength: 30,
    selector: ({ method, template, server }) => `${method} ${server ?? "/"} ${template}`,
  },
);

function documentOf(asked: readonly Asked[]) {
  const found: Record<string, Record<string, unknown>> = {};
  for (const { method, template, server } of asked) {
    let count = 0;
    // The same shape with other names is another path to the author, and the same one to whoever asks.
    const path = template.replaceAll("{}", () => `{p${String(count++)}}`);
    const operation = {
      operationId: JSON.stringify([method, template, server]),
      responses: {},
      ...(server === undefined ? {} : { servers: [{ url: server }] }),
    };
    (found[path] ??= {})[method] ??= operation;
  }
  return { openapi: "3.1.0", info: { title: "T", version: "1" }, paths: found };
}

test("every operation of a document is found at its path, with the values of its parameters", () => {
  fc.assert(
    fc.property(paths, (asked) => {
      const contract = contractOf(documentOf(asked), "t");
      for (const { id, method, path, basePaths } of contract.operations) {
        let count = 0;
        const values: string[] = [];
        const filled = path.replaceAll(/\{[^{}]*\}/g, () => {
          values.push(`~${String(count++)}`);
          return `~${String(count - 1)}`;
        });
        for (const base of basePaths) {
          const url = encodeURI(`${base.replace("{tenant}", "~tenant")}${filled}`).replaceAll("%2525", "%25");
          const found = contract.find(method, url);
          if (found.kind !== "operation") throw new Error(`${id} is not found at ${url}`);
          expect([found.operation.id, found.pathValues]).toEqual([id, values]);
        }
      }
    }),
  );
});

test("what cannot be told apart is not among the operations, but listed", () => {
  fc.assert(
    fc.property(paths, (asked) => {
      const document = documentOf(asked);
      const { operations, unusable } = contractOf(document, "t");
      const written = Object.values(document.paths).flatMap((item) => Object.keys(item));
      expect(operations.length + unusable.length).toBe(written.length);
    }),
  );
});

test("of two segments that fit, the one with more text of its own is meant", () => {
  const paths = ["/a/{id}.json", "/a/{id}.schema.json", "/a/{id}", "/a/known"].map((path) => [
    path,
    { get: { responses: {} } },
  ]);
  const contract = contractOf({ openapi: "3.1.0", paths: Object.fromEntries(paths) as object }, "t");
  const found = ["/a/1.schema.json", "/a/1.json", "/a/1.xml", "/a/known"].map((path) =>
    contract.find("GET", path),
  );
  expect(found.map((one) => one.kind === "operation" && one.operation.path)).toEqual([
    "/a/{id}.schema.json",
    "/a/{id}.json",
    "/a/{id}",
    "/a/known",
  ]);
});

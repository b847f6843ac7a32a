import { adminOperations } from "../../src/server/admin/table.ts";
import { adminContract } from "../support/admin-document.ts";

const served = adminOperations.map(({ method, path, id }) => `${method} ${path} ${id}`);
const declared = adminContract.operations.map(({ method, path, id }) => `${method} ${path} ${id}`);

describe("the document of the admin API", () => {
  test("declares what is served, and nothing else", () => {
    expect(declared.toSorted()).toEqual(served.toSorted());
    expect(new Set(adminOperations.map(({ id }) => id)).size).toBe(adminOperations.length);
  });

  test("lets every operation be found at its path", () => {
    for (const { method, path, id } of adminOperations) {
      const found = adminContract.find(method, `/__admin${path.replace(/\{[^{}]*\}/g, "x")}`);
      expect(found.kind === "operation" && found.operation.id).toBe(id);
    }
  });

  test("declares every path parameter, and a problem for whatever is refused", () => {
    for (const { path, parameters, responses, id } of adminContract.operations) {
      const named = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
      const inPath = parameters.filter((one) => one.in === "path").map(({ name }) => name);
      expect([id, inPath]).toEqual([id, named]);
      const problem = responses.find(({ key }) => key === "default")?.content[0];
      expect(problem?.type).toBe("application/problem+json");
    }
  });

  test("says what every operation is for, what each parameter is, and what comes back", () => {
    for (const { id, summary, parameters = [], responses } of adminOperations) {
      expect([id, summary.length > 10]).toEqual([id, true]);
      for (const one of parameters)
        expect([id, one]).toEqual([
          id,
          expect.objectContaining({ description: expect.any(String) as string }),
        ]);
      const good = Object.entries(responses).filter(([status]) => status.startsWith("2"));
      expect([id, good.length]).toEqual([id, 1]);
      for (const [status, response] of Object.entries(responses)) {
        const media = Object.values((response["content"] ?? {}) as Record<string, { schema?: unknown }>);
        expect([id, status, media.length > 0]).toEqual([id, status, status !== "204"]);
        for (const { schema } of media) expect([id, status, schema]).not.toEqual([id, status, undefined]);
      }
    }
  });

  test("has schemas that can all be compiled", () => {
    const { schemas, operations } = adminContract;
    const contents = operations.flatMap(({ responses, requestBody }) => [
      ...responses.flatMap(({ content }) => content),
      ...(requestBody?.content ?? []),
    ]);
    const all = [
      ...contents.flatMap(({ schema }) => (schema === undefined ? [] : [schema])),
      ...operations.flatMap(({ parameters }) => parameters.map(({ schema }) => schema)),
    ];
    expect(all.length).toBeGreaterThan(adminOperations.length);
    for (const schema of all) expect(() => schemas.validator(schema)(null)).not.toThrow();
  });
});

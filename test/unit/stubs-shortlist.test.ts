import fc from "fast-check";
import { indexStubs, selectStub } from "../../src/stubs/select.ts";
import type { Stub } from "../../src/stubs/stub.ts";
import { stub, subject } from "../support/scenario-subject.ts";

const scalar = fc.constantFrom("a", "b", "7", 7, true, "true", "", "Ada");
const anything = fc.oneof(scalar, fc.constantFrom(null, {}, { toString: 1 }, ["a"], undefined));
const matcher = fc.oneof(
  fc.record({ equals: fc.oneof(scalar, fc.constantFrom(null, ["a"], { a: 1 }, "{{ request.query.q }}")) }),
  fc.record({ in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ not: fc.record({ equals: scalar }) }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ matches: fc.constantFrom("^a$", "^A", "7", "^a|b$") }),
  fc.record({ contains: scalar, equals: scalar }),
  fc.record({ all: fc.tuple(fc.record({ exists: fc.constant(true) }), fc.record({ equals: scalar })) }),
  fc.record({ any: fc.tuple(fc.record({ equals: scalar }), fc.record({ equals: scalar })) }),
);
const when = fc.record(
  {
    body: fc.dictionary(fc.constantFrom("/email", "/x", "/x/y"), matcher, { minKeys: 1, maxKeys: 2 }),
    headers: fc.dictionary(fc.constantFrom("x-a", "X-B"), matcher, { minKeys: 1, maxKeys: 2 }),
    query: fc.dictionary(fc.constant("q"), matcher, { minKeys: 1 }),
  },
  { requiredKeys: [] },
);
const written = fc.record({ when, priority: fc.integer({ min: 0, max: 2 }) });

const requests = fc.record({
  body: fc.dictionary(fc.constantFrom("email", "x"), anything),
  headers: fc.dictionary(fc.constantFrom("x-a", "x-b"), fc.constantFrom("a", "7", "true", "")),
  query: fc.dictionary(fc.constant("q"), anything),
});

/** Asked one by one, in the order in which they would be. */
function firstOf(stubs: readonly Stub[], asked: ReturnType<typeof subject>): string | undefined {
  return indexStubs(stubs)
    .candidates(asked.operation.id, "after")
    .find(({ when }) => when.conditions.every((one) => one.matcher.matches(one.read(asked), asked)))?.name;
}

test("many stubs are not all asked, and it is the same one that answers", async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(written, { minLength: 1, maxLength: 40 }),
      fc.array(requests, { minLength: 1, maxLength: 5 }),
      async (list, asked) => {
        const stubs = list.map((one, index) => stub({ name: `stub ${index}`, ...one }, index + 1));
        for (const parts of asked) {
          const one = subject(parts);
          const selected = await selectStub(indexStubs(stubs), one, "after");
          expect(selected?.stub.name).toBe(firstOf(stubs, one));
          if (selected) answered++;
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(answered).toBeGreaterThan(100);
});

test("of a thousand that each insist on another value, at most one is asked", () => {
  const many = Array.from({ length: 1_000 }, (_, index) =>
    stub({ name: `customer ${index}`, when: { body: { "/email": `${index}@example.org` } } }, index + 1),
  );
  const asked = (email: string) =>
    indexStubs(many)
      .shortlist(subject({ body: { email } }), "after")
      .map(({ name }) => name);
  expect(asked("500@example.org")).toEqual(["customer 500"]);
  expect(asked("nobody@example.org")).toEqual([]);
});

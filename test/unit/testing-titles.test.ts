import fc from "fast-check";
import { isMocks } from "../../src/testing/playwright/is-mocks.ts";
import { sessionNameFor, type TestTitle } from "../../src/testing/title.ts";

const titles = fc.record({
  file: fc.string(),
  titles: fc.array(fc.string({ unit: "grapheme", maxLength: 400 }), { minLength: 1, maxLength: 4 }),
});

test("every test's session has a name that a session may have", () => {
  const mark = fc.constantFrom(undefined, "2", "retry1", "repeat3-retry2");
  fc.assert(
    fc.property(titles, mark, (title, mark) => {
      expect(sessionNameFor({ ...title, mark })).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/);
    }),
  );
});

test("other tests have other sessions, and the same test the same", () => {
  fc.assert(
    fc.property(titles, titles, (a, b) => {
      const isSame =
        JSON.stringify([a.file.replaceAll("\\", "/"), a.titles]) ===
        JSON.stringify([b.file.replaceAll("\\", "/"), b.titles]);
      expect(sessionNameFor(a) === sessionNameFor(b)).toBe(isSame);
      expect(sessionNameFor({ ...a, mark: "2" })).not.toBe(sessionNameFor(a));
      expect(sessionNameFor({ ...a })).toBe(sessionNameFor(a));
    }),
  );
});

test("names can be read, and are the same on Windows", () => {
  const named = (titles: string[], file = "test/a.test.ts"): TestTitle => ({ file, titles });
  expect(sessionNameFor(named(["Pets", "Ünïcode & more"]))).toMatch(/^pets-unicode-more-[0-9a-f]{8}$/);
  expect(sessionNameFor(named(["日本語"]))).toMatch(/^[0-9a-f]{8}$/);
  expect(sessionNameFor(named(["a"], "test\\a.test.ts"))).toBe(sessionNameFor(named(["a"])));
  // Grouped otherwise, they are others, though they read the same.
  expect(sessionNameFor(named(["a b"]))).not.toBe(sessionNameFor(named(["a", "b"])));
});

test.each([
  ["http://127.0.0.1:4010/pets", "http://127.0.0.1:4010", true],
  ["http://127.0.0.1:4010/", "http://127.0.0.1:4010", true],
  ["http://127.0.0.1:4011/pets", "http://127.0.0.1:4010", false],
  ["https://127.0.0.1:4010/pets", "http://127.0.0.1:4010", false],
  ["http://localhost:80/mock/pets", "http://localhost/mock", true],
  ["http://localhost/mocks/pets", "http://localhost/mock", false],
])("whether %s asks the mock at %s: %s", (asked, server, expected) => {
  expect(isMocks(new URL(asked), server)).toBe(expected);
});

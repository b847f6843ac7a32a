import { mockSession } from "locum/vitest";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { booksAt } from "../src/books.ts";

const mock = mockSession({ noViolations: true });

test("a book that was added can be read", async () => {
  const books = booksAt(mock.url);
  const { id } = await books.add({ title: "Middlemarch", pages: 880 });
  expect(await books.read(id)).toEqual({ id, title: "Middlemarch", pages: 880 });
  await expect(mock).toHaveReceivedInOrder([{ operation: "addBook" }, { operation: "readBook" }]);
  await expect(mock).toHaveReceived({ operation: "addBook", body: { "/pages": { gt: 800 } } }, { times: 1 });
  await expect(mock).not.toHaveReceived({ operation: "removeBook" });
});

describe("while the library is down", () => {
  beforeEach(async () => {
    await mock.stub({ operation: "*", respond: { status: 503, undeclared: true } });
  });

  test("a consumer is told", async () => {
    await expect(booksAt(mock.url).list()).rejects.toThrow("503");
    await expect(mock).toHaveNoViolations();
  });

  afterEach(async () => {
    await expect(mock).toHaveReceived({ operation: "listBooks" });
  });
});

test("a test's fake timers do not hold up what it asks", async () => {
  vi.useFakeTimers();
  await booksAt(mock.url).list();
  await expect(mock).toHaveReceived({ operation: "listBooks" }, { within: 5_000 });
  vi.useRealTimers();
});

test("a second attempt begins with nothing", { retry: 1 }, async ({ task }) => {
  const books = booksAt(mock.url);
  const first = task.result?.retryCount === 0;
  await books.add({ title: "Persuasion", pages: 249 });
  await expect(mock).toHaveReceived({ operation: "addBook" }, { times: 1 });
  expect(first).toBe(false);
});

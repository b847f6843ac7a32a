import { mockSession } from "locum/jest";
import { booksAt, type NewBook } from "../src/books";

const mock = mockSession({ noViolations: true });

test("a book without pages", async () => {
  await booksAt(mock.url)
    .add({ title: "Ulysses" } as NewBook)
    .catch(() => undefined);
});

test("a book that was never added", async () => {
  await booksAt(mock.url).add({ title: "Ulysses", pages: 730 });
  await expect(mock).toHaveReceived({ operation: "addBook", body: { "/title": { equals: "Dubliners" } } });
});

test("a book that was added although it must not", async () => {
  await booksAt(mock.url).add({ title: "Exiles", pages: 154 });
  await expect(mock).not.toHaveReceived({ operation: "addBook" });
});

test("an error of the consumer's own", async () => {
  const { pages } = await booksAt(mock.url).add({ title: "Chamber Music", pages: 37 });
  expect(pages).toBe(36);
});

import { expect, test } from "@jest/globals";
import { withSession } from "locum/jest";
import { booksAt } from "../src/books";

test.concurrent.each([1, 2, 3, 4, 5, 6, 7, 8])("%i books at the same time as others", (count) =>
  withSession(`${String(count)} books`, async (mock) => {
    const books = booksAt(mock.url);
    for (let n = 1; n <= count; n++) await books.add({ title: `Volume ${String(n)}`, pages: n });
    expect(await books.list()).toHaveLength(count);
    await expect(mock).toHaveReceived({ operation: "addBook" }, { times: count });
  }),
);

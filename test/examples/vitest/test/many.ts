import { mockSession } from "locum/vitest";
import { expect, test } from "vitest";
import { booksAt } from "../src/books.ts";

/** As many tests as a file of a large suite has; all files run at the same time, on one server. */
export function manyTests(): void {
  const mock = mockSession({ noViolations: true });

  test.for(Array.from({ length: 40 }, (_, index) => index + 1))("%i pages", async (pages) => {
    const books = booksAt(mock.url);
    const { id } = await books.add({ title: "One of many", pages });
    expect(id).toBe(1);
    expect(await books.list()).toEqual([{ id, title: "One of many", pages }]);
    await expect(mock).toHaveReceived({ operation: "addBook" }, { times: 1 });
  });
}

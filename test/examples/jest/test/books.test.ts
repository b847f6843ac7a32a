import { mockSession } from "locum/jest";
import { booksAt } from "../src/books";

const mock = mockSession({ noViolations: true });

test("a book that was added can be read", async () => {
  const books = booksAt(mock.url);
  const { id } = await books.add({ title: "Middlemarch", pages: 880 });
  expect(await books.read(id)).toEqual({ id, title: "Middlemarch", pages: 880 });
  await expect(mock).toHaveReceivedInOrder([{ operation: "addBook" }, { operation: "readBook" }]);
  await expect(mock).toHaveReceived({ operation: "addBook", body: { "/pages": { gt: 800 } } }, { times: 1 });
  await expect(mock).not.toHaveReceived({ operation: "removeBook" });
});

test("no other test's books are there", async () => {
  const books = booksAt(mock.url);
  await mock.putRecords("books", [{ id: 7, title: "Emma", pages: 474 }]);
  expect(await books.list()).toEqual([{ id: 7, title: "Emma", pages: 474 }]);
  await expect(mock).toHaveNoViolations();
});

describe("while the library is down", () => {
  beforeEach(async () => {
    await mock.stub({ operation: "*", respond: { status: 503, undeclared: true } });
  });

  test("a consumer is told", async () => {
    await expect(booksAt(mock.url).list()).rejects.toThrow("503");
  });

  afterEach(async () => {
    await expect(mock).toHaveReceived({ operation: "listBooks" });
  });
});

import { mockSession } from "locum/jest";
import { booksAt } from "../src/books";

const mock = mockSession();

test("many first questions at the same time", async () => {
  const books = booksAt(mock.url);
  const asked = [
    mock.stub({ operation: "removeBook", respond: { status: 404 } }),
    mock.prefer({ delay: 1 }),
    mock.find({ operation: "addBook" }),
    mock.count({}),
    mock.verify({ operation: "listBooks" }, { within: 5_000 }),
    mock.putRecords("books", []),
    mock.requests(),
    mock.verifyNoViolations(),
    books.list(),
  ];
  await Promise.all(asked);
});

test("a test's fake timers do not hold up what it asks", async () => {
  jest.useFakeTimers();
  await booksAt(mock.url).list();
  await expect(mock).toHaveReceived({ operation: "listBooks" }, { within: 5_000 });
  jest.useRealTimers();
});

test("nor does a fetch that is replaced", async () => {
  const spy = jest.spyOn(globalThis, "fetch").mockRejectedValue(new Error("no network"));
  await expect(booksAt(mock.url).list()).rejects.toThrow("no network");
  await expect(mock).not.toHaveReceived({ operation: "listBooks" });
  spy.mockRestore();
});

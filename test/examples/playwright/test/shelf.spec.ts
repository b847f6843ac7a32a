import { expect, openShelf, test } from "./fixtures";

for (const title of ["Middlemarch", "Emma", "Persuasion", "Villette"]) {
  test(`${title} is added, and is alone on the shelf`, async ({ page, mock }) => {
    await openShelf(page);
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Pages").fill("300");
    await page.getByRole("button").click();
    await expect(page.getByRole("listitem")).toHaveText([title]);
    await mock.verify({ operation: "addBook", body: { "/title": title } }, { times: 1 });
    await mock.verifyInOrder([{ operation: "addBook" }, { operation: "listBooks" }]);
  });
}

test("the session is named to the mock, and to nobody else", async ({ page }) => {
  await openShelf(page);
  await expect(page.getByRole("contentinfo")).toContainText("accept-language");
  await expect(page.getByRole("contentinfo")).not.toContainText("x-mock-session");
});

test("the page tells that the library is down", async ({ page, mock }) => {
  await mock.stub({ operation: "addBook", respond: { status: 503 } });
  await openShelf(page);
  await page.getByLabel("Title").fill("Emma");
  await page.getByLabel("Pages").fill("474");
  await page.getByRole("button").click();
  await expect(page.getByRole("status")).toHaveText("Refused: 503");
});

test("a page that is told the session's own address needs no header", async ({ page, mock }) => {
  await openShelf(page, mock.url);
  await page.getByLabel("Title").fill("Shirley");
  await page.getByLabel("Pages").fill("600");
  await page.getByRole("button").click();
  await expect(page.getByRole("listitem")).toHaveText(["Shirley"]);
});

test("requests without a page are the session's by its address", async ({ request, page, mock }) => {
  await request.post(`${mock.url}/v1/books`, { data: { title: "Agnes Grey", pages: 200 } });
  await page.request.get(`${mock.url}/v1/books`);
  await mock.verifyInOrder([{ operation: "addBook" }, { operation: "listBooks" }]);
});

test.describe("with a second attempt", () => {
  test.describe.configure({ retries: 1 });

  test("it begins with nothing", async ({ request, mock }, { retry }) => {
    await request.post(`${mock.url}/v1/books`, { data: { title: "Belinda", pages: 1 } });
    await mock.verify({ operation: "addBook" }, { times: 1 });
    expect(retry).toBe(1);
  });
});

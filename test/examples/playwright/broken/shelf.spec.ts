import { expect, openShelf, test } from "../test/fixtures";

test("a book without pages", async ({ page }) => {
  await openShelf(page);
  await page.getByLabel("Title").fill("Ulysses");
  await page.getByRole("button").click();
  await expect(page.getByRole("status")).toHaveText("Refused: 422");
});

test("a book that was never added", async ({ page, mock }) => {
  await openShelf(page);
  await page.getByLabel("Title").fill("Ulysses");
  await page.getByLabel("Pages").fill("730");
  await page.getByRole("button").click();
  await expect(page.getByRole("status")).toHaveText("Added");
  await mock.verify({ operation: "addBook", body: { "/title": { equals: "Dubliners" } } });
});

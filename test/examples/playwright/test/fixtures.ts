import { test as base, type Page } from "@playwright/test";
import { mockFixtures, type MockFixtures } from "locum/playwright";

export { expect } from "@playwright/test";

export const test = base.extend<MockFixtures>(mockFixtures);

/** The page, told where its API is. */
export async function openShelf(page: Page, api = process.env["LOCUM_URL"]): Promise<void> {
  await page.goto(`${String(process.env["SHELF_URL"])}?api=${String(api)}`);
}

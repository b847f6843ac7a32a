import { readFileSync } from "node:fs";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const folder = "test/examples/shop-page";
type Value = Record<string, unknown>;

async function shop() {
  const mock = await startMock({ document: `${folder}/shop.yaml` });
  return async (path: string) => (await ask(`${mock.url}/v1${path}`)).json as unknown;
}

describe("the page that the README shows", () => {
  test("gets all that it asks for", async () => {
    const page = readFileSync(`${folder}/index.html`, "utf8");
    const paths = [...page.matchAll(/"(\/[a-z]+)"/g)].map(([, path = ""]) => path);
    expect(paths).toEqual(["/products", "/orders", "/reviews", "/account"]);
    const get = await shop();
    for (const path of paths) expect(JSON.stringify(await get(path)).length).toBeGreaterThan(100);
  });

  test("has nothing that its document does not name, and everything that it does", async () => {
    const names = ["id", "name", "category", "description", "sku", "price", "currency", "rating", "stock"];
    for (const product of (await (
      await shop()
    )("/products")) as readonly Value[])
      expect(Object.keys(product)).toEqual(names);
  });

  test("shows products, orders that add up, and reviews whose stars go with the words", async () => {
    const get = await shop();
    const products = (await get("/products")) as readonly Value[];
    expect(new Set(products.map(({ name }) => name)).size).toBe(products.length);
    for (const { lines } of (await get("/orders")) as readonly {
      lines: readonly Record<string, number>[];
    }[]) {
      for (const { quantity = 0, unit_price = 0, subtotal } of lines)
        expect(subtotal).toBeCloseTo(quantity * unit_price, 2);
    }
    const reviews = (await get("/reviews")) as readonly { rating: number; text: string }[];
    expect(new Set(reviews.map(({ text }) => text)).size).toBe(reviews.length);
    for (const { rating, text } of reviews) {
      if (/scratch/.test(text)) expect(rating).toBe(2);
      if (/every day|early|come back|sister/.test(text)) expect(rating).toBe(5);
    }
  });

  test("has its picture in the README, small enough to load", () => {
    expect(readFileSync("README.md", "utf8")).toContain(`](${folder}/page.png)`);
    expect(readFileSync(`${folder}/page.png`).length).toBeLessThan(150_000);
  });
});

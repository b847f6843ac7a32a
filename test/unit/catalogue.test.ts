import { readFileSync } from "node:fs";
import { catalogue } from "../../src/problem/catalogue.ts";

const documented = [
  ...readFileSync("README.md", "utf8").matchAll(/^\| `([a-z-]+)` +\| (\d+|as asked) +\|/gm),
];

test("every problem is documented, with its status", () => {
  const rows = documented.map(([, code, status]) => [code, status === "as asked" ? 500 : Number(status)]);
  const known = Object.entries(catalogue).map(([code, { status }]) => [code, status]);
  expect(rows.toSorted()).toEqual(known.toSorted());
});

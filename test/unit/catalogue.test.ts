import { mistakeLevels } from "../../src/scenarios/mistake.ts";
import { findingLevels } from "../../src/lint/finding.ts";
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

test("every finding of validate is in the README with how bad it is, and no other", () => {
  const told = readFileSync("README.md", "utf8").matchAll(/^\| `([a-z-]+)` +\| (error|warning) +\|/gm);
  const codes = [...told].map(([, code, level]) => [code, level]);
  expect(Object.fromEntries(codes)).toEqual({ ...findingLevels, ...mistakeLevels });
});

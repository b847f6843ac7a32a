import { mkdtempSync, readdirSync, copyFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start as startLocum } from "./locum.mjs";

const conditions = [
  (n) => ({ body: { "/email": { equals: `customer-${n}@example.org` } } }),
  (n) => ({ headers: { authorization: { matches: `^Bearer customer-${n}$` } } }),
  (n) => ({ body: { "/ambassador_id_referrer": { in: [`a-${n}`, `b-${n}`] } } }),
  (n) => ({ body: { "/email": { matches: `^customer-${n}\\+.*@example\\.org$` } } }),
];

/** As `locum`, with a thousand more stubs that are on and of which none matches. */
export async function start() {
  const folder = mkdtempSync(join(tmpdir(), "locum-bench-stubs-"));
  for (const name of readdirSync("scenarios")) copyFileSync(join("scenarios", name), join(folder, name));
  const stubs = Array.from({ length: 1_000 }, (_, n) => ({
    name: `customer ${n}`,
    operation: "POST /manager/ambassadors",
    when: conditions[n % conditions.length](n),
    respond: { status: 404 },
  }));
  // JSON is YAML.
  writeFileSync(
    join(folder, "thousand.yaml"),
    JSON.stringify({ scenario: "thousand", description: "Many customers", active: true, stubs }),
  );
  const target = await startLocum(folder);
  rmSync(folder, { recursive: true });
  return target;
}

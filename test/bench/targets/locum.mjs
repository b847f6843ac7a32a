import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Locum as it is by default: file store, shipped scenarios, journal, response check. */
export async function start(scenarios = "scenarios") {
  const { createMockServer } = await import("../../../dist/index.js");
  const data = mkdtempSync(join(tmpdir(), "locum-bench-"));
  const mock = createMockServer({
    document: "spec/ambassador.openapi.yaml",
    scenarios,
    data,
    port: 0,
  });
  await mock.start();
  return {
    port: Number(new URL(mock.url).port),
    /** Everything written; what is left to check afterwards costs nothing that is measured. */
    finish: async () => {
      await mock.stop();
      return { session: "measured", data };
    },
    check: async (session) => {
      const file = JSON.parse(readFileSync(join(data, `${session}.json`), "utf8"));
      rmSync(data, { recursive: true });
      return {
        journal: (await mock.session(session).requests()).length,
        file: file.collections.ambassadors.length,
      };
    },
    stop: async () => undefined,
  };
}

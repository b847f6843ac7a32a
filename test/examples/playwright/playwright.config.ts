import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import type { MockFixtures } from "locum/playwright";

export default defineConfig<MockFixtures>({
  testDir: "test",
  fullyParallel: true,
  workers: 4,
  reporter: "list",
  use: {
    locum: { noViolations: true },
    launchOptions: { executablePath: process.env["CHROMIUM"], args: ["--no-sandbox"] },
  },
  webServer: [
    {
      command: `npx locum serve ${join(__dirname, "../books.yaml")} --store memory --strict --port 0`,
      wait: { stdout: /locum listening on (?<locum_url>\S+)/ },
    },
    {
      command: `node ${join(__dirname, "page/serve.mjs")}`,
      wait: { stdout: /the page is at (?<shelf_url>\S+)/ },
    },
  ],
});

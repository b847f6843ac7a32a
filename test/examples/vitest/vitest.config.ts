import type {} from "locum/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    dir: "test",
    globalSetup: "locum/vitest/setup",
    provide: { locum: { document: "../books.yaml", strict: true } },
    maxWorkers: 8,
    testTimeout: 30_000,
  },
});

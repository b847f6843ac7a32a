import { tellTests } from "./hand-over.ts";
import { running } from "./setup.ts";

/** Jest's `globalTeardown`: stops what `locum/jest/setup` started. */
export default async function teardown(): Promise<void> {
  const servers = [...running];
  running.clear();
  for (const [key, server] of servers) {
    tellTests(JSON.parse(key), undefined);
    await server.stop();
  }
}

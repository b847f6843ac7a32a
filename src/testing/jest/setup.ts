import { serveRun, type RunOptions, type RunServer } from "../run-server.ts";
import { tellTests } from "./hand-over.ts";

/** What Jest tells of a project. */
export interface JestProject {
  readonly rootDir: string;
  readonly globals: Readonly<Record<string, unknown>>;
}

/** The servers that run for the projects of this process; the teardown stops them. */
export const running = new Map<string, RunServer>();

/** Jest's `globalSetup`: one mock server for the run, as `globals: { locum: { document } }` says. */
export default async function setup(_: unknown, { rootDir, globals }: JestProject): Promise<void> {
  const { locum = {} } = globals;
  const key = JSON.stringify(locum);
  if (running.has(key)) return;
  const server = await serveRun(locum as RunOptions, rootDir);
  running.set(key, server);
  tellTests(locum, server);
}

import { serveRun, type RunOptions } from "../run-server.ts";

/** What Vitest tells of a project. */
export interface VitestProject {
  readonly config: { readonly root: string; readonly provide?: object };
  provide(key: "locum", value: object): void;
}

/** Vitest's `globalSetup`: one mock server for the run, as `provide: { locum: { document } }` says. */
export default async function setup(project: VitestProject): Promise<() => Promise<void>> {
  const { root, provide = {} } = project.config;
  const { locum = {} } = provide as { readonly locum?: RunOptions };
  const server = await serveRun(locum, root);
  const { url, token, folder } = server;
  project.provide("locum", { url, folder, ...(token === undefined ? {} : { token }) });
  return () => server.stop();
}

import { resolve } from "node:path";
import { connect } from "../client/connect.ts";
import { createMockServer, type MockServerOptions } from "../mock-server.ts";
import { InputError } from "../problem/input-error.ts";
import { documentsOf } from "../server/check-options.ts";
import type { ServerPlace } from "./each-test.ts";
import { serverOfEnvironment } from "./environment.ts";
import { fetchOverNode } from "./node-fetch.ts";

/** What serves a whole run of tests: a server that is there already, or one that is started for it. */
export interface RunOptions extends Partial<Omit<MockServerOptions, "ports">> {
  /** Of a server that is there already; nothing is started then, and the other options are its own business. */
  readonly url?: string;
  /** Of its admin API. */
  readonly token?: string;
}

export interface RunServer extends ServerPlace {
  stop(): Promise<void>;
}

/** Every test has a session, and those of tests that failed stay. */
const sessions = 10_000;

/**
 * The server of a run: the one that the options or `LOCUM_URL` name, or a new one in memory on a free port. Paths are seen
 * from `folder`. Rejects with InputError where it does not answer, or cannot be started.
 */
export async function serveRun(given: RunOptions, folder: string): Promise<RunServer> {
  const told = serverOfEnvironment();
  const { url = told.url, token = told.token, ...options } = given;
  if (url !== undefined) {
    await connect(url, { token, fetch: fetchOverNode }).health();
    return { url, token, folder, stop: () => Promise.resolve() };
  }
  const { document } = options;
  if (document === undefined) {
    throw new InputError("the tests have no mock server", {
      place: "locum",
      help: "Name a document, { document: 'openapi.yaml' }, or the url of a server that runs; or set LOCUM_URL.",
    });
  }
  const inFolder = (path: string) => (/^https?:\/\//.test(path) ? path : resolve(folder, path));
  const documents = documentsOf({ document }).map((source) =>
    typeof source.document === "string" ? { ...source, document: inFolder(source.document) } : source,
  );
  const { scenarios, data, storeFile } = options;
  const mock = createMockServer({
    port: 0,
    store: "memory",
    maxSessions: sessions,
    ...options,
    document: documents,
    ...(scenarios === undefined ? {} : { scenarios: inFolder(scenarios) }),
    ...(data === undefined ? {} : { data: inFolder(data) }),
    ...(typeof storeFile === "string" ? { storeFile: inFolder(storeFile) } : {}),
    ...(token === undefined ? {} : { adminToken: token }),
  });
  await mock.start();
  return { url: mock.url, token: token ?? options.adminToken, folder, stop: () => mock.stop() };
}

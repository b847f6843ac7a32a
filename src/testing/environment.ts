import type { MockSessionOptions, ServerPlace } from "./each-test.ts";

// The only place of this room that reads the environment: it is all that reaches the workers of every runner.
const jestServers = "LOCUM_JEST_SERVERS";

/** The server that `LOCUM_URL` and `LOCUM_ADMIN_TOKEN` name, where nothing else does. */
export function serverOfEnvironment(): Pick<MockSessionOptions, "url" | "token"> {
  const { LOCUM_URL: url, LOCUM_ADMIN_TOKEN: token } = process.env;
  return { url: url === "" ? undefined : url, token: token === "" ? undefined : token };
}

/** Servers of a run of Jest, by the options of the projects that they serve. */
export function serversOfJest(): Readonly<Record<string, ServerPlace | undefined>> {
  return JSON.parse(process.env[jestServers] ?? "{}") as Readonly<Record<string, ServerPlace>>;
}

/** For workers that start from now on. */
export function tellWorkersOfJest(servers: Readonly<Record<string, ServerPlace | undefined>>): void {
  process.env[jestServers] = JSON.stringify(servers);
}

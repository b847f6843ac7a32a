import { InputError } from "../../problem/input-error.ts";
import type { ServerPlace } from "../each-test.ts";
import { serverOfEnvironment, serversOfJest, tellWorkersOfJest } from "../environment.ts";

// Jest's workers have a copy of the environment, and each project's own globals: nothing else reaches them.

/** Tells the tests of every project whose `globals: { locum }` are these where their server is; undefined: nowhere. */
export function tellTests(globals: unknown, server: ServerPlace | undefined): void {
  tellWorkersOfJest({ ...serversOfJest(), [keyOf(globals)]: server && placeOf(server) });
}

/** Where the server of this test's project is. Throws InputError where there is none. */
export function serverOfRun(globals: unknown): ServerPlace {
  const server = serversOfJest()[keyOf(globals)];
  if (server) return server;
  const { url, token } = serverOfEnvironment();
  if (url !== undefined) return { url, token };
  throw new InputError("these tests have no mock server", {
    place: "mockSession",
    help:
      'Say globalSetup: "locum/jest/setup", globalTeardown: "locum/jest/teardown" and ' +
      'globals: { locum: { document: "openapi.yaml" } } in Jest\'s configuration, or set LOCUM_URL to one that runs.',
  });
}

function placeOf({ url, token, folder }: ServerPlace): ServerPlace {
  return { url, token, folder };
}

function keyOf(globals: unknown): string {
  return JSON.stringify(globals ?? {});
}

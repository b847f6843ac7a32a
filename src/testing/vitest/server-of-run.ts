import { InputError } from "../../problem/input-error.ts";
import type { ServerPlace } from "../each-test.ts";
import { serverOfEnvironment } from "../environment.ts";

/** Where the server of this test's project is, as the setup provided it. Throws InputError where there is none. */
export function serverOfRun(provided: Partial<ServerPlace> | undefined): ServerPlace {
  const { url, token, folder } = { ...serverOfEnvironment(), ...provided };
  if (url !== undefined) return { url, token, folder };
  throw new InputError("these tests have no mock server", {
    place: "mockSession",
    help:
      'Say globalSetup: "locum/vitest/setup" and provide: { locum: { document: "openapi.yaml" } } in Vitest\'s ' +
      "configuration, or set LOCUM_URL to one that runs.",
  });
}

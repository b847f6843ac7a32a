import { relative } from "node:path";
import type { TestInfo } from "@playwright/test";
import { InputError } from "../../problem/input-error.ts";
import type { MockSessionOptions, ServerPlace } from "../each-test.ts";
import { serverOfEnvironment } from "../environment.ts";
import type { TestTitle } from "../title.ts";

/** A test, and its attempt; projects run the same tests at the same time. */
export function titleOf({ file, config, project, titlePath, retry, repeatEachIndex }: TestInfo): TestTitle {
  const marks = [
    ...(repeatEachIndex > 0 ? [`repeat${String(repeatEachIndex)}`] : []),
    ...(retry > 0 ? [`retry${String(retry)}`] : []),
  ];
  return {
    file: `${project.name}:${relative(config.rootDir, file)}`,
    // The first is the file.
    titles: titlePath.slice(1),
    mark: marks.join("-") || undefined,
  };
}

/** Where the server is. Throws InputError where nothing says it. */
export function placeOf(options: MockSessionOptions): ServerPlace {
  const told = serverOfEnvironment();
  const { url = told.url, token = told.token } = options;
  if (url !== undefined) return { url, token };
  throw new InputError("these tests have no mock server", {
    place: "locum",
    help:
      'Start one in Playwright\'s configuration: webServer: { command: "locum serve openapi.yaml --store memory --port 0", ' +
      "wait: { stdout: /locum listening on (?<locum_url>\\S+)/ } }, or say use: { locum: { url } }, or set LOCUM_URL.",
  });
}

import type { MockServer } from "../../src/index.ts";
import type { ExplainInput } from "../../src/server/explain/input.ts";
import type { ShownExplanation } from "../../src/server/explain/shown.ts";
import { readCurl, runCurl } from "./curl.ts";
import { ask } from "./mock.ts";

/** Asks the admin API what a request would get. */
export async function explained(
  mock: MockServer,
  input: ExplainInput,
  session?: string,
): Promise<ShownExplanation> {
  const headers: Record<string, string> = session === undefined ? {} : { "x-mock-session": session };
  const url = `${mock.url}/__admin/requests/explain`;
  const { status, text, json } = await ask(url, { method: "POST", headers, body: input });
  if (status !== 200) throw new Error(text);
  return json as unknown as ShownExplanation;
}

/** The status of what a line to paste sends. */
export async function pasted(line: string): Promise<number> {
  const curl = readCurl(line.replace("'\\''", "\u2019"));
  const head = await runCurl({ ...curl, url: curl.url.replace(/^http:\/\/(?=http)/, ""), shows: "head" });
  return Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
}

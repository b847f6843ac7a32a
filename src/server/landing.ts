import type { MockRequest, MockResponse } from "../http/message.ts";
import type { Served } from "./served.ts";
import { landingPage } from "./ui/landing-page.ts";
import { pageHeaders } from "./ui/page.ts";

/** What `GET /` answers where the document has no such operation; undefined for every other request. */
export async function landing(
  { method, path, headers, prefix }: MockRequest,
  served: Served,
): Promise<MockResponse | undefined> {
  if (path !== "/" || (method !== "GET" && method !== "HEAD")) return undefined;
  if (served.contract.find("GET", "/").kind !== "none") return undefined;
  const session = prefix === "" ? undefined : prefix.slice("/__session/".length);
  const baseUrl = `http://${headers["host"] ?? "localhost"}`;
  const body = await landingPage(served, { session, baseUrl, sample: served.sample });
  return { status: 200, headers: { ...pageHeaders }, body };
}

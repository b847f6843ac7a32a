import type { MockRequest, MockResponse } from "../http/message.ts";
import type { Served } from "./served.ts";
import { isLoopback, knownHosts, readAuthority } from "./admin/hosts.ts";
import { loadInTurn } from "../load-in-turn.ts";

/** What `GET /` answers where the document has no such operation; undefined for every other request. */
export async function landing(
  { method, path, query, headers, prefix }: MockRequest,
  served: Served,
): Promise<MockResponse | undefined> {
  // With a query it may be meant for an operation that goes by one.
  if (path !== "/" || query !== "" || (method !== "GET" && method !== "HEAD")) return undefined;
  if (served.contract.find("GET", path, { query, headers }).kind !== "none") return undefined;
  // Loaded when somebody looks: a start need not wait for it.
  const { landingPage } = await loadInTurn(() => import("./ui/landing-page.ts"));
  const { pageHeaders } = await loadInTurn(() => import("./ui/page.ts"));
  const [, mount = "", session] = /^(.*?)(?:\/__session\/([^/]*))?$/.exec(prefix) ?? [];
  const baseUrl = `http://${headers["host"] ?? "localhost"}${mount}`;
  const body = landingPage(served, {
    session,
    baseUrl,
    mount,
    sample: served.sample,
    sessions: await namesFor(headers, served),
  });
  return { status: 200, headers: { ...pageHeaders }, body };
}

/** The names of sessions are for those who could ask the admin API for them. */
async function namesFor(
  headers: MockRequest["headers"],
  { options, sessions }: Served,
): Promise<readonly string[]> {
  const name = readAuthority(headers["host"] ?? "")?.name ?? "";
  const isOpen = isLoopback(options.host) && options.adminToken === undefined && knownHosts(options)(name);
  return isOpen ? sessions.names() : [];
}

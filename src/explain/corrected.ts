import type { Operation } from "../contract/operation.ts";
import { credentialsFor } from "./samples.ts";
import { command, type tooLong } from "./shell.ts";
import type { RequestHeaders } from "../http/message.ts";

/** What of a request is kept in the line that mends it. */
export interface Correcting {
  /** With its `?`; empty for none. */
  readonly query: string;
  readonly headers: RequestHeaders;
  readonly body: string | typeof tooLong | undefined;
  /** `/__session/<name>`, if the path began so. */
  readonly prefix: string;
}

/** How it is to be sent. */
export interface Corrected {
  readonly operation: Operation;
  readonly path: string;
  readonly method?: string;
}

/** Headers that clients send of themselves, and what says how long a body is. */
const noise =
  /^(host|connection|content-length|transfer-encoding|content-encoding|user-agent|accept-(encoding|language|charset)|origin|referer|cache-control|pragma|keep-alive|te|dnt|via|forwarded|x-forwarded-.*|sec-.*|upgrade.*|priority|expect)$/;

const mostHeaders = 12;
const longestValue = 300;
/** As `journal/shown.ts` puts it in the place of secrets. */
const redacted = "[redacted]";

/** A line for the shell that sends the request as the contract has it; secrets are samples, as none may be quoted. */
export function correctedCommand(
  { query, headers, body, prefix }: Correcting,
  { operation, path, method = operation.method }: Corrected,
): string {
  const host = headers["host"] ?? "";
  const origin = `http://${/^[\w.:[\]-]{1,200}$/.test(host) ? host : "localhost:4010"}`;
  const hasBody = operation.requestBody !== undefined && body !== undefined;
  const kept = Object.entries(headers).filter(
    ([name, value]) =>
      !noise.test(name) &&
      value !== undefined &&
      !(name === "accept" && value.includes("*/*")) &&
      (hasBody || name !== "content-type"),
  );
  const samples = credentialsOf(operation);
  const sent = kept.slice(0, mostHeaders).flatMap(([name, value = ""]) => {
    if (value.length > longestValue) return [];
    if (value !== redacted) return [[name, value] as const];
    const own = samples.find((one) => one.in === "header" && one.name.toLowerCase() === name);
    return own ? [] : [[name, "test"] as const];
  });
  const credentials = samples.flatMap((one) =>
    one.in === "header" && !sent.some(([name]) => name === one.name.toLowerCase())
      ? [[one.name, one.value] as const]
      : [],
  );
  const url = `${origin}${prefix}${path}${withCredentials(query.replaceAll(redacted, "test"), samples)}`;
  return command({ method, url, headers: [...sent, ...credentials], body: hasBody ? body : undefined });
}

/** Of the first alternative that asks for any; none where they are optional. */
function credentialsOf({ security }: Operation) {
  if (security.some((needs) => needs.length === 0)) return [];
  return (security[0] ?? []).flatMap((need) => credentialsFor(need));
}

function withCredentials(query: string, samples: ReturnType<typeof credentialsOf>): string {
  const asked = samples.filter((one) => one.in === "query" && !hasName(query, one.name));
  if (asked.length === 0) return query;
  const pairs = asked.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${query === "" ? "?" : `${query}&`}${pairs.join("&")}`;
}

function hasName(query: string, name: string): boolean {
  return query
    .slice(1)
    .split("&")
    .some((pair) => pair.split("=")[0] === encodeURIComponent(name));
}

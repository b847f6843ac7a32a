import type { MockRequest } from "../http/message.ts";

/** What the mock itself may add to an answer, also where there is no answer yet to look at. */
const exposed = [
  ...["Location", "Link", "ETag", "Retry-After", "WWW-Authenticate", "Preference-Applied"],
  ...["X-Mock-Source", "X-Mock-Exchange", "X-Mock-Violations", "sl-violations"],
];
const exposedAnyway = exposed.join(", ");
// Those that every page may read (Fetch standard, CORS-safelisted response-header name).
const safe = ["cache-control", "content-language", "content-length", "content-type", "expires", "pragma"];
const isReadable = new Set([...safe, ...exposed.map((name) => name.toLowerCase())]);

/** Whether a request asks for permission only (Fetch standard, CORS-preflight request). */
export function isPreflight({ method, headers }: MockRequest): boolean {
  return (
    method === "OPTIONS" &&
    headers["origin"] !== undefined &&
    headers["access-control-request-method"] !== undefined
  );
}

/** Headers that let the page that asked read the answer, and its headers; none where there is no Origin. */
export function corsHeaders(
  { headers }: Pick<MockRequest, "headers">,
  answered: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const origin = headers["origin"];
  if (origin === undefined) return {};
  const vary = Object.keys(answered).find((name) => name.toLowerCase() === "vary") ?? "Vary";
  const own = answered[vary];
  return {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Expose-Headers": exposedNames(answered),
    [vary]: own === undefined ? "Origin" : `${own}, Origin`,
  };
}

/** `*` would not do: it means nothing to a request with credentials (Fetch standard, 3.3.3). */
function exposedNames(answered: Readonly<Record<string, string>>): string {
  const own = Object.keys(answered).filter((name) => !isReadable.has(name.toLowerCase()));
  return own.length === 0 ? exposedAnyway : [exposedAnyway, ...own].join(", ");
}

/** What a preflight is answered with: everything it asks for. */
export function preflightHeaders(request: MockRequest): Record<string, string> {
  const wanted = request.headers["access-control-request-headers"];
  const isPrivate = request.headers["access-control-request-private-network"] === "true";
  return {
    ...corsHeaders(request),
    "Access-Control-Allow-Methods": request.headers["access-control-request-method"] ?? "GET",
    ...(wanted === undefined ? {} : { "Access-Control-Allow-Headers": wanted }),
    ...(isPrivate ? { "Access-Control-Allow-Private-Network": "true" } : {}),
    "Access-Control-Max-Age": "600",
  };
}

import type { MockRequest } from "../http/message.ts";

const exposed =
  "Location, Link, ETag, Retry-After, WWW-Authenticate, Preference-Applied, X-Mock-Source, X-Mock-Exchange, X-Mock-Violations, sl-violations";

/** Whether a request asks for permission only (Fetch standard, CORS-preflight request). */
export function isPreflight({ method, headers }: MockRequest): boolean {
  return (
    method === "OPTIONS" &&
    headers["origin"] !== undefined &&
    headers["access-control-request-method"] !== undefined
  );
}

/** Headers that let the page that asked read the answer; none where there is no Origin. */
export function corsHeaders({ headers }: Pick<MockRequest, "headers">): Record<string, string> {
  const origin = headers["origin"];
  if (origin === undefined) return {};
  return {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Expose-Headers": exposed,
    Vary: "Origin",
  };
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

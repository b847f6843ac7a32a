import type { SecurityScheme } from "../contract/operation.ts";
import { isHeaderName } from "../http/headers.ts";

/** RFC 9110, section 11.6.1: a 401 names at least one way in. Empty where a scheme has no name that a header can carry. */
export function challengeOf(scheme: SecurityScheme, realm: string): string {
  switch (scheme.kind) {
    case "apiKey":
      return `ApiKey ${field("realm", realm)}, ${field("in", scheme.in)}, ${field("name", scheme.name)}`;
    case "oauth2":
    case "openIdConnect":
      return bearerChallenge(realm);
    case "http":
      return httpChallenge(scheme.scheme, realm);
    case "mutualTLS":
    case "unknown":
      return "";
  }
}

function httpChallenge(scheme: string, realm: string): string {
  if (!isHeaderName(scheme)) return "";
  const challenge = `${scheme.charAt(0).toUpperCase()}${scheme.slice(1)} ${field("realm", realm)}`;
  // RFC 7616, section 3.3: clients compute their answer from the nonce. Any will do here.
  return scheme === "digest" ? `${challenge}, qop="auth", algorithm=SHA-256, nonce="bG9jdW0"` : challenge;
}

/** `Bearer realm="Petstore"`, and what else it is to say (RFC 6750, section 3). */
export function bearerChallenge(realm: string, more: Readonly<Record<string, string>> = {}): string {
  const fields = Object.entries({ realm, ...more }).map(([name, text]) => field(name, text));
  return `Bearer ${fields.join(", ")}`;
}

/** Whether its credentials are a bearer token. */
export function isBearer(scheme: SecurityScheme): boolean {
  return (
    scheme.kind === "oauth2" ||
    scheme.kind === "openIdConnect" ||
    (scheme.kind === "http" && scheme.scheme === "bearer")
  );
}

/** A quoted string holds printable ASCII only. */
function field(name: string, text: string): string {
  return `${name}="${text.replace(/[^\x20-\x7e]|["\\]/g, "")}"`;
}

import type { Operation, SecurityNeed, SecurityScheme } from "../contract/operation.ts";
import { isHeaderName } from "../http/headers.ts";
import type { RequestHeaders } from "../http/message.ts";
import { readCookies, readQuery } from "../http/query.ts";

/** Why a request was let in or not. */
export type Admission =
  { readonly admitted: true; readonly by: string } | { readonly admitted: false; readonly missing: string };

/** An operation's security, ready to be asked. */
export interface Security {
  /** For `WWW-Authenticate`, which every 401 carries (RFC 9110, section 15.5.2). */
  readonly challenge: string;
  admit(sent: Credentials): Admission;
}

export interface Credentials {
  readonly headers: RequestHeaders;
  readonly query: string;
}

/**
 * Whether a request carries what one alternative of the operation's security asks for. Which credentials are good
 * is not the contract's to say: any that have the form are, until a scenario says otherwise.
 */
export function createSecurity(operation: Operation, realm: string): Security {
  const alternatives = operation.security;
  const challenges = alternatives.flat().map(({ scheme }) => challengeOf(scheme, realm));
  const challenge = [...new Set(challenges)].filter((one) => one !== "").join(", ");
  return { challenge: challenge || bearerChallenge(realm), admit: createAdmit(alternatives) };
}

function createAdmit(alternatives: Operation["security"]): Security["admit"] {
  if (alternatives.length === 0)
    return () => ({ admitted: true, by: "the operation asks for no credentials" });
  const asked = alternatives.filter((needs) => needs.length > 0);
  const isOptional = asked.length < alternatives.length;
  const refused: Admission = {
    admitted: false,
    missing: asked.map((needs) => needs.map(describe).join(" and ")).join(", or "),
  };
  const admissions = asked.map((needs): Admission => ({
    admitted: true,
    by: needs.map(nameOf).join(" and "),
  }));
  return (sent) => {
    const found = admissions[asked.findIndex((needs) => needs.every((need) => isMet(need, sent)))];
    if (found) return found;
    return isOptional ? { admitted: true, by: "credentials are optional" } : refused;
  };
}

function nameOf({ name, scheme }: SecurityNeed): string {
  return scheme.kind === "mutualTLS" ? `${name} (whose client certificate a mock cannot see)` : name;
}

function isMet({ scheme }: SecurityNeed, { headers, query }: Credentials): boolean {
  const authorization = headers["authorization"] ?? "";
  switch (scheme.kind) {
    case "apiKey":
      return hasKey(scheme, { headers, query });
    case "http":
      return hasHttpCredentials(scheme.scheme, authorization);
    case "oauth2":
    case "openIdConnect":
      return hasHttpCredentials("bearer", authorization);
    case "mutualTLS":
      // The certificate ended at whoever terminates TLS; a mock behind plain HTTP cannot ask for it.
      return true;
    case "unknown":
      return false;
  }
}

function hasKey(scheme: SecurityScheme & { kind: "apiKey" }, { headers, query }: Credentials): boolean {
  if (scheme.in === "header") return (headers[scheme.name.toLowerCase()] ?? "").trim() !== "";
  if (scheme.in === "cookie") return Boolean(readCookies(headers["cookie"] ?? "")[scheme.name]);
  return readQuery(query).some(({ name, value }) => name === scheme.name && value !== "");
}

/** RFC 9110, section 11.4: the scheme's name in any case, then what it asks for. */
function hasHttpCredentials(scheme: string, authorization: string): boolean {
  const space = authorization.indexOf(" ");
  if (space < 0 || authorization.slice(0, space).toLowerCase() !== scheme) return false;
  const credentials = authorization.slice(space + 1).trim();
  if (credentials === "") return false;
  if (scheme === "basic") return isUserAndPassword(credentials);
  return scheme !== "digest" || digestFields.every((field) => field.test(credentials));
}

/** RFC 7617: Base64 of a name, a colon and a password, of which either may be empty. */
function isUserAndPassword(credentials: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(credentials)) return false;
  return Buffer.from(credentials, "base64").includes(":");
}

/** What RFC 7616, section 3.4 asks of every answer to a challenge. */
const digestFields = [/\busername\*?=/i, /\brealm=/i, /\bnonce=/i, /\buri=/i, /\bresponse=/i];

function describe({ name, scheme }: SecurityNeed): string {
  switch (scheme.kind) {
    case "apiKey":
      return `${scheme.name} in the ${scheme.in} (${name})`;
    case "http":
      return `an Authorization header with ${scheme.scheme} credentials (${name})`;
    case "oauth2":
    case "openIdConnect":
      return `an Authorization header with a bearer token (${name})`;
    case "mutualTLS":
      return `a client certificate (${name})`;
    case "unknown":
      return `the scheme ${name}, which the document does not define`;
  }
}

/** RFC 9110, section 11.6.1: a 401 names at least one way in. Empty where a scheme has no name that a header can carry. */
function challengeOf(scheme: SecurityScheme, realm: string): string {
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

function bearerChallenge(realm: string): string {
  return `Bearer ${field("realm", realm)}`;
}

/** A quoted string holds printable ASCII only. */
function field(name: string, text: string): string {
  return `${name}="${text.replace(/[^\x20-\x7e]|["\\]/g, "")}"`;
}

import type { Operation, SecurityNeed, SecurityScheme } from "../contract/operation.ts";
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
  const schemes = alternatives.flat().map(({ scheme }) => challengeOf(scheme, realm));
  const challenge = [...new Set(schemes)].join(", ") || challengeOf({ kind: "oauth2" }, realm);
  return { challenge, admit: createAdmit(alternatives) };
}

function createAdmit(alternatives: Operation["security"]): Security["admit"] {
  if (alternatives.length === 0)
    return () => ({ admitted: true, by: "the operation asks for no credentials" });
  const optional = alternatives.some((needs) => needs.length === 0);
  const refused: Admission = {
    admitted: false,
    missing: alternatives.map((needs) => needs.map(describe).join(" and ")).join(", or "),
  };
  const admissions = alternatives.map((needs): Admission => ({
    admitted: true,
    by: needs.map(({ name }) => name).join(" and ") || "no credentials",
  }));
  return (sent) => {
    const index = alternatives.findIndex(
      (needs) => needs.length > 0 && needs.every((need) => isMet(need, sent)),
    );
    const found = admissions[index];
    if (found) return found;
    return optional ? { admitted: true, by: "credentials are optional" } : refused;
  };
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
      return /^bearer +\S/i.test(authorization);
    case "mutualTLS":
      // The certificate ended at whoever terminates TLS; a mock behind plain HTTP cannot ask for it.
      return true;
    case "unknown":
      return false;
  }
}

function hasKey(scheme: SecurityScheme & { kind: "apiKey" }, { headers, query }: Credentials): boolean {
  if (scheme.in === "header") return Boolean(headers[scheme.name.toLowerCase()]);
  if (scheme.in === "cookie") return Boolean(readCookies(headers["cookie"] ?? "")[scheme.name]);
  return readQuery(query).some(({ name, value }) => name === scheme.name && value !== "");
}

function hasHttpCredentials(scheme: string, authorization: string): boolean {
  const space = authorization.indexOf(" ");
  if (space < 0 || authorization.slice(0, space).toLowerCase() !== scheme) return false;
  const credentials = authorization.slice(space + 1).trim();
  if (scheme === "basic") return Buffer.from(credentials, "base64").toString("utf8").includes(":");
  return credentials !== "";
}

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

/** RFC 9110, section 11.6.1: a 401 names at least one way in. */
function challengeOf(scheme: SecurityScheme, realm: string): string {
  const quoted = `realm="${realm.replace(/[^\x20-\x7e]|["\\]/g, "")}"`;
  if (scheme.kind === "apiKey") return `ApiKey ${quoted}, in="${scheme.in}", name="${scheme.name}"`;
  if (scheme.kind !== "http") return `Bearer ${quoted}`;
  return `${scheme.scheme.charAt(0).toUpperCase()}${scheme.scheme.slice(1)} ${quoted}`;
}

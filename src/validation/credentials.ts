import type { SecurityNeed, SecurityScheme } from "../contract/operation.ts";
import { readCookies, readQuery } from "../http/query.ts";
import type { RequestHeaders } from "../http/message.ts";

/** Where a request carries credentials. */
export interface Credentials {
  readonly headers: RequestHeaders;
  readonly query: string;
}

/** What somebody is known by, and what of: a token or an API key, or a name with or without a password. */
export interface Credential {
  readonly token: string | undefined;
  readonly user: string | undefined;
  /** Undefined: any will do. */
  readonly password: string | undefined;
  /** Undefined: nothing is known of its scopes, and none is found lacking. */
  readonly scopes: readonly string[] | undefined;
  readonly roles: readonly string[] | undefined;
  readonly expired: boolean;
}

/** Credentials by what a request brings; of two for one token, the first counts. */
export interface KnownCredentials {
  find(presented: Presented): Credential | undefined;
}

/** What a request brings for one scheme. */
export type Presented =
  { readonly token: string } | { readonly user: string; readonly password: string | undefined };

/** Credentials, ready to be asked; undefined for none. */
export function indexCredentials(all: readonly Credential[]): KnownCredentials | undefined {
  if (all.length === 0) return undefined;
  const tokens = new Map<string, Credential>();
  const users = new Map<string, Credential>();
  for (const one of all) {
    if (one.token !== undefined && !tokens.has(one.token)) tokens.set(one.token, one);
    if (one.user !== undefined && !users.has(one.user)) users.set(one.user, one);
  }
  return {
    find: (presented) => ("token" in presented ? tokens.get(presented.token) : users.get(presented.user)),
  };
}

/** What a request that carries the scheme's credentials is to be known by; undefined where that cannot be told. */
export function presented(scheme: SecurityScheme, { headers, query }: Credentials): Presented | undefined {
  if (scheme.kind === "mutualTLS" || scheme.kind === "unknown") return undefined;
  if (scheme.kind === "apiKey") return { token: keyOf(scheme, { headers, query }) };
  const authorization = headers["authorization"] ?? "";
  const credentials = authorization.slice(authorization.indexOf(" ") + 1).trim();
  if (scheme.kind !== "http") return { token: credentials };
  if (scheme.scheme === "basic") return userOf(credentials);
  if (scheme.scheme !== "digest") return { token: credentials };
  const [, user] = /\busername="((?:[^"\\]|\\.)*)"/i.exec(credentials) ?? [];
  return user === undefined ? undefined : { user: user.replace(/\\(.)/g, "$1"), password: undefined };
}

/** The API key of a request; empty when it has none. */
export function keyOf(scheme: SecurityScheme & { kind: "apiKey" }, { headers, query }: Credentials): string {
  if (scheme.in === "header") return (headers[scheme.name.toLowerCase()] ?? "").trim();
  if (scheme.in === "cookie") return readCookies(headers["cookie"] ?? "")[scheme.name] ?? "";
  return readQuery(query).find(({ name, value }) => name === scheme.name && value !== "")?.value ?? "";
}

/** RFC 7617, section 2: the name ends at the first colon. */
function userOf(credentials: string): Presented {
  const text = Buffer.from(credentials, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/**
 * What a scheme asks for and somebody is known to lack. For OAuth and OpenID Connect that is scopes; for all others the
 * names are of roles (OpenAPI 3.1, Security Requirement Object), though many documents write scopes there as well.
 */
export function lackingOf({ scheme, scopes }: SecurityNeed, known: Credential): readonly string[] {
  const isOAuth = scheme.kind === "oauth2" || scheme.kind === "openIdConnect";
  const held = isOAuth
    ? known.scopes
    : known.roles && known.scopes
      ? [...known.roles, ...known.scopes]
      : (known.roles ?? known.scopes);
  return held === undefined ? [] : scopes.filter((name) => !held.includes(name));
}

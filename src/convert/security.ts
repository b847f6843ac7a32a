import type { CurlRequest } from "./curl.ts";
import { distinct } from "./json.ts";
import type { Credential } from "./model.ts";

const BY_NAME: readonly (readonly [RegExp, Credential])[] = [
  [/^bearer (token|auth)$/i, { type: "http", scheme: "bearer" }],
  [/^service accounts?$/i, { type: "http", scheme: "bearer" }],
  [/^basic auth$/i, { type: "http", scheme: "basic" }],
  [/^digest auth$/i, { type: "http", scheme: "digest" }],
  // The page does not say which header: a curl sample may.
  [/^api ?key( auth)?$/i, { type: "apiKey", header: "" }],
];

/** The scheme a portal's label (`Bearer token`) stands for. */
export function credentialByName(label: string): Credential | undefined {
  return BY_NAME.find(([pattern]) => pattern.test(label.trim()))?.[1];
}

/** The credentials a sample sends; all of them are needed. */
export function credentialsOfSample({ headers, user }: CurlRequest): readonly Credential[] {
  const ofHeaders = headers.flatMap(([name, value]) => credentialOfHeader(name, value) ?? []);
  return distinct(user === undefined ? ofHeaders : [...ofHeaders, { type: "http", scheme: "basic" }]);
}

function credentialOfHeader(name: string, value: string): Credential | undefined {
  const scheme = /^(bearer|basic|digest)\s/i.exec(value)?.[1]?.toLowerCase();
  if (
    name.toLowerCase() === "authorization" &&
    (scheme === "bearer" || scheme === "basic" || scheme === "digest")
  ) {
    return { type: "http", scheme };
  }
  // Samples write secrets as shell variables: `X-API-Key: $API_KEY`.
  return /\$\{?\w/.test(value) ? { type: "apiKey", header: name } : undefined;
}

/** Gives an apiKey the header that a sample shows, or the usual one. */
export function nameHeader(credential: Credential, seen: readonly Credential[]): Credential {
  if (credential.type !== "apiKey" || credential.header !== "") return credential;
  return seen.find(({ type }) => type === "apiKey") ?? { type: "apiKey", header: "Authorization" };
}

/** A scheme, for people. */
export function credentialText(credential: Credential): string {
  return credential.type === "http" ? `http ${credential.scheme}` : `apiKey in header ${credential.header}`;
}

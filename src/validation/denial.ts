import type { SecurityNeed } from "../contract/operation.ts";
import { listed } from "../problem/nearest.ts";
import { bearerChallenge, challengeOf, isBearer } from "./challenge.ts";
import { lackingOf, presented, type Credentials, type KnownCredentials } from "./credentials.ts";

/** A request that is not let in. */
export interface Denial {
  readonly admitted: false;
  /** 401: other credentials would do; 403: these are known, and do not reach that far. */
  readonly status: 401 | 403;
  readonly reason: "missing" | "not accepted" | "insufficient";
  /** A sentence, in which no credential stands. */
  readonly said: string;
  /** For `WWW-Authenticate`; empty for none. */
  readonly challenge: string;
}

/** What is known against credentials that have the right form. */
export type Flaw =
  | { readonly kind: "not accepted"; readonly need: SecurityNeed; readonly said: string }
  | { readonly kind: "insufficient"; readonly need: SecurityNeed; readonly lacking: readonly string[] };

/** What is known against the credentials that a request carries for one scheme; undefined for nothing. */
export function flawOf(need: SecurityNeed, sent: Credentials, known: KnownCredentials): Flaw | undefined {
  const brought = presented(need.scheme, sent);
  const credential = brought && known.find(brought);
  if (!credential) return undefined;
  if (credential.expired) return { kind: "not accepted", need, said: "have expired" };
  const { password } = credential;
  const given = "user" in brought ? brought.password : undefined;
  if (password !== undefined && given !== undefined && given !== password)
    return { kind: "not accepted", need, said: "have another password than the user's" };
  const lacking = lackingOf(need, credential);
  return lacking.length === 0 ? undefined : { kind: "insufficient", need, lacking };
}

/**
 * Why none of the alternatives lets a request in whose credentials are all there. One that is short of nothing but
 * scopes or roles says most: whoever it is, is known.
 */
export function denialOf(
  alternatives: readonly (readonly (Flaw | undefined)[])[],
  realm: string,
): Denial | undefined {
  const flaws = alternatives.map((found) => found.filter((flaw) => flaw !== undefined));
  const known = flaws.find((found) => found.every(({ kind }) => kind === "insufficient"));
  const [first] = known ?? flaws.flat().filter(({ kind }) => kind === "not accepted");
  return first && toldFlaw(first, realm);
}

/** RFC 6750, section 3.1: `invalid_token` or `insufficient_scope`. */
function toldFlaw(flaw: Flaw, realm: string): Denial {
  const { name, scheme } = flaw.need;
  if (flaw.kind === "not accepted") {
    const said = `The credentials for ${name} ${flaw.said}.`;
    const challenge = isBearer(scheme)
      ? bearerChallenge(realm, { error: "invalid_token", error_description: "The access token expired" })
      : challengeOf(scheme, realm);
    return { admitted: false, status: 401, reason: flaw.kind, said, challenge };
  }
  const said = `The credentials for ${name} lack ${listed(flaw.lacking)}.`;
  const challenge = isBearer(scheme)
    ? bearerChallenge(realm, { error: "insufficient_scope", scope: flaw.need.scopes.join(" ") })
    : "";
  return { admitted: false, status: 403, reason: flaw.kind, said, challenge };
}

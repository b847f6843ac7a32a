import type { Operation, SecurityNeed } from "../contract/operation.ts";
import type { WhyStep } from "../problem/exchange.ts";
import { bearerChallenge, challengeOf } from "./challenge.ts";
import { keyOf, type Credentials, type KnownCredentials } from "./credentials.ts";
import { denialOf, flawOf, type Denial } from "./denial.ts";

/** Why a request was let in or not. */
export type Admission = { readonly admitted: true; readonly why: WhyStep } | Denial;

/** An operation's security, ready to be asked. */
export interface Security {
  /** For `WWW-Authenticate`, which every 401 carries (RFC 9110, section 15.5.2). */
  readonly challenge: string;
  admit(sent: Credentials, known?: KnownCredentials): Admission;
}

/**
 * Whether a request carries what one alternative of the operation's security asks for. Which credentials are good
 * is not the contract's to say: any that have the form are, until a scenario says otherwise.
 */
export function createSecurity(operation: Operation, realm: string): Security {
  const alternatives = operation.security;
  const challenges = alternatives.flat().map(({ scheme }) => challengeOf(scheme, realm));
  const challenge = [...new Set(challenges)].filter((one) => one !== "").join(", ") || bearerChallenge(realm);
  return { challenge, admit: createAdmit(alternatives, { challenge, realm }) };
}

function createAdmit(
  alternatives: Operation["security"],
  { challenge, realm }: { challenge: string; realm: string },
): Security["admit"] {
  if (alternatives.length === 0) return () => open;
  const asked = alternatives.filter((needs) => needs.length > 0);
  const isOptional = asked.length < alternatives.length;
  const missing = asked.map((needs) => needs.map(describe).join(" and ")).join(", or ");
  const said = `The request lacks ${missing}.`;
  const lacking: Denial = { admitted: false, status: 401, reason: "missing", said, challenge };
  const admissions = asked.map((needs): Admission => ({
    admitted: true,
    why: by(needs.map(nameOf).join(" and ")),
  }));
  return (sent, known) => {
    const judge = (need: SecurityNeed) => (known ? flawOf(need, sent, known) : undefined);
    const found = asked.findIndex((needs) =>
      needs.every((need) => isMet(need, sent) && judge(need) === undefined),
    );
    const admission = admissions[found];
    if (admission) return admission;
    if (isOptional) return optional;
    if (!known) return lacking;
    const carried = asked.filter((needs) => needs.every((need) => isMet(need, sent)));
    return (
      denialOf(
        carried.map((needs) => needs.map(judge)),
        realm,
      ) ?? lacking
    );
  };
}

function by(said: string): WhyStep {
  return { step: "security", said };
}

const open: Admission = { admitted: true, why: by("the operation asks for no credentials") };
const optional: Admission = { admitted: true, why: by("credentials are optional") };

function nameOf({ name, scheme }: SecurityNeed): string {
  return scheme.kind === "mutualTLS" ? `${name} (whose client certificate a mock cannot see)` : name;
}

function isMet({ scheme }: SecurityNeed, { headers, query }: Credentials): boolean {
  const authorization = headers["authorization"] ?? "";
  switch (scheme.kind) {
    case "apiKey":
      return keyOf(scheme, { headers, query }) !== "";
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

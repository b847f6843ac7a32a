import { below, mix, pick } from "../hash.ts";
import { day } from "../instants.ts";
import { guess, type FirstName } from "../names.ts";
import { plain, type Pools } from "../pools.ts";
import { knownInstant, knownText, nothingKnown, type Facet, type Known } from "./known.ts";

/** Somebody: every field agrees with the others. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly gender: string;
  /** `ada.lovelace42`: the user name, the local part of the address, the name of the picture. */
  readonly username: string;
  readonly email: string;
  /** Another domain for the same name. */
  readonly otherDomain: string;
  /** Milliseconds, midnight UTC, 18 to 75 years before the reference date. */
  readonly birth: number;
}

export interface PersonSources {
  readonly pools: Pools;
  readonly now: number;
}

// RFC 2606: nobody receives mail there.
const domains = ["example.com", "example.org", "example.net"] as const;
const numbers = Array.from({ length: 990 }, (_, index) => `${10 + index}`);
const year = 365.25 * day;

/** Draws a person around what is known of one. */
export function drawPerson(seed: number, { pools, now }: PersonSources, known: Known): Person {
  const names = known === nothingKnown ? nobody : namesOf(known);
  const first = names.first === undefined ? pools.firstName(mix(seed, 1)) : invited(names.first, pools);
  const last =
    names.last === undefined ? pools.lastName(mix(seed, 2), first.gender) : invited(names.last, pools);
  const age = 18 * year + below(mix(seed, 3), 57 * 365) * day;
  const number = pick(numbers, mix(seed, 4));
  const username = usernameOf(known) ?? `${first.plain}.${last.plain}${number}`;
  const domain = below(seed, 3);
  return {
    firstName: first.text,
    lastName: last.text,
    gender: knownText(known, "gender") ?? first.gender,
    username,
    email: knownText(known, "email") ?? `${username}@${domains[domain]}`,
    otherDomain: domains[(domain + 1) % 3] ?? domains[0],
    birth: knownInstant(known, "birth") ?? Math.floor((now - age) / day) * day,
  };
}

const nobody: { first?: string | undefined; last?: string | undefined } = {};

function invited(text: string, pools: Pools): FirstName {
  return { text, plain: plain(text), gender: pools.genderOf(text) ?? guess(text) };
}

// A given user name, else the names, else the address: several accounts may share an address like info@.
function usernameOf(known: Known): string | undefined {
  const username = knownText(known, "username");
  if (username !== undefined) return username.replace(/^@/, "");
  if (["firstName", "lastName", "fullName"].some((facet) => knownText(known, facet as Facet) !== undefined))
    return undefined;
  const local = knownText(known, "email")?.split("@")[0];
  return local === "" ? undefined : local;
}

function namesOf(known: Known): typeof nobody {
  const first = knownText(known, "firstName");
  const last = knownText(known, "lastName");
  if (first !== undefined || last !== undefined) return { first, last };
  const full = knownText(known, "fullName")?.trim().split(/\s+/);
  if (full) return { first: full[0], last: full.slice(1).join(" ") || undefined };
  const local = /^([a-z]{2,})[._-]([a-z]{2,})\d*(?:@|$)/i.exec(
    knownText(known, "email") ?? knownText(known, "username") ?? "",
  );
  return local ? { first: capital(local[1] ?? ""), last: capital(local[2] ?? "") } : nobody;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

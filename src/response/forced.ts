import { hashText, mix } from "../generate/hash.ts";
import { isDrawn } from "../trouble/chance.ts";
import { isAnswerless } from "../trouble/fault.ts";
import type { Limit } from "../trouble/limit.ts";
import { wantedError, type Telling } from "./fail.ts";
import type { Finding } from "./error-shape.ts";
import { faultReply } from "./fault.ts";
import type { Preferences } from "./preferences.ts";
import type { Reply } from "./reply.ts";

/** A request that may ask for an error or a fault. */
export interface Forcing {
  readonly preferences: Preferences;
  readonly telling: Telling;
  /** What is wrong with the request, for an error that would tell of it. */
  readonly findings: () => readonly Finding[];
  /** What an error of that status carries besides what the contract declares. */
  readonly headersOf: (status: number) => Readonly<Record<string, string>>;
  /** Counts the request; the seconds until there may be another, where it is one too many. */
  readonly beyond: (limit: Limit) => number | undefined;
}

/** The error or the fault that a request asks for, or its session; undefined where there is none. */
export function force(forcing: Forcing): Reply | undefined {
  const { preferences, telling, findings, headersOf } = forcing;
  const { fault, code: status = 0, example } = preferences;
  const refused = overLimit(forcing);
  if (refused) return refused;
  if (fault !== undefined && isAnswerless(fault)) return faultReply(fault, "forced");
  if (status < 400) return undefined;
  const told = status === 400 || status === 422 ? findings() : [];
  const said = `code=${String(status)} is asked for`;
  return wantedError(
    { status, source: "forced", said, findings: told, example, headers: headersOf(status) },
    telling,
  );
}

/** RFC 6585, section 4. */
function overLimit({ preferences: { limit }, telling, beyond }: Forcing): Reply | undefined {
  const seconds = limit && beyond(limit);
  if (!limit || seconds === undefined) return undefined;
  const said = `more than ${String(limit.requests)} request(s) in ${String(limit.within)} ms`;
  const headers = { "Retry-After": String(seconds) };
  return wantedError({ status: 429, source: "forced", said, findings: [], headers }, telling);
}

const chanceSalt = hashText("chance");

/** What is asked for where there is a chance in it: with luck a code or a fault, 503 if neither is named; else none. */
export function byChance(preferences: Preferences, luck: number): Preferences {
  const { chance, code, fault, ...rest } = preferences;
  if (chance === undefined) return preferences;
  if (isDrawn(chance, mix(luck, chanceSalt)))
    return code === undefined && fault === undefined ? { ...preferences, code: 503 } : preferences;
  const { example, ...usual } = rest;
  // A code's example means nothing to the answer without the code.
  return code === undefined && example !== undefined ? rest : usual;
}

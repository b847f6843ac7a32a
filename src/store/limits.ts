import { ProblemError } from "../problem/problem.ts";
import type { StoreLimits } from "./store.ts";

/** Ordinals a session remembers; each is a digest and a number. */
export const mostOrdinals = 10_000;

const count = (n: number): string => n.toLocaleString("en-US");

/** The session has as many records as it may. */
export function tooManyRecords(session: string, { records }: StoreLimits): ProblemError {
  return new ProblemError("store-full", {
    detail: `Session "${session}" may hold ${count(records)} records, and this would be one too many.`,
    help: `Start with a higher --max-records, or empty the session: DELETE /__admin/sessions/${session}`,
  });
}

/** The session's JSON would be larger than it may. */
export function tooManyBytes(session: string, { bytes }: StoreLimits): ProblemError {
  return new ProblemError("store-full", {
    detail: `Session "${session}" may hold ${count(bytes)} bytes of JSON, and this would be more.`,
    help: `Start with a higher --max-store-bytes, or empty the session: DELETE /__admin/sessions/${session}`,
  });
}

/** One more session than there may be. */
export function tooManySessions(session: string, { sessions }: StoreLimits): ProblemError {
  return new ProblemError("too-many-sessions", {
    detail: `There may be ${count(sessions)} sessions, and "${session}" would be one too many.`,
    help: "Start with a higher --max-sessions, or remove one that is done with: DELETE /__admin/sessions/<name>",
  });
}

/** What was written is in memory only; `cause` says why. */
export function unavailable(cause: string): ProblemError {
  return new ProblemError("store-unavailable", {
    detail: cause,
    help: "GET /__admin/health says what is wrong; the change is kept in memory and will be written once it can be.",
  });
}

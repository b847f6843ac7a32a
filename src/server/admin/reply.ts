import type { MockResponse } from "../../http/message.ts";
import { ProblemError, type Problem } from "../../problem/problem.ts";
import { nearestNames } from "../../problem/nearest.ts";

/** What is true now may not be true a moment later, and is nobody else's business. */
const headers = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

/** Of an answer in JSON. */
export const jsonHeaders = { "Content-Type": "application/json", ...headers };

/** An answer in JSON. */
export function jsonReply(value: unknown, more: Readonly<Record<string, string>> = {}): MockResponse {
  return jsonTextReply(JSON.stringify(value), more);
}

/** An answer whose JSON is written already. */
export function jsonTextReply(body: string, more: Readonly<Record<string, string>> = {}): MockResponse {
  return { status: 200, headers: { ...jsonHeaders, ...more }, body };
}

/** An answer in plain text. */
export function textReply(body: string, more: Readonly<Record<string, string>> = {}): MockResponse {
  return { status: 200, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers, ...more }, body };
}

/** An answer for people; `pageHeaders` say what its HTML may do. */
export function pageReply(body: string, pageHeaders: Readonly<Record<string, string>>): MockResponse {
  return { status: 200, headers: { ...headers, ...pageHeaders }, body };
}

/** Done; there is nothing to say. */
export function emptyReply(more: Readonly<Record<string, string>> = {}): MockResponse {
  return { status: 204, headers: { ...headers, ...more }, body: "" };
}

/** An answer in the mock's own voice (RFC 9457). */
export function problemReply(problem: Problem, more: Readonly<Record<string, string>> = {}): MockResponse {
  return {
    status: problem.status,
    headers: { "Content-Type": "application/problem+json", ...headers, ...more },
    body: JSON.stringify(problem),
  };
}

export interface Missing {
  /** `exchange default-7`. */
  readonly what: string;
  /** What was asked for, and what there is instead. */
  readonly wanted: string;
  readonly known: readonly string[];
  /** The next step where nothing is like it. */
  readonly help: string;
}

/** The thing that the path names is not there. */
export function notFound({ what, wanted, known, help }: Missing): ProblemError {
  const nearMisses = nearestNames(wanted, known, 3);
  const [nearest] = nearMisses;
  return new ProblemError("admin-not-found", {
    detail: `There is no ${what}.`,
    help: nearest === undefined ? help : `Did you mean ${nearest}? ${help}`,
    nearMisses,
  });
}

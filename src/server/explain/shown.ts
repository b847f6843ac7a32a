import type { Row } from "../../explain/columns.ts";
import type { Fix } from "../../explain/unmatched.ts";
import type { ShownExchange } from "../../journal/shown.ts";
import type { WhyStep } from "../../problem/exchange.ts";
import type { Violation } from "../../problem/violation.ts";
import type { Comparison } from "../../stubs/explain.ts";

/** What a request would get, and why not anything else. Secrets are redacted. */
export interface ShownExplanation {
  /** Null where the request names none that there can be. */
  readonly session: string | null;
  /** As it was understood. */
  readonly request: ShownExchange["request"];
  /** Null where the contract has no operation for it. */
  readonly operationId: string | null;
  /** Null for a request to the admin API, which is not tried. */
  readonly answer: ShownAnswer | null;
  /** The story of the request, step by step. */
  readonly why: readonly WhyStep[];
  /** Operations that may have been meant, where there is none for the request. */
  readonly nearest: readonly ShownNearOperation[];
  /** What breaks the contract, beside what it asks for. */
  readonly violations: readonly ShownViolation[];
  /** The stubs of the operation: the one that answers, those that nearly do, the others; then those that are off. */
  readonly stubs: readonly ShownStub[];
  /** How many there are that are asked and not shown. */
  readonly moreStubs: number;
  /** What the request may have been meant to find, and another session has. */
  readonly elsewhere: readonly ShownElsewhere[];
  /** What could not be told without doing it. */
  readonly untold: readonly string[];
  /** What mends it, the most likely first; none where nothing needs to be mended. */
  readonly fixes: readonly Fix[];
  /** All of it for people: in two columns, lines that differ marked by `!`. */
  readonly text: string;
}

export interface ShownAnswer {
  readonly status: number;
  /** As X-Mock-Source says it; null for what the mock answers besides (preflights, its landing page). */
  readonly source: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Milliseconds that it would be kept waiting. */
  readonly delay: number;
  /** How it would be broken; null: not at all. */
  readonly fault: string | null;
}

export interface ShownNearOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  /** What to write otherwise, a sentence each. */
  readonly advice: readonly string[];
  readonly rows: readonly Row[];
}

export interface ShownViolation extends Violation {
  /** What the document says there; null where that is too much to show. */
  readonly demand: unknown;
  /** The value that came, as text. */
  readonly came: string;
}

export interface ShownStub {
  /** As X-Mock-Source says it, or the scenario and the stub's name. */
  readonly id: string;
  readonly name: string;
  /** Null for one that the session was told. */
  readonly scenario: string | null;
  readonly phase: "first" | "after";
  /** Whether it is asked at all. */
  readonly isOn: boolean;
  readonly matched: boolean;
  readonly answered: boolean;
  /** `answers`, or why it does not. */
  readonly verdict: string;
  readonly comparisons: readonly Comparison[];
}

export interface ShownElsewhere {
  readonly session: string;
  /** What that session has, as a sentence. */
  readonly said: string;
}

import { below, mix } from "../generate/hash.ts";
import type { MockResponse } from "../http/message.ts";
import type { Violation } from "../problem/violation.ts";
import type { Reply } from "./reply.ts";
import type { DelayRange } from "./preferences.ts";
import { prismViolation, violationsHeader } from "./violations-header.ts";

export interface Finishing {
  readonly exchangeId: string;
  readonly violations: readonly Violation[];
  /** For `Preference-Applied`; empty for none. */
  readonly applied: string;
  /** Asked for by the request; a scenario's own delay is in the reply. */
  readonly delay: DelayRange | undefined;
  readonly seed: number;
}

/** The reply as it is sent: with what the mock says of itself in headers. */
export function finish(
  reply: Reply,
  { exchangeId, violations, applied, delay, seed }: Finishing,
): MockResponse {
  const headers: Record<string, string> = {
    ...reply.headers,
    "X-Mock-Source": reply.source,
    "X-Mock-Exchange": exchangeId,
  };
  if (applied !== "") headers["Preference-Applied"] = applied;
  if (violations.length > 0) {
    headers["X-Mock-Violations"] = violationsHeader(violations);
    headers["sl-violations"] = violationsHeader(violations.map(prismViolation));
  }
  const range = delay ?? reply.delay;
  return {
    status: reply.status,
    headers,
    body: reply.text,
    ...(range ? { delay: drawDelay(range, seed) } : {}),
    ...(reply.fault ? { fault: reply.fault } : {}),
  };
}

/** Keeps the delay's draw apart from the body's. */
const delaySalt = 0x64656c61;

function drawDelay({ min, max }: DelayRange, seed: number): number {
  return min + below(mix(seed, delaySalt), max - min + 1);
}

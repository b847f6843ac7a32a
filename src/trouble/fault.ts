import type { FaultName } from "../http/message.ts";

/** What WireMock calls them, so that its stubs can be carried over. */
const wireMock = new Map<string, FaultName>([
  ["CONNECTION_RESET_BY_PEER", "connection-reset"],
  ["EMPTY_RESPONSE", "empty-response"],
  ["MALFORMED_RESPONSE_CHUNK", "malformed-chunk"],
  ["RANDOM_DATA_THEN_CLOSE", "random-then-close"],
]);

/** Whether the fault takes the place of an answer, or breaks the one that there would have been. */
const takesPlace: Readonly<Record<FaultName, boolean>> = {
  "connection-reset": true,
  "empty-response": true,
  "malformed-chunk": false,
  "random-then-close": true,
  stall: true,
  "truncated-body": false,
  "slow-dribble": false,
};

/** Every fault, as it is asked for. */
export const faultNames = Object.keys(takesPlace) as readonly FaultName[];

/** The same, and the names that WireMock has for them. */
export const spokenFaults: readonly string[] = [...faultNames, ...wireMock.keys()];

/** The fault of that name, ours or WireMock's; undefined when there is none. */
export function faultNamed(written: unknown): FaultName | undefined {
  return faultNames.find((name) => name === written) ?? wireMock.get(String(written));
}

/** Whether the fault is all that the client gets; the others break the answer that everything else decided. */
export function isAnswerless(fault: FaultName): boolean {
  return takesPlace[fault];
}

import type { FaultName } from "../http/message.ts";
import type { Given } from "../matchers/given.ts";
import { didYouMean, listed } from "../problem/nearest.ts";

/** All there are. */
export const faultNames: readonly FaultName[] = [
  "connection-reset",
  "empty-response",
  "malformed-chunk",
  "random-then-close",
  "stall",
];

/** What WireMock calls them, so that its stubs can be carried over. */
export const faultsOfWireMock = new Map<string, FaultName>([
  ["CONNECTION_RESET_BY_PEER", "connection-reset"],
  ["EMPTY_RESPONSE", "empty-response"],
  ["MALFORMED_RESPONSE_CHUNK", "malformed-chunk"],
  ["RANDOM_DATA_THEN_CLOSE", "random-then-close"],
]);

/** Reads the name of a fault, ours or WireMock's. */
export function readFault(given: Given): FaultName | undefined {
  const written = given.value;
  if (typeof written !== "string") return given.refuse("fault wants a name", `Use ${listed(faultNames)}`);
  const name = faultNames.find((known) => known === written) ?? faultsOfWireMock.get(written);
  if (name) return name;
  const known = [...faultNames, ...faultsOfWireMock.keys()];
  return given.refuse(
    `there is no fault "${written}"${didYouMean(written, known)}`,
    `Use ${listed(faultNames)}`,
  );
}

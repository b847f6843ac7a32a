import type { Dribble, FaultName } from "../http/message.ts";
import type { Given } from "../matchers/given.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { dribbleForms, dribbleFrom } from "../trouble/dribble.ts";
import { faultNamed, faultNames, spokenFaults } from "../trouble/fault.ts";

/** Reads the name of a fault, ours or WireMock's. */
export function readFault(given: Given): FaultName | undefined {
  const written = given.value;
  if (typeof written !== "string") return given.refuse("fault wants a name", `Use ${listed(faultNames)}`);
  return (
    faultNamed(written) ??
    given.refuse(
      `there is no fault "${written}"${didYouMean(written, spokenFaults)}`,
      `Use ${listed(faultNames)}`,
    )
  );
}

/** Reads `dribble: 2000` or `dribble: { chunks: 10, duration: 2000 }`. */
export function readDribble(given: Given): Dribble | undefined {
  return (
    dribbleFrom(given.value) ??
    given.refuse("a dribble is a time, or a number of chunks and a time", `Write dribble: ${dribbleForms}`)
  );
}

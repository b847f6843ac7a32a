import type { Given } from "../matchers/given.ts";
import { delayForms, delayFrom, longestDelay, type Delay } from "../trouble/delay.ts";

/** Reads `delay: 300`, `"100-500"`, `"80~0.4"`, `{ min, max }` or `{ median, sigma }`. */
export function readDelay(given: Given): Delay | undefined {
  return (
    delayFrom(given.value) ??
    given.refuse(
      `a delay is between 0 and ${String(longestDelay)} whole milliseconds, the smaller number first`,
      `Write delay: and ${delayForms}`,
    )
  );
}

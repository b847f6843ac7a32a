import type { Given } from "./given.ts";
import { didYouMean, listed } from "../problem/nearest.ts";

/** What to do about a key that stands in the wrong place: `status` → `Write it below respond`. */
export type Misplaced = (key: string) => string | undefined;

/** Notes keys that are none of the known ones, and a value that is no object. True when it is an object. */
export function fieldsOf(given: Given, known: readonly string[], misplaced?: Misplaced): boolean {
  if (!given.isObject()) {
    given.refuse(`this must have keys and values`, `Write ${known[0] ?? "name"}: and its value below it`);
    return false;
  }
  for (const key of given.keys) {
    if (known.includes(key)) continue;
    const help = misplaced?.(key);
    const guess = help === undefined ? didYouMean(key, known) : "";
    given.at(key).refuseKey(`nothing is called "${key}" here${guess}`, help ?? `Use ${listed(known)}`);
  }
  return true;
}

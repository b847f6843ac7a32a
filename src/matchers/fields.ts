import type { Given } from "./given.ts";
import { didYouMean, listed } from "../problem/nearest.ts";

/** Notes keys that are none of the known ones, and a value that is no object. True when it is an object. */
export function fieldsOf(given: Given, known: readonly string[]): boolean {
  if (!given.isObject()) {
    given.refuse(`this must have keys and values`, `Write ${known[0] ?? "name"}: and its value below it`);
    return false;
  }
  for (const key of given.keys) {
    if (known.includes(key)) continue;
    given
      .at(key)
      .refuseKey(`nothing is called "${key}" here${didYouMean(key, known)}`, `Use ${listed(known)}`);
  }
  return true;
}

import { below, fraction, mix } from "../generate/hash.ts";

/** Milliseconds to wait: drawn evenly between two numbers (equal when fixed), or lognormally around a median. */
export type Delay =
  { readonly min: number; readonly max: number } | { readonly median: number; readonly sigma: number };

/** Ten minutes: longer than any client waits, and where the tail of a lognormal delay ends. */
export const longestDelay = 600_000;

/** A sigma of 5 is a spread from a hundred-thousandth to a hundred thousand times the median. */
const widestSigma = 5;

/** How a delay is written, for those who wrote it otherwise. */
export const delayForms = `300, "100-500" or "80~0.4" (lognormal: the median, then sigma), in milliseconds up to ${String(longestDelay)}`;

/** Reads `300`, `"100-500"`, `"80~0.4"`, `{ min, max }` or `{ median, sigma }`; undefined for anything else. */
export function delayFrom(written: unknown): Delay | undefined {
  if (typeof written === "number") return rangeOf(written, written);
  if (typeof written === "string") return fromText(written);
  if (typeof written !== "object" || written === null) return undefined;
  const { min, max, median, sigma, ...rest } = written as Readonly<Record<string, unknown>>;
  if (Object.keys(rest).length > 0) return undefined;
  if (median === undefined && sigma === undefined) return rangeOf(min, max);
  return min === undefined && max === undefined ? lognormal(median, sigma) : undefined;
}

/** Whole milliseconds; the same for the same seed. */
export function drawDelay(delay: Delay, seed: number): number {
  if ("min" in delay) return delay.min + below(seed, delay.max - delay.min + 1);
  const drawn = delay.median * Math.exp(delay.sigma * standardNormal(seed));
  return Math.min(Math.round(drawn), longestDelay);
}

function fromText(text: string): Delay | undefined {
  const [, median, sigma] = /^(\d{1,6})~(\d{1,2}(?:\.\d{1,6})?)$/.exec(text) ?? [];
  if (median !== undefined) return lognormal(Number(median), Number(sigma));
  const [, min, max = min] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  return min === undefined ? undefined : rangeOf(Number(min), Number(max));
}

function rangeOf(min: unknown, max: unknown): Delay | undefined {
  return isDelay(min) && isDelay(max) && min <= max ? { min, max } : undefined;
}

function lognormal(median: unknown, sigma: unknown): Delay | undefined {
  const isSigma = typeof sigma === "number" && sigma >= 0 && sigma <= widestSigma;
  return isDelay(median) && isSigma ? { median, sigma } : undefined;
}

function isDelay(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= longestDelay;
}

/** Box and Muller's transform of two even draws; the first is never 0, whose logarithm there is not. */
function standardNormal(seed: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - fraction(mix(seed, 1))));
  return radius * Math.cos(2 * Math.PI * fraction(mix(seed, 2)));
}

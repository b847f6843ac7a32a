import type { Given } from "../matchers/given.ts";

/** Milliseconds to wait before the answer, chosen between the two by whoever sends it. */
export interface DelayRange {
  readonly min: number;
  readonly max: number;
}

/** An hour: whoever waits longer waits for a typing error. */
export const LONGEST_DELAY = 3_600_000;

/** Reads `delay: 300`, `delay: 100-500` or `delay: { min, max }`. */
export function readDelay(given: Given): DelayRange | undefined {
  const [min, max] = boundsOf(given);
  if (isDelay(min) && isDelay(max) && min <= max) return { min, max };
  return given.refuse(
    `a delay is between 0 and ${LONGEST_DELAY} whole milliseconds, the smaller number first`,
    'Write delay: 300, delay: "100-500" or delay: { min: 100, max: 500 }',
  );
}

function boundsOf(given: Given): readonly unknown[] {
  if (typeof given.value === "number") return [given.value, given.value];
  if (typeof given.value === "string") {
    const [, min, max] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(given.value) ?? [];
    return min === undefined ? [] : [Number(min), Number(max ?? min)];
  }
  if (given.keys.some((key) => key !== "min" && key !== "max")) return [];
  return [given.at("min").value, given.at("max").value];
}

function isDelay(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LONGEST_DELAY;
}

/** So many requests in so much time; those beyond are refused. */
export interface Limit {
  /** At least 1. */
  readonly requests: number;
  /** Length of the window in milliseconds. */
  readonly within: number;
}

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longestWindow = 24 * units.h;

/** How a limit is written, for those who wrote it otherwise. */
export const limitForms = "5/10s: at least 1 request in 1ms to 24h (ms, s, m, h)";

/** Reads `5/10s`, `100/1m`, `3/s`; undefined for anything else. */
export function limitFrom(written: unknown): Limit | undefined {
  const [, count, length, unit] =
    /^(\d{1,9})\/(\d{0,9})(ms|s|m|h)$/.exec(typeof written === "string" ? written : "") ?? [];
  if (unit === undefined) return undefined;
  const requests = Number(count);
  const within = (length === "" ? 1 : Number(length)) * units[unit as keyof typeof units];
  return requests > 0 && within > 0 && within <= longestWindow ? { requests, within } : undefined;
}

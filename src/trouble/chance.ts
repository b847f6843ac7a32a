import { fraction } from "../generate/hash.ts";

/** How a chance is written, for those who wrote it otherwise. */
export const chanceForms = "20%, from 0% to 100%";

/** Reads `20%` or `0.5%` as a share from 0 to 1; undefined for anything else, also for a bare number, which may mean either. */
export function chanceFrom(written: unknown): number | undefined {
  const [, percent] = /^(\d{1,3}(?:\.\d{1,6})?)%$/.exec(typeof written === "string" ? written : "") ?? [];
  return percent !== undefined && Number(percent) <= 100 ? Number(percent) / 100 : undefined;
}

/** Whether that share of all seeds includes this one. */
export function isDrawn(share: number, seed: number): boolean {
  return fraction(seed) < share;
}

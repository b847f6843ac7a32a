import type { Contract } from "../contract/contract.ts";

/** Parts that are named before the rest is only counted. */
const most = 20;

/** What of a contract is not served as it is written, for people; no lines where all is. */
export function unusableLines({ unusable, source }: Contract): readonly string[] {
  if (unusable.length === 0) return [];
  const rest = unusable.length - most;
  return [
    `${String(unusable.length)} part(s) of ${source} are not served as they are written; the rest is:`,
    ...unusable.slice(0, most).map(({ operation, place, cause }) => `  ${operation}: ${cause} (${place})`),
    ...(rest > 0 ? [`  and ${String(rest)} more`] : []),
    "locum validate shows each, with line and column.",
  ];
}

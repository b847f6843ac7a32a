/** Milliseconds of each unit a person may write. */
const units = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
]);

/** A hundred years: whoever writes more has made a typing error, and dates end some time after. */
const LONGEST = 100 * 365 * 86_400_000;

/** The milliseconds of `500ms`, `30s`, `5m`, `2h` or `1d`; undefined for anything else, and for more than a century. */
export function readDuration(text: string): number | undefined {
  const [, count, unit = ""] = /^(\d{1,12})(ms|s|m|h|d)$/.exec(text) ?? [];
  const length = Number(count) * (units.get(unit) ?? NaN);
  return length <= LONGEST ? length : undefined;
}

/** Milliseconds. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

const pad = (n: number): string => (n < 10 ? `0${n}` : `${n}`);
const minutesOfDay = Array.from({ length: 1440 }, (_, n) => `T${pad(Math.floor(n / 60))}:${pad(n % 60)}`);
const zuluSeconds = Array.from({ length: 60 }, (_, n) => `:${pad(n)}Z`);
const earliest = Date.UTC(1901, 0, 1);
const latest = Date.UTC(2099, 11, 31, 23, 59, 59);
const years = Array.from({ length: 200 }, (_, n) => `${1901 + n}`);
/** `-03-04` for each day of a common year and of a leap year. */
const daysOf = (year: number): readonly string[] =>
  Array.from({ length: 366 }, (_, n) => new Date(Date.UTC(year, 0, 1 + n)).toISOString().slice(4, 10));
const commonDays = daysOf(2001);
const leapDays = daysOf(2000);

/** `2025-03-04` of an instant, in UTC; instants outside the years 1901 to 2099 are moved to the nearest. */
export function isoDate(instant: number): string {
  // `toISOString` costs more than all the rest of a value. Between 1901 and 2099 every fourth year is a leap year.
  const number = Math.floor((within(instant) - earliest) / day);
  const cycle = (number / 1461) | 0;
  const rest = number - cycle * 1461;
  const inCycle = Math.min((rest / 365) | 0, 3);
  const days = inCycle === 3 ? leapDays : commonDays;
  return (years[cycle * 4 + inCycle] ?? "") + (days[rest - inCycle * 365] ?? "");
}

/** `2025-03-04T09:42:17Z` of an instant, to the second. */
export function isoDateTime(instant: number): string {
  const ofDay = secondOfDay(instant);
  return isoDate(instant) + (minutesOfDay[(ofDay / 60) | 0] ?? "") + (zuluSeconds[ofDay % 60] ?? "");
}

/** `2025-03-04T09:42:17` of an instant, without its zone. */
export function localDateTime(instant: number): string {
  return isoDateTime(instant).slice(0, -1);
}

/** `09:42:17Z` of an instant. */
export function isoTime(instant: number): string {
  return isoDateTime(instant).slice(11);
}

function secondOfDay(instant: number): number {
  const moved = within(instant);
  return Math.floor((moved - Math.floor(moved / day) * day) / second);
}

function within(instant: number): number {
  return Math.min(Math.max(instant, earliest), latest);
}

/** Orders two values: numbers by size, texts by code unit (the same everywhere), what is missing last. */
export function compareValues(one: unknown, other: unknown): number {
  const [a, b] = [comparable(one), comparable(other)];
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === "string" && typeof b === "string") return order(...sameForm(a, b));
  return typeof a === typeof b ? order(a, b) : order(Number(a), Number(b));
}

function comparable(value: unknown): string | number | undefined {
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  return value === undefined || value === null ? undefined : JSON.stringify(value);
}

function order(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Instants may be written in different time zones, and compared with a day. */
function sameForm(a: string, b: string): [string | number, string | number] {
  if (!instant.test(a) || !instant.test(b)) return [a, b];
  const [one, other] = [Date.parse(a), Date.parse(b)];
  return Number.isNaN(one) || Number.isNaN(other) ? [a, b] : [one, other];
}

const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/i;

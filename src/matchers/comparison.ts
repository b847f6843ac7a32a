/** `json`: 7 is not "7". `text`: they are the same, as they are in a header, a path or a query. */
export type Comparison = "json" | "text";

/** Deeper than any sensible document; what lies below counts as different. */
const DEEPEST = 200;

/** Whether two values are equal; a value that is not there equals nothing, itself included. */
export function same(one: unknown, other: unknown, comparison: Comparison): boolean {
  if (one === undefined || other === undefined) return false;
  if (one === other) return true;
  if (isScalar(one) && isScalar(other)) return comparison === "text" && String(one) === String(other);
  return isObject(one) && isObject(other) && equalObjects(one, other, DEEPEST);
}

/** How a value is told to people: short, on one line. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (isObject(value)) return Array.isArray(value) ? `a list of ${value.length}` : "an object";
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function equalObjects(one: object, other: object, depth: number): boolean {
  if (depth === 0 || Array.isArray(one) !== Array.isArray(other)) return false;
  const entries = Object.entries(one);
  if (entries.length !== Object.keys(other).length) return false;
  return entries.every(([key, value]) => {
    if (!Object.hasOwn(other, key)) return false;
    const counterpart: unknown = (other as Record<string, unknown>)[key];
    if (value === counterpart) return true;
    return isObject(value) && isObject(counterpart) && equalObjects(value, counterpart, depth - 1);
  });
}

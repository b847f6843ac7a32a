import { isObject } from "./json.ts";
import type { Shape } from "./model.ts";

// The portal's own fillings: a date-time of the year in which the page was made, a date, a mail address.
const STRINGS = /^(string|hello@example\.com|20\d\d-05-04(T09:42:00(\.0+)?(Z|[+-]\d\d:\d\d))?)$/;
const KEY = /^additionalProperty\d+$/;

/**
 * Whether a value holds anything its API's author wrote: anything that differs from what the portal fills in for a
 * type. The first documented value of an enum, and whatever depth was cut to `{}`, are fillings too. A list is
 * authored if one item is, an object if all of it is: its parts have places of their own.
 */
export function isAuthored(value: unknown, shape?: Shape): boolean {
  if (Array.isArray(value))
    return value.length === 0 || value.some((item) => isAuthored(item, ofItems(shape)));
  return isWhollyAuthored(value, shape);
}

/** Whether every leaf of a value was written by the author, so that it can stand as an example in whole. */
export function isWhollyAuthored(value: unknown, shape: Shape | undefined): boolean {
  if (Array.isArray(value)) return value.every((item) => isWhollyAuthored(item, ofItems(shape)));
  if (!isObject(value)) return isAuthoredLeaf(value, shape);
  const entries = Object.entries(value);
  // `additionalProperty1` is the portal's name for a map's key: an object that has it is not the author's.
  return (
    entries.length > 0 &&
    entries.every(([key, below]) => !KEY.test(key) && isWhollyAuthored(below, childOf(shape, key)))
  );
}

function isAuthoredLeaf(value: unknown, shape: Shape | undefined): boolean {
  const [firstOfEnum] = shape?.constraints.own.enum ?? [];
  if (value === firstOfEnum || value === 42 || value === true) return false;
  return typeof value !== "string" || !STRINGS.test(value);
}

/** The named child, or the one that stands for all other names. */
export function childOf(shape: Shape | undefined, name: string): Shape | undefined {
  return (
    shape?.children?.find((child) => child.name === name) ??
    shape?.children?.find((child) => child.name === "*")
  );
}

/** A list's items have the list's children and the constraints it lays on each. */
function ofItems(shape: Shape | undefined): Shape | undefined {
  return shape && { ...shape, constraints: { own: shape.constraints.items, items: {} } };
}

import { isObject } from "./pointer.ts";

/** The first two positions in a list whose items are equal as JSON, in one pass. */
export function findTwins(list: readonly unknown[]): readonly [number, number] | undefined {
  const scalars = new Map<unknown, number>();
  const others = new Map<unknown, number>();
  for (const [index, item] of list.entries()) {
    const isScalar = typeof item !== "object";
    const [seen, key] = isScalar ? [scalars, item] : [others, canonical(item)];
    const twin = seen.get(key);
    if (twin !== undefined) return [twin, index];
    seen.set(key, index);
  }
  return undefined;
}

/** A JSON value as a text that equal values share. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, inOrder);
}

/** Objects are equal whatever the order of their properties. */
function inOrder(_key: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

import type { Page } from "./model.ts";

/** What one capture says of something; lists of versions begin with the richest capture. */
export interface Version<T> {
  readonly page: Page;
  readonly value: T;
}

/** One entry of several lists: who has it, and who has the list without it. */
interface Entry<T> {
  readonly key: string;
  readonly first: T;
  readonly stated: readonly Version<T>[];
  readonly absent: readonly Page[];
}

/** The union of lists by key; an entry the first list lacks goes behind the nearest one it follows in its own. */
export function union<T>(lists: readonly Version<readonly T[]>[], keyOf: (value: T) => string): Entry<T>[] {
  const maps = pluck(lists, (list) => new Map([...list].reverse().map((value) => [keyOf(value), value])));
  return mergeOrder(lists.map(({ value }) => value.map(keyOf))).flatMap((key) => {
    const { stated, absent } = split(pluck(maps, (map) => map.get(key)));
    return stated[0] ? [{ key, first: stated[0].value, stated, absent }] : [];
  });
}

function mergeOrder(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = lists;
  const merged = [...new Set(first)];
  for (const list of others) {
    let after = -1;
    for (const key of list) {
      const at = merged.indexOf(key);
      if (at === -1) merged.splice(++after, 0, key);
      else after = at;
    }
  }
  return merged;
}

/** The same question put to each version. */
export function pluck<T, U>(versions: readonly Version<T>[], ask: (value: T) => U): Version<U>[] {
  return versions.map(({ page, value }) => ({ page, value: ask(value) }));
}

/** Who answers, and who has nothing to say. */
export function split<T>(versions: readonly Version<T | undefined>[]): {
  stated: Version<T>[];
  absent: Page[];
} {
  return {
    stated: versions.flatMap(({ page, value }) => (value === undefined ? [] : [{ page, value }])),
    absent: versions.filter(({ value }) => value === undefined).map(({ page }) => page),
  };
}

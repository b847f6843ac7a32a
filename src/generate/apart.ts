import type { Planner } from "./plan.ts";
import { nodeOf, type Shape } from "./shape.ts";

/** More properties are not tried; each costs a look at the whole value. */
const mostForeign = 12;

/**
 * For each of the branches of a `oneOf`, the properties that only others declare, and none of those as null: such a
 * property set to null says that a value is none of the others. What most of them declare comes first.
 */
export function foreignNames(planner: Planner, shapes: readonly Shape[]): readonly (readonly string[])[] {
  const declared = shapes.map(({ members }) =>
    members.flatMap(({ properties = {} }) => Object.entries(properties)),
  );
  return declared.map((own, index) => {
    const names = new Set(own.map(([name]) => name));
    const counts = new Map<string, number>();
    for (const [name, schema] of declared.flatMap((other, at) => (at === index ? [] : other))) {
      if (names.has(name) || planner.shape(nodeOf([schema])).types.includes("null")) continue;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const sorted = [...counts].toSorted(([, one], [, other]) => other - one);
    return sorted.slice(0, mostForeign).map(([name]) => name);
  });
}

/** The value, made to fit its own branch alone; undefined where that needs more than foreign properties. */
export function setApart(
  value: unknown,
  foreign: readonly string[],
  fits: (value: unknown) => boolean,
): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  let apart: object = value;
  for (const name of foreign) {
    if (Object.hasOwn(value, name)) continue;
    apart = { ...apart, [name]: null };
    if (fits(apart)) return apart;
  }
  return undefined;
}

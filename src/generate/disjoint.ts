import { ownSchemas } from "./discriminator.ts";
import { hashValue } from "./hash.ts";
import type { Planner } from "./plan.ts";
import { nodeOf, type JsonType, type Shape } from "./shape.ts";

/** Whether no value can be of two of these shapes: by their types, or by a property that says which one it is. */
export function disjoint(planner: Planner, shapes: readonly Shape[]): boolean {
  return shapes.every((a, i) =>
    shapes.every((b, j) => i >= j || apartByType(a, b) || apartByTag(planner, a, b)),
  );
}

/** The same without what a discriminator says of them. */
export function withoutLabels(shape: Shape): Shape {
  return { ...shape, members: shape.members.filter((member) => !ownSchemas.has(member)) };
}

function apartByType(a: Shape, b: Shape): boolean {
  if (a.hard || b.hard || a.choice || b.choice) return false;
  return a.typed && b.typed && shared(a, b).length === 0;
}

function shared(a: Shape, b: Shape): readonly JsonType[] {
  return a.types.filter(
    (type) =>
      b.types.includes(type) ||
      (type === "integer" && b.types.includes("number")) ||
      (type === "number" && b.types.includes("integer")),
  );
}

function apartByTag(planner: Planner, a: Shape, b: Shape): boolean {
  if (!a.typed || !b.typed || shared(a, b).some((type) => type !== "object")) return false;
  const required = new Set(b.members.flatMap((member) => member.required ?? []));
  const tags = new Set(
    a.members.flatMap((member) => member.required ?? []).filter((key) => required.has(key)),
  );
  return [...tags].some((key) => {
    const [one, other] = [tagValues(planner, a, key), tagValues(planner, b, key)];
    return one.length > 0 && other.length > 0 && one.every((value) => !other.includes(value));
  });
}

/** Hashes of the values that a property may have; none where there are more than are named. */
function tagValues(planner: Planner, { members }: Shape, key: string): readonly number[] {
  const schemas = members.flatMap(({ properties }) =>
    properties && Object.hasOwn(properties, key) ? [properties[key] ?? true] : [],
  );
  return (planner.shape(nodeOf(schemas)).values ?? []).map((value) => hashValue(value));
}

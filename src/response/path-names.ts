import type { Operation } from "../contract/operation.ts";

/** The names of a path's parameters, in their order. */
export function pathNames({ path }: Pick<Operation, "path">): readonly string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}

/** Path parameters as an operation calls them, by their order: `/pets/{id}` and `/pets/{petId}` are one path. */
export function pathAs(
  operation: Pick<Operation, "path">,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given = Object.values(values);
  return Object.fromEntries(pathNames(operation).map((name, index) => [name, values[name] ?? given[index]]));
}

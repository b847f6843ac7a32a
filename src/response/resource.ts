import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import { conjuncts } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import type { Place } from "./place.ts";
import { describeThing, placeOf, roleOf, successSchema, type Candidate, type Role } from "./role.ts";

export type { Role } from "./role.ts";

/** An operation's place in the life of a resource. */
export interface Resource {
  readonly role: Role;
  /** The name it is kept under: `pets`; a nested one is one of its own for every parent: `users/{userId}/posts`. */
  readonly collection: string;
  /** The item's own parameter; undefined for a collection. */
  readonly parameter: string | undefined;
  /** Whether single things have a path of their own. */
  readonly hasItems: boolean;
  /** The property that holds the id; undefined where nothing looks like one. */
  readonly idField: string | undefined;
  /** What a stored thing looks like. */
  readonly item: Schema;
  /** Where the thing, or the list of `list`, stands in the response; none for the body itself. */
  readonly place: Place;
  /** Where a thing stands in a request that wraps it as the responses do. */
  readonly wrapping: Place;
  /** Items a list may have by its schema. */
  readonly mostItems: number;
  /** Defaults of the operation's parameters, by name. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** The resources of a contract; each is made out when it is first asked for. */
export interface Resources {
  get(operation: Operation): Resource | undefined;
  values(): Iterable<Resource>;
}

/** The resource whose collection has that name: `users/7/posts` is one of `users/{userId}/posts`. */
export function resourceNamed(name: string, resources: Iterable<Resource>): Resource | undefined {
  const segments = name.split("/");
  for (const resource of resources) if (fits(segments, resource.collection.split("/"))) return resource;
  return undefined;
}

function fits(segments: readonly string[], template: readonly string[]): boolean {
  if (segments.length !== template.length) return false;
  return template.every(
    (part, index) => part === segments[index] || (part.includes("{") && segments[index] !== ""),
  );
}

/** Finds the resources of a contract; operations that look like none are answered from the contract alone. */
export function findResources({ operations, schemas }: Contract): Resources {
  const groups = new Map<string, Candidate[]>();
  const groupOf = new Map<Operation, Candidate[]>();
  for (const operation of operations) {
    const candidate = candidateOf(operation);
    if (!candidate) continue;
    const shape = candidate.collectionPath.replace(/\{[^{}]*\}/g, "{}");
    const group = groups.get(shape) ?? [];
    groups.set(shape, group);
    group.push(candidate);
    groupOf.set(operation, group);
  }
  const names = namesOf(groups.values());
  const known = new Map<Candidate[], ReadonlyMap<Operation, Resource>>();
  const resourcesIn = (group: Candidate[]) => {
    let found = known.get(group);
    if (!found) known.set(group, (found = usableResources(group, names.get(group) ?? "", schemas)));
    return found;
  };
  return {
    get(operation) {
      const group = groupOf.get(operation);
      return group && resourcesIn(group).get(operation);
    },
    values: () => [...groups.values()].flatMap((group) => [...resourcesIn(group).values()]),
  };
}

/** The last word of the path; all of the path where that is nested, or taken by another collection. */
function namesOf(groups: Iterable<Candidate[]>): ReadonlyMap<Candidate[], string> {
  const names = new Map<Candidate[], string>();
  const taken = new Set<string>();
  for (const group of groups) {
    const path = group[0]?.collectionPath.slice(1) ?? "";
    const word = path.split("/").at(-1) ?? "";
    const name = path.includes("{") || taken.has(word) ? path : word;
    taken.add(name);
    names.set(group, name);
  }
  return names;
}

/** `/pets/{petId}` belongs to `/pets`; a path that ends in a word may be a collection itself. */
function candidateOf(operation: Operation): Candidate | undefined {
  // What a query tells apart at one path may be anything.
  if (/[?#]/.test(operation.path)) return undefined;
  const segments = operation.path.split("/");
  const last = segments.at(-1) ?? "";
  if (last === "") return undefined;
  if (!last.includes("{")) return { operation, collectionPath: operation.path, parameter: undefined };
  const [, parameter] = /^\{([^{}]*)\}$/.exec(last) ?? [];
  const owner = segments.at(-2) ?? "";
  if (parameter === undefined || owner === "" || owner.includes("{")) return undefined;
  return { operation, collectionPath: segments.slice(0, -1).join("/"), parameter };
}

/** A schema that cannot be used is told of where it is needed; the rest of the contract lives on without it. */
function usableResources(
  group: readonly Candidate[],
  collection: string,
  schemas: Schemas,
): ReadonlyMap<Operation, Resource> {
  try {
    return resourcesOf(group, collection, schemas);
  } catch (error) {
    if (error instanceof InputError || error instanceof ProblemError) return new Map();
    throw error;
  }
}

function resourcesOf(
  group: readonly Candidate[],
  collection: string,
  schemas: Schemas,
): ReadonlyMap<Operation, Resource> {
  const parameter = group.find((one) => one.parameter !== undefined)?.parameter;
  const name = collection.split("/").at(-1) ?? "";
  const thing = describeThing(group, { name, parameter }, schemas);
  if (!thing) return new Map();
  const { item, idField, place: wrapping } = thing;
  const found = new Map<Operation, Resource>();
  for (const candidate of group) {
    const role = roleOf(candidate, { group, thing }, schemas);
    if (!role) continue;
    const { operation } = candidate;
    const { place, most } = placeOf(role, successSchema(operation), { thing, schemas });
    found.set(operation, {
      role,
      collection,
      parameter: candidate.parameter,
      hasItems: parameter !== undefined,
      idField,
      item,
      place,
      wrapping,
      mostItems: most,
      defaults: defaultsOf(operation, schemas),
    });
  }
  return found;
}

function defaultsOf({ parameters }: Operation, schemas: Schemas): Record<string, unknown> {
  const known = parameters.flatMap(({ name, schema }) => {
    const found = conjuncts(schema, schemas).find((part) => part.default !== undefined)?.default;
    return found === undefined ? [] : [[name, found] as const];
  });
  return Object.fromEntries(known);
}

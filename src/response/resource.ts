import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { findFamilies, type Family, type Role } from "./family.ts";
import { createFilter, type Filter } from "./filter.ts";
import { belongsBy, linksOf, type Link } from "./links.ts";
import { pathNames } from "./path-names.ts";
import { readPaging, type Paging } from "./paging.ts";
import type { Place } from "./place.ts";
import { describeThing, isSingle, placeOf, roleOf, successSchema, type Thing } from "./role.ts";
import { createSorting, type Sorting } from "./sorting.ts";
import { findStamps, type Stamps } from "./stamps.ts";
import { isTagged } from "./tags.ts";

export type { Role } from "./family.ts";

/** An operation's place in the life of a resource. */
export interface Resource {
  readonly role: Role;
  /** The name it is kept under: `pets`; a nested one is one of its own for every parent: `users/{userId}/posts`. */
  readonly collection: string;
  /** The same, with the path parameters as this operation calls them. */
  readonly shelf: string;
  /** Whose things they are, the nearest first: the collection of the owners, and the parameter that names one. */
  readonly owners: readonly Owner[];
  /** Only those of the collection whose field says the same as the path parameter: `/users/7/posts` of `posts`. */
  readonly view: Owned | undefined;
  /** The item's own parameter; undefined for a collection, and for a thing there is one of. */
  readonly parameter: string | undefined;
  /** There is one such thing: `/settings`. */
  readonly isSingle: boolean;
  /** What reads such a thing. */
  readonly reader: Operation | undefined;
  /** Where single things have a path of their own: below the collection's, or at a path so many segments further up. */
  readonly items: "below" | { readonly up: number; readonly path: string } | undefined;
  /** Whether collections of others lie below single things. */
  readonly hasNested: boolean;
  /** Whether replacing what is not there creates it. */
  readonly mayCreate: boolean;
  /** Whether the contract speaks of entity tags. */
  readonly isTagged: boolean;
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
  readonly paging: Paging;
  readonly filter: Filter;
  readonly sorting: Sorting;
  readonly stamps: Stamps;
  /** Fields that name things of other collections. */
  readonly links: readonly Link[];
}

export interface Owner {
  /** As `shelf`. */
  readonly shelf: string;
  readonly parameter: string;
}

export interface Owned {
  readonly field: string;
  readonly parameter: string;
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
  const families = findFamilies(operations);
  const familyOf = new Map(
    families.flatMap((family) => family.members.map(({ operation }) => [operation, family] as const)),
  );
  const things = new Map<Family, Thing | undefined>();
  const known = new Map<Family, ReadonlyMap<Operation, Resource>>();
  const thingOf = (family: Family): Thing | undefined => {
    if (!things.has(family))
      things.set(
        family,
        usable(() => thingIn(family, schemas)),
      );
    return things.get(family);
  };
  const resourcesIn = (family: Family) => {
    let found = known.get(family);
    if (!found) {
      found = usable(() => resourcesOf(family, { families, thingOf, schemas })) ?? new Map();
      known.set(family, found);
    }
    return found;
  };
  return {
    get(operation) {
      const family = familyOf.get(operation);
      return family && resourcesIn(family).get(operation);
    },
    values: () => families.flatMap((family) => [...resourcesIn(family).values()]),
  };
}

/** A schema that cannot be used is told of where it is needed; the rest of the contract lives on without it. */
function usable<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof InputError || error instanceof ProblemError) return undefined;
    throw error;
  }
}

function thingIn({ members, name }: Family, schemas: Schemas): Thing | undefined {
  const parameter = members.find((one) => one.parameter !== undefined)?.parameter;
  return describeThing(members, { name: name.split("/").at(-1) ?? "", parameter }, schemas);
}

interface Kin {
  readonly families: readonly Family[];
  readonly thingOf: (family: Family) => Thing | undefined;
  readonly schemas: Schemas;
}

function resourcesOf(family: Family, { families, thingOf, schemas }: Kin): ReadonlyMap<Operation, Resource> {
  const kinship = kinshipOf(family, { families, thingOf, schemas });
  if (!kinship) return new Map();
  const { thing, kept, field } = kinship;
  const { item, idField, place: wrapping } = thing;
  const ofAll = {
    collection: kept.name,
    isSingle: isSingle(family.members, schemas),
    reader: readerOf(family, schemas) ?? readerOf(kept, schemas),
    hasNested: families.some(({ parents }) => parents.some((one) => one.family === kept)),
    isTagged: [...family.members, ...kept.members].some(({ operation }) => isTagged(operation)),
    ...{ idField, item, wrapping },
    stamps: findStamps(item, schemas),
    links: linksOf({ family: kept, families, item, idField, schemas }, thingOf),
  };
  const found = new Map<Operation, Resource>();
  for (const candidate of family.members) {
    const role = roleOf(candidate, { group: family.members, thing }, schemas);
    if (!role) continue;
    const { operation } = candidate;
    const { place, most } = placeOf(role, successSchema(operation), { thing, schemas });
    const names = pathNames(operation);
    const viewed = family.parents[0] && nameAt(names, family.parents[0].family.path);
    found.set(operation, {
      ...ofAll,
      role,
      shelf: renamed(kept.name, names),
      owners: family.parents.map((one) => ({
        shelf: renamed(one.family.name, names),
        parameter: nameAt(names, one.family.path) ?? one.parameter,
      })),
      view: field === undefined || viewed === undefined ? undefined : { field, parameter: viewed },
      parameter: candidate.parameter,
      items: itemsOf(family, operation),
      mayCreate: mayCreate(operation),
      place,
      mostItems: most,
      paging: readPaging(operation.parameters, schemas),
      filter: createFilter(operation.parameters, item, schemas),
      sorting: createSorting(operation.parameters, item, schemas),
    });
  }
  return found;
}

interface Kinship {
  readonly thing: Thing;
  /** Whose collection the things are kept in. */
  readonly kept: Family;
  /** By which they say whose they are, where it is the collection of them all. */
  readonly field: string | undefined;
}

/** `/users/{id}/posts` are those of `/posts` whose userId says so, where both are there; else a collection of its own. */
function kinshipOf(family: Family, { thingOf, schemas }: Kin): Kinship | undefined {
  const own = thingOf(family);
  const [parent] = family.parents;
  const whole = family.whole && thingOf(family.whole);
  const field = whole && parent && belongsBy(parent, whole.item, schemas);
  if (!family.whole || !whole || field === undefined)
    return own && { thing: own, kept: family, field: undefined };
  const { item, idField } = whole;
  return { thing: { ...(own ?? whole), item, idField }, kept: family.whole, field };
}

function readerOf({ members }: Family, schemas: Schemas): Operation | undefined {
  const wantsItem = !isSingle(members, schemas);
  return members.find(
    ({ operation, parameter }) => operation.method === "GET" && (parameter !== undefined) === wantsItem,
  )?.operation;
}

/** One operation may say `/users/{id}/posts` and another `/users/{userId}/posts/{postId}`. */
function renamed(template: string, names: readonly string[]): string {
  let index = 0;
  return template.replace(/\{([^{}]*)\}/g, (written) => `{${names[index++] ?? written.slice(1, -1)}}`);
}

/** The parameter that follows a path: that of `/users` is the first. */
function nameAt(names: readonly string[], path: string): string | undefined {
  return names[path.split("{").length - 1];
}

function itemsOf(family: Family, { path }: Operation): Resource["items"] {
  const has = ({ members }: Family) => members.some(({ parameter }) => parameter !== undefined);
  if (has(family)) return "below";
  if (!family.whole || !has(family.whole)) return undefined;
  return { up: path.split("/").length - 1, path: family.whole.path };
}

/** A 404 says that there has to be something to replace, unless a 201 says the contrary. */
function mayCreate({ responses }: Operation): boolean {
  const keys = responses.map(({ key }) => key);
  return keys.includes("201") || !keys.includes("404");
}

import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import { essence, isJson } from "../http/media-type.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import { conjuncts, declaredProperties, itemsOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { successOf } from "./choose.ts";
import { findIdField } from "./id-field.ts";

/** What an operation does to a collection: made out from its path, method and success response alone. */
export type Role = "create" | "list" | "read" | "replace" | "change" | "delete";

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
  /** Where the list stands in the response of `list`: undefined for the body itself, or a property's name. */
  readonly listField: string | undefined;
  /** Items a list may have by its schema. */
  readonly mostItems: number;
  /** Defaults of the operation's parameters, by name. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

interface Candidate {
  readonly operation: Operation;
  readonly collectionPath: string;
  readonly parameter: string | undefined;
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
export function findResources(contract: Contract): ReadonlyMap<Operation, Resource> {
  const groups = new Map<string, Candidate[]>();
  for (const operation of contract.operations) {
    const candidate = candidateOf(operation);
    if (!candidate) continue;
    const shape = candidate.collectionPath.replace(/\{[^{}]*\}/g, "{}");
    groups.set(shape, [...(groups.get(shape) ?? []), candidate]);
  }
  const found = new Map<Operation, Resource>();
  const names = new Set<string>();
  for (const group of groups.values()) {
    const collection = nameOf(group, names);
    for (const [operation, resource] of usableResources(group, collection, contract.schemas)) {
      names.add(collection);
      found.set(operation, resource);
    }
  }
  return found;
}

/** The last word of the path; all of the path where that is nested, or taken by another collection. */
function nameOf(group: readonly Candidate[], taken: ReadonlySet<string>): string {
  const path = group[0]?.collectionPath.slice(1) ?? "";
  const word = path.split("/").at(-1) ?? "";
  return path.includes("{") || taken.has(word) ? path : word;
}

/** `/pets/{petId}` belongs to `/pets`; a path that ends in a word may be a collection itself. */
function candidateOf(operation: Operation): Candidate | undefined {
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
): [Operation, Resource][] {
  try {
    return resourcesOf(group, collection, schemas);
  } catch (error) {
    if (error instanceof InputError || error instanceof ProblemError) return [];
    throw error;
  }
}

function resourcesOf(
  group: readonly Candidate[],
  collection: string,
  schemas: Schemas,
): [Operation, Resource][] {
  const item = itemSchema(group, schemas);
  if (item === undefined) return [];
  const parameter = group.find((one) => one.parameter !== undefined)?.parameter;
  const name = collection.split("/").at(-1) ?? "";
  const idField = findIdField(item, { name, parameter }, schemas);
  return group.flatMap((candidate): [Operation, Resource][] => {
    const role = roleOf(candidate, group, schemas);
    if (!role) return [];
    const { operation } = candidate;
    const list = role === "list" ? listOf(operation, schemas) : undefined;
    const resource: Resource = {
      role,
      collection,
      parameter: candidate.parameter,
      hasItems: parameter !== undefined,
      idField,
      item,
      listField: list?.field,
      mostItems: list?.most ?? Infinity,
      defaults: defaultsOf(operation, schemas),
    };
    return [[operation, resource]];
  });
}

function defaultsOf({ parameters }: Operation, schemas: Schemas): Record<string, unknown> {
  const known = parameters.flatMap(({ name, schema }) => {
    const found = conjuncts(schema, schemas).find((part) => part.default !== undefined)?.default;
    return found === undefined ? [] : [[name, found] as const];
  });
  return Object.fromEntries(known);
}

function roleOf(
  { operation, parameter }: Candidate,
  group: readonly Candidate[],
  schemas: Schemas,
): Role | undefined {
  if (parameter === undefined) {
    if (operation.method === "GET") return listOf(operation, schemas) ? "list" : undefined;
    if (operation.method !== "POST" || !objectOf(operation, schemas)) return undefined;
    // A lone POST may be anything (a login, a search); one that answers 201 says that it created something.
    return group.length > 1 || successOf(operation)?.status === 201 ? "create" : undefined;
  }
  const roles: Record<string, Role> = { GET: "read", PUT: "replace", PATCH: "change", DELETE: "delete" };
  return roles[operation.method];
}

/** The fullest account of a thing: what reading one answers, else creating or replacing one, else a list's item. */
function itemSchema(group: readonly Candidate[], schemas: Schemas): Schema | undefined {
  const one = (method: string, ofItem: boolean) =>
    group.find(
      ({ operation, parameter }) => operation.method === method && (parameter !== undefined) === ofItem,
    );
  const candidates = [one("GET", true), one("POST", false), one("PUT", true), one("PATCH", true)];
  for (const candidate of candidates) {
    const schema = candidate && objectOf(candidate.operation, schemas);
    if (schema !== undefined) return schema;
  }
  const list = one("GET", false);
  return list && listOf(list.operation, schemas)?.items;
}

/** The JSON schema of an operation's success. */
export function successSchema(operation: Operation): Schema | undefined {
  const content = successOf(operation)?.declared?.content ?? [];
  return content.find(({ type }) => isJson(essence(type)) || type === "*/*")?.schema;
}

function objectOf(operation: Operation, schemas: Schemas): Schema | undefined {
  const schema = successSchema(operation);
  if (schema === undefined) return undefined;
  const resolved = schemas.resolve(schema);
  return typesOf(resolved, schemas).has("object") && declaredProperties(resolved, schemas).size > 0
    ? resolved
    : undefined;
}

/** A list of objects: the body itself, or the only such property of an object (`{ data: [...], total }`). */
function listOf(operation: Operation, schemas: Schemas): ListPlace | undefined {
  const schema = successSchema(operation);
  if (schema === undefined) return undefined;
  const own = objectItems(schema, schemas);
  if (own !== undefined) return { field: undefined, items: own, most: mostItems(schema, schemas) };
  const lists = [...declaredProperties(schema, schemas)].flatMap(([field, property]) => {
    const items = objectItems(property, schemas);
    return items === undefined ? [] : [{ field, items, most: mostItems(property, schemas) }];
  });
  return lists.length === 1 ? lists[0] : undefined;
}

interface ListPlace {
  readonly field: string | undefined;
  readonly items: Schema;
  readonly most: number;
}

function mostItems(schema: Schema, schemas: Schemas): number {
  return Math.min(...conjuncts(schema, schemas).map(({ maxItems = Infinity }) => maxItems));
}

function objectItems(schema: Schema, schemas: Schemas): Schema | undefined {
  if (!typesOf(schema, schemas).has("array")) return undefined;
  const items = schemas.resolve(itemsOf(schema, schemas));
  return typesOf(items, schemas).has("object") ? items : undefined;
}

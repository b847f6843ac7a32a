import type { Operation } from "../contract/operation.ts";
import { isObject } from "../schema/pointer.ts";

/** What an operation does to a collection. */
export type Role = "create" | "list" | "read" | "replace" | "change" | "delete";

export const roles: readonly Role[] = ["create", "list", "read", "replace", "change", "delete"];

/** An operation that may have a role in the life of a collection's things. */
export interface Candidate {
  readonly operation: Operation;
  /** The parameter that names a thing; undefined for the collection as a whole. */
  readonly parameter: string | undefined;
  /** As the document says it; undefined where it is to be made out. */
  readonly role: Role | undefined;
}

/** The operations on one collection. */
export interface Family {
  /** What it is kept under: `pets`; `users/{userId}/posts` is one of its own for every user. */
  readonly name: string;
  readonly path: string;
  /** Those of one realm can refer to each other: they are of one document, or of several with one base path. */
  readonly realm: string;
  readonly members: readonly Candidate[];
  /** Those whose things its own belong to, the nearest first. */
  readonly parents: readonly Parent[];
  /** The same things, whosever they are: `posts` of `users/{userId}/posts`. */
  readonly whole: Family | undefined;
}

export interface Parent {
  readonly family: Family;
  /** The path parameter that names one of them. */
  readonly parameter: string;
}

interface Draft {
  readonly realm: string;
  readonly path: string;
  readonly members: Candidate[];
  readonly parents: Parent[];
  name: string;
  whole: Family | undefined;
}

/** Sorts operations by the collections they are about: by their paths, or as `x-locum-resource` says. */
export function findFamilies(operations: Iterable<Operation>): readonly Family[] {
  const drafts = new Drafts();
  const told: { readonly operation: Operation; readonly wish: ResourceWish }[] = [];
  for (const operation of operations) {
    const wish = readWish(operation);
    if (wish === undefined) drafts.addByPath(operation);
    else if (wish !== "none") told.push({ operation, wish });
  }
  nameAll(drafts.all);
  for (const one of told) drafts.addByName(one.operation, one.wish);
  for (const draft of drafts.all) drafts.relate(draft);
  tellRealmsApart(drafts.all);
  return drafts.all;
}

/** What `x-locum-resource` says where it can be used. */
export interface ResourceWish {
  readonly collection: string;
  readonly role: Role | undefined;
}

/**
 * `x-locum-resource: orders`, or `{ collection: orders, role: list }`; false, like `x-locum-store: false`, for an
 * operation that is answered from the contract alone. Undefined: the document says nothing of it.
 */
export function readWish(operation: Operation): ResourceWish | "none" | undefined {
  const said = operation.extension("x-locum-resource");
  if (said === false || operation.extension("x-locum-store") === false) return "none";
  if (typeof said === "string" && said !== "") return { collection: said, role: undefined };
  if (!isObject(said) || typeof said["collection"] !== "string" || said["collection"] === "")
    return undefined;
  return { collection: said["collection"], role: roles.find((role) => role === said["role"]) };
}

class Drafts {
  readonly #byShape = new Map<string, Draft>();
  readonly #realms = new Map<number, string>();

  get all(): readonly Draft[] {
    return [...this.#byShape.values()];
  }

  /** `/pets/{petId}` belongs to `/pets`; a path that ends in a word may be a collection itself. */
  addByPath(operation: Operation): void {
    const segments = operation.path.split("/");
    const last = segments.at(-1) ?? "";
    // What a query tells apart at one path may be anything.
    if (last === "" || /[?#]/.test(operation.path)) return;
    if (!last.includes("{")) {
      this.#at(this.#realmOf(operation), operation.path).members.push(memberOf(operation, undefined));
      return;
    }
    const parameter = parameterIn(last);
    const owner = segments.at(-2) ?? "";
    if (parameter === undefined || owner === "" || owner.includes("{")) return;
    const path = segments.slice(0, -1).join("/");
    this.#at(this.#realmOf(operation), path).members.push(memberOf(operation, parameter));
  }

  addByName(operation: Operation, { collection, role }: ResourceWish): void {
    const realm = this.#realmOf(operation);
    const known = this.all.find((draft) => draft.realm === realm && draft.name === collection);
    const draft = known ?? this.#at(realm, `/${collection}`, collection);
    const segments = operation.path.split("/").map(parameterIn);
    const isOfAll = role === "create" || role === "list";
    const parameter =
      role === undefined
        ? segments.at(-1)
        : isOfAll
          ? undefined
          : segments.findLast((one) => one !== undefined);
    draft.members.push(memberOf(operation, parameter, role));
  }

  /** Finds whom the things of a collection belong to, and where else they can be found. */
  relate(draft: Draft): void {
    const segments = draft.path.split("/");
    for (const [index, segment] of [...segments.entries()].reverse()) {
      const parameter = parameterIn(segment);
      const family = this.#byShape.get(shapeOf(draft.realm, segments.slice(0, index).join("/")));
      if (parameter !== undefined && family) draft.parents.push({ family, parameter });
    }
    if (draft.parents.length === 0) return;
    draft.whole = this.all.find(
      ({ realm, path }) =>
        realm === draft.realm && !path.includes("{") && path.split("/").at(-1) === segments.at(-1),
    );
  }

  #at(realm: string, path: string, name = ""): Draft {
    const shape = shapeOf(realm, path);
    let draft = this.#byShape.get(shape);
    if (!draft) {
      draft = { realm, path, name, members: [], parents: [], whole: undefined };
      this.#byShape.set(shape, draft);
    }
    return draft;
  }

  /** Documents with servers of their own have collections of their own. */
  #realmOf({ document, basePaths: [base = ""] }: Operation): string {
    const realm = this.#realms.get(document) ?? base;
    this.#realms.set(document, realm);
    return realm;
  }
}

function memberOf(operation: Operation, parameter: string | undefined, role?: Role): Candidate {
  return { operation, parameter, role };
}

function parameterIn(segment: string): string | undefined {
  return /^\{([^{}]*)\}$/.exec(segment)?.[1];
}

function shapeOf(realm: string, path: string): string {
  return `${realm} ${path.replace(/\{[^{}]*\}/g, "{}")}`;
}

/** The last word of the path; all of the path where that is nested, or taken by another collection. */
function nameAll(drafts: readonly Draft[]): void {
  const taken = new Set<string>();
  for (const draft of drafts) {
    const path = draft.path.slice(1);
    const word = path.split("/").at(-1) ?? "";
    draft.name = path.includes("{") || taken.has(`${draft.realm} ${word}`) ? path : word;
    taken.add(`${draft.realm} ${draft.name}`);
  }
}

/** Two documents that both have `/users` do not share them: theirs are `a/v1/users` and `b/v1/users`. */
function tellRealmsApart(drafts: readonly Draft[]): void {
  const realms = new Map<string, Set<string>>();
  for (const { name, realm } of drafts) realms.set(name, (realms.get(name) ?? new Set()).add(realm));
  for (const draft of drafts) {
    const isShared = (realms.get(draft.name)?.size ?? 0) > 1;
    const prefix = draft.realm.replace(/^\/|[{}]/g, "");
    if (isShared && prefix !== "") draft.name = `${prefix}/${draft.name}`;
  }
}

import type { Violation } from "../problem/violation.ts";
import { escapeSegment, isObject } from "../schema/pointer.ts";
import { conjuncts, declaredProperties } from "../schema/properties.ts";
import type { Schema } from "../schema/schema.ts";
import type { JsonObject } from "../store/store.ts";
import { merge, scriptedOver } from "./compose.ts";
import { isReadOnly } from "./echo.ts";
import { applyJsonPatch } from "./json-patch.ts";
import { laidOver } from "./laid-over.ts";
import { applyMergePatch } from "./merge-patch.ts";
import { partAt, wrapped } from "./place.ts";
import type { Resource } from "./resource.ts";
import type { Refusal, StoreRequest, StoreTools } from "./stored.ts";

interface Changing {
  /** The thing as it is. */
  readonly base: JsonObject;
  /** Its id, which stays. */
  readonly named: JsonObject;
  readonly tools: Pick<StoreTools, "schemas" | "tell">;
}

type Changed = { readonly value: JsonObject } | Refusal;

/** What a request makes of a thing, as far as that is said; or why it cannot. */
export function changeOf(resource: Resource, request: StoreRequest, changing: Changing): Changed {
  const { patch, scripted } = request;
  const changed =
    resource.role === "replace"
      ? replaced(resource, request, changing)
      : patch.kind === "json-patch"
        ? patched(resource, patch.operations, changing)
        : merged(resource, patch, changing);
  if ("kind" in changed) return changed;
  return { value: laidOver(scriptedOver(changed.value, scripted), changing.named) };
}

/** PUT replaces everything but what only the server sets, and what its request has no words for. */
function replaced(resource: Resource, { said, sayable }: StoreRequest, { base, tools }: Changing): Changed {
  const { item, stamps } = resource;
  const properties = declaredProperties(item, tools.schemas);
  const created = new Set(stamps.created.map(({ field }) => field));
  const changed = new Set(stamps.changed.map(({ field }) => field));
  const kept = Object.entries(base).filter(([name]) => {
    const isOwn = !sayable.has(name) || created.has(name);
    return !changed.has(name) && (isOwn || isReadOnly(properties.get(name) ?? true, tools.schemas));
  });
  return { value: laidOver(Object.fromEntries(kept), said) };
}

/** JSON Patch says exactly what is to become of a thing: what the contract does not allow is refused. */
function patched(resource: Resource, operations: unknown, { base, named, tools }: Changing): Changed {
  const { item, wrapping } = resource;
  const [outer] = wrapping;
  // Pointers may be meant into the answer, which wraps the thing, or into the thing itself.
  const isWrapped =
    outer !== undefined &&
    !Object.hasOwn(base, outer) &&
    Array.isArray(operations) &&
    operations.every((one) => isObject(one) && String(one["path"]).startsWith(`/${escapeSegment(outer)}`));
  const place = isWrapped ? wrapping : [];
  const result = applyJsonPatch(wrapped(base, place), operations);
  if ("failure" in result) {
    const { kind, pointer, message } = result.failure;
    const violation: Violation = { in: "body", pointer, code: "json-patch", message, schemaPointer: "" };
    return { kind: kind === "conflict" ? "inapplicable" : "invalid", violations: [violation] };
  }
  const value = partAt(result.value, place);
  const wrong = [
    ...tools.schemas.validator(item)(value).map(tools.tell),
    ...Object.entries(named).flatMap(([name, id]) =>
      isObject(value) && value[name] === id ? [] : [fixed(name)],
    ),
  ];
  if (wrong.length > 0 || !isObject(value)) return { kind: "invalid", violations: wrong };
  const stamps = resource.stamps.changed.map(({ field }) => field);
  return { value: serverSet(value, { base, item, stamps }, tools) };
}

interface Owned {
  readonly base: JsonObject;
  readonly item: Schema;
  /** Set anew by the server. */
  readonly stamps: readonly string[];
}

/** What only the server sets stays as it was. */
function serverSet(
  value: JsonObject,
  { base, item, stamps }: Owned,
  { schemas }: Changing["tools"],
): JsonObject {
  const own = [...declaredProperties(item, schemas)].filter(([, schema]) => isReadOnly(schema, schemas));
  const kept = own.flatMap(([name]) => (Object.hasOwn(base, name) ? [[name, base[name]] as const] : []));
  const all = Object.entries(laidOver(value, Object.fromEntries(kept)));
  return Object.fromEntries(all.filter(([name, one]) => !stamps.includes(name) || one !== base[name]));
}

function fixed(name: string): Violation {
  const message = `${name} cannot be changed: it is what the path calls the thing`;
  return { in: "body", pointer: `/${escapeSegment(name)}`, code: "read-only", message, schemaPointer: "" };
}

/** RFC 7396; in plain JSON null is a value where the property can have it. */
function merged(
  { item, wrapping, idField, stamps }: Resource,
  { value: sent, isStrict }: StoreRequest["patch"] & { kind: "merge" },
  { base, tools: { schemas } }: Changing,
): Changed {
  const inner = wrapping.length > 0 ? partAt(sent, wrapping) : undefined;
  const members = isObject(inner) ? inner : isObject(sent) ? sent : {};
  const stamped = new Set(stamps.changed.map(({ field }) => field));
  const result = new Map(Object.entries(base).filter(([name]) => !stamped.has(name)));
  const properties = declaredProperties(item, schemas);
  const required = new Set(conjuncts(item, schemas).flatMap((part) => part.required ?? []));
  const violations: Violation[] = [];
  for (const [name, value] of Object.entries(members)) {
    const schema = properties.get(name);
    if (schema === undefined || name === idField || isReadOnly(schema, schemas)) continue;
    const judge = schemas.validator(schema);
    const before = Object.hasOwn(base, name) ? base[name] : undefined;
    const isPossible = (one: unknown): boolean => judge(one).length === 0;
    const next = nextOf(value, before, { isPossible, isStrict, isNeeded: required.has(name) });
    if (next === deleted) result.delete(name);
    else if (next === refused) violations.push(needed(name));
    else if (next !== undefined) result.set(name, next);
  }
  return violations.length > 0 ? { kind: "invalid", violations } : { value: Object.fromEntries(result) };
}

const deleted = Symbol("deleted");
const refused = Symbol("refused");

interface Merging {
  /** Whether the property can have a value. */
  readonly isPossible: (value: unknown) => boolean;
  readonly isNeeded: boolean;
  readonly isStrict: boolean;
}

/** What a member becomes; undefined: what it is. */
function nextOf(value: unknown, before: unknown, { isPossible, isNeeded, isStrict }: Merging): unknown {
  if (value !== null) {
    const whole = isStrict ? [] : [merge(before, value)];
    return [...whole, applyMergePatch(before, value), value].find(isPossible);
  }
  if (isPossible(null) && (isNeeded || !isStrict)) return null;
  if (!isNeeded) return deleted;
  return isStrict ? refused : undefined;
}

function needed(name: string): Violation {
  const message = `${name} must not be removed: it is required`;
  return { in: "body", pointer: `/${escapeSegment(name)}`, code: "required", message, schemaPointer: "" };
}

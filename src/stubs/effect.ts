import { fieldsOf } from "../matchers/fields.ts";
import type { Given } from "../matchers/given.ts";
import type { MakeJudge } from "../matchers/matcher.ts";
import { readPointers, type PointerMatcher } from "./condition.ts";
import type { Name } from "./collection-name.ts";
import { readCollection } from "./read-collection.ts";
import type { Asked } from "./recall.ts";
import { askedIn, compileTemplate, type Template } from "./template.ts";

/** What an answer does to the session's store, before it is known to which request. */
export interface Effect {
  readonly does: "put" | "update" | "remove";
  readonly collection: readonly Name[];
  readonly key: Template | undefined;
  /** All records that it holds for, in place of the one with the key; undefined: not asked. */
  readonly where: readonly PointerMatcher[] | undefined;
  readonly value: Template | undefined;
  /** What its templates ask for before they are rendered. */
  readonly asked: readonly Asked[];
}

const verbs = ["put", "update", "remove"] as const;
/** What one thing done to the store may say. */
export const effectKeys = [...verbs, "key", "where", "value"] as const;
const MOST = 100;
const help = 'Write store: [{ update: pets, key: "{{ path.petId }}", value: { status: sold } }]';

/** Reads `store: [{ put: pets, value: {…} }, …]`. */
export function readEffects(given: Given, judge: MakeJudge | undefined): readonly Effect[] {
  const items = given.items();
  if (items.length === 0 || items.length > MOST) {
    given.refuse(`store wants a list of 1 to ${MOST} things to do`, help);
    return [];
  }
  return items.flatMap((item) => readEffect(item, judge) ?? []);
}

function readEffect(given: Given, judge: MakeJudge | undefined): Effect | undefined {
  if (!fieldsOf(given, effectKeys)) return undefined;
  const [does, ...others] = verbs.filter((verb) => given.has(verb));
  if (does === undefined || others.length > 0) {
    return given.refuse("this wants put, update or remove, and one of them only", help);
  }
  const collection = readCollection(given.at(does));
  const key = readKey(given, does);
  const where = given.has("where") ? readWhere(given, { does, judge }) : undefined;
  const value = readValue(given, does);
  return collection && { does, collection, key, where, value, asked: askedIn(given) };
}

/** A thing there is one of has no key; whether there is one of it, the contract knows. */
function readKey(given: Given, does: Effect["does"]): Template | undefined {
  if (!given.has("key")) return undefined;
  const key = given.at("key");
  if (does === "put") key.refuseKey("put finds the key itself", "Write the id in the value, or leave it out");
  if (typeof key.value !== "string" && typeof key.value !== "number") {
    key.refuse("a key is a text or a number", 'Write key: "{{ path.petId }}"');
  }
  return compileTemplate(key);
}

function readWhere(
  given: Given,
  { does, judge }: { does: Effect["does"]; judge: MakeJudge | undefined },
): readonly PointerMatcher[] {
  const where = given.at("where");
  if (does === "put") where.refuseKey("put makes one thing", "Leave where out, or write update or remove");
  if (given.has("key")) where.refuseKey("a key says which record is meant", "Leave out key or where");
  if (where.keys.length === 0) where.refuse("where wants a JSON Pointer and a matcher", help);
  return readPointers(where, { comparison: "json", judge });
}

function readValue(given: Given, does: Effect["does"]): Template | undefined {
  const value = given.at("value");
  if (does === "remove") {
    if (given.has("value")) value.refuseKey("remove takes no value", "Leave it out");
    return undefined;
  }
  if (!value.isObject()) return value.refuse(`${does} wants a value with names`, help);
  return compileTemplate(value);
}

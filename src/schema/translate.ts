import { dialectNamed, ignoresSiblings } from "./dialect.ts";
import { isBaseOf, readDiscriminator, readHeirs } from "./discriminator.ts";
import { isKeyword, malformedKeywords, type Malformed } from "./malformed.ts";
import { allowNull, exclusiveBounds, splitDependencies } from "./older.ts";
import { type Node, type Place, type Translation } from "./place.ts";
import { escapeSegment, isObject } from "./pointer.ts";
import { resourceId } from "./resource-index.ts";
import type { Schema, SchemaObject } from "./schema.ts";
import { askOnlyWhatIsSent, stillAsked, unsentNames } from "./unsent.ts";

export type { Dialect } from "./dialect.ts";

const inSchema = new Set([
  "additionalProperties",
  "contains",
  "not",
  "if",
  "then",
  "else",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
]);
const inList = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const inMap = new Set(["properties", "patternProperties", "dependentSchemas"]);
/** They judge the same value as the schema that holds them. */
const inPlace = new Set(["allOf", "anyOf", "oneOf", "then", "else", "dependentSchemas"]);
/** Read in their own way; or addresses, which have done their work; or nothing that is said of a value. */
const apart = new Set([
  "items",
  "additionalItems",
  "dependencies",
  "discriminator",
  "heirs",
  "nullable",
  "$dynamicRef",
  "$recursiveRef",
  "$schema",
  "$id",
  "id",
  "$anchor",
  "$dynamicAnchor",
  "$recursiveAnchor",
  "$vocabulary",
  "$defs",
  "definitions",
  "example",
  "externalDocs",
  "malformed",
  "__proto__",
]);

type Out = Record<string, unknown>;

interface Reading {
  readonly raw: Node;
  readonly place: Place;
  readonly to: Translation;
}

/** One schema of a document as JSON Schema 2020-12; references stay references, renamed. */
export function translate(raw: unknown, at: Place, to: Translation): Schema {
  if (typeof raw === "boolean") return raw;
  // YAML's empty `items:` says nothing.
  if (raw === null || raw === undefined) return true;
  const schema = isObject(raw)
    ? translateNode({ raw, place: enter(raw, at, to), to })
    : { malformed: `${to.shown(at.fragment)} must be a schema, not ${JSON.stringify(raw).slice(0, 50)}` };
  to.note(schema, at.fragment);
  return schema;
}

/** A schema may say what it is written in, and give itself an address from which its references count. */
function enter(raw: Node, at: Place, to: Translation): Place {
  if (at.dialect === "3.0") return at;
  const { fragment } = at;
  const dialect = typeof raw["$schema"] === "string" ? dialectNamed(raw["$schema"]) : at.dialect;
  if (resourceId(raw, dialect) === undefined) return dialect === at.dialect ? at : { ...at, dialect };
  const anchors = { ...to.resources.anchorsAt(fragment), ...at.anchors };
  return { ...at, dialect, resource: fragment, scope: fragment, anchors };
}

function translateNode({ raw, place, to }: Reading): SchemaObject {
  const { $ref, ...siblings } = raw;
  if (typeof $ref !== "string") return translateObject({ raw, place: waiving(raw, place, to), to });
  const target = to.resources.locate($ref, place);
  if (ignoresSiblings(place.dialect) || Object.keys(siblings).length === 0) return refer(target, place, to);
  const within = waiving(raw, place, to);
  return { ...translateObject({ raw: siblings, place: within, to }), ...refer(target, within, to) };
}

function waiving(raw: Node, place: Place, to: Translation): Place {
  const unsent = unsentNames(raw, place, to);
  return unsent.length === 0 ? place : { ...place, waived: [...place.waived, ...unsent] };
}

function refer(fragment: string, place: Place, to: Translation): SchemaObject {
  const { anchors } = place;
  const plain = isBaseOf(fragment, place.heir, to);
  if (place.waived.length === 0) return { $ref: to.name(fragment, { anchors, waived: [], plain }) };
  const waived = stillAsked(place.waived, to.resources.at(fragment), to);
  return { $ref: to.name(fragment, { anchors, waived, plain }) };
}

function translateObject(reading: Reading): SchemaObject {
  const { raw, place, to } = reading;
  const malformed = malformedKeywords(raw);
  if (malformed.length > 0) return translateRest(reading, malformed);
  const out: Out = {};
  for (const [keyword, value] of Object.entries(raw)) {
    if (isSkipped(keyword, value, place)) continue;
    const part = partOf(place, keyword);
    if (inSchema.has(keyword)) out[keyword] = translate(value, part, to);
    else if (inList.has(keyword)) out[keyword] = translateList(value, part, to);
    else if (inMap.has(keyword)) out[keyword] = translateMap(value, part, to);
    else out[keyword] = value;
  }
  readItems(out, reading);
  readDependencies(out, reading);
  readDynamicReferences(out, reading);
  readInheritance(out, reading);
  if (!Array.isArray(out["examples"]) && "example" in raw) out["examples"] = [raw["example"]];
  if (!Array.isArray(out["examples"])) Reflect.deleteProperty(out, "examples");
  exclusiveBounds(out);
  if (place.dialect === "3.0") allowNull(out, raw, to.direction);
  askOnlyWhatIsSent(out, reading);
  return out;
}

function isSkipped(keyword: string, value: unknown, { plain }: Place): boolean {
  if (value === null && isKeyword(keyword)) return true;
  return apart.has(keyword) || (plain && (keyword === "oneOf" || keyword === "anyOf"));
}

/** What can be read of it, so that who looks at it finds no surprise; nothing can be judged by it, or made. */
function translateRest({ raw, place, to }: Reading, malformed: readonly Malformed[]): SchemaObject {
  const broken = new Set(malformed.map(({ keyword }) => keyword));
  const rest = Object.fromEntries(Object.entries(raw).filter(([keyword]) => !broken.has(keyword)));
  const out = translateObject({ raw: rest, place, to });
  const worst = malformed.find(({ isHarmless }) => !isHarmless);
  return worst ? { ...out, malformed: `${worst.said} (${to.shown(place.fragment + worst.pointer)})` } : out;
}

function partOf(place: Place, keyword: string): Place {
  return {
    ...place,
    fragment: `${place.fragment}/${escapeSegment(keyword)}`,
    waived: inPlace.has(keyword) ? place.waived : [],
    heir: keyword === "allOf" ? place.heir : undefined,
    plain: false,
  };
}

function translateList(value: unknown, at: Place, to: Translation): Schema[] {
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  return list.map((one, index) => translate(one, { ...at, fragment: `${at.fragment}/${String(index)}` }, to));
}

function translateMap(value: unknown, at: Place, to: Translation): Record<string, Schema> {
  const out = Object.create(null) as Record<string, Schema>;
  if (!isObject(value)) return out;
  for (const [name, one] of Object.entries(value)) {
    out[name] = translate(one, { ...at, fragment: `${at.fragment}/${escapeSegment(name)}` }, to);
  }
  return out;
}

/** Before 2020-12 a list of `items` was what is now `prefixItems`, and `additionalItems` what comes after it. */
function readItems(out: Out, { raw, place, to }: Reading): void {
  const { items, additionalItems } = raw;
  if (Array.isArray(items)) {
    out["prefixItems"] = translateList(items, partOf(place, "items"), to);
    if (additionalItems !== undefined) {
      out["items"] = translate(additionalItems, partOf(place, "additionalItems"), to);
    }
  } else if (items !== undefined) out["items"] = translate(items, partOf(place, "items"), to);
}

function readDependencies(out: Out, { raw, place, to }: Reading): void {
  if (raw["dependencies"] === undefined) return;
  const { names, schemas } = splitDependencies(raw["dependencies"]);
  const at = { ...partOf(place, "dependencies"), waived: place.waived };
  out["dependentRequired"] = { ...names, ...(out["dependentRequired"] as Node | undefined) };
  const translated = translateMap(schemas, at, to);
  out["dependentSchemas"] = Object.assign(translated, out["dependentSchemas"]);
}

/** Whoever came first into dynamic scope decides; so the reference is made to what that one has. */
function readDynamicReferences(out: Out, { raw, place, to }: Reading): void {
  const { $dynamicRef, $recursiveRef } = raw;
  const targets: string[] = [];
  if (typeof $dynamicRef === "string") {
    const anchor = $dynamicRef.slice($dynamicRef.indexOf("#") + 1);
    const target = to.resources.locate($dynamicRef, place);
    const isDynamic = valueOf(to.resources.raw(target), "$dynamicAnchor") === anchor;
    targets.push((isDynamic ? place.anchors[anchor] : undefined) ?? target);
  }
  if ($recursiveRef === "#") {
    const isDynamic = valueOf(to.resources.raw(place.scope), "$recursiveAnchor") === true;
    targets.push((isDynamic ? place.anchors[""] : undefined) ?? place.scope);
  }
  if (targets.length === 0) return;
  const own = (out["allOf"] ?? []) as Schema[];
  out["allOf"] = [...own, ...targets.map((target) => refer(target, { ...place, heir: undefined }, to))];
}

function valueOf(node: unknown, name: string): unknown {
  return isObject(node) ? node[name] : undefined;
}

function readInheritance(out: Out, { raw, place, to }: Reading): void {
  const discriminator = readDiscriminator(raw, place, to);
  if (!discriminator) return;
  out["discriminator"] = discriminator;
  const heirs = readHeirs(raw, place, to);
  if (heirs) out["heirs"] = heirs;
}

import { groupOf } from "./heirs.ts";
import { asWritten, list, partsOf, type Node, type Place, type Translation } from "./place.ts";
import { isObject, pointerSegments } from "./pointer.ts";
import type { At } from "./resources.ts";
import type { Discriminator, Schema } from "./schema.ts";

interface Told {
  readonly propertyName: string;
  readonly mapping: readonly (readonly [value: string, target: string])[];
  /** OpenAPI 3.2's `defaultMapping`. */
  readonly otherwise: string | undefined;
}

interface From {
  readonly at: At;
  readonly to: Translation;
}

/** Of a schema with `oneOf` or `anyOf`: which branch each value of the property chooses. */
export function readDiscriminator(raw: Node, at: At, to: Translation): Discriminator | undefined {
  const says = told(raw);
  if (!says) return undefined;
  const { propertyName, otherwise } = says;
  const mapping = Object.fromEntries(says.mapping);
  const union = unionOf(raw);
  if (union.length === 0) return { propertyName, mapping };
  const fragments = union.map((branch) => fragmentOf(branch, { at, to }));
  const own = ownLabels(union, fragments, { property: propertyName, at, to });
  const branches: Record<string, number> = Object.create(null) as Record<string, number>;
  const shown = fragments.flatMap((fragment, index) => {
    const mapped = says.mapping.filter(([, target]) => means(target, fragment)).map(([value]) => value);
    for (const label of [...mapped, ...(own[index] ?? [])]) branches[label] ??= index;
    return mapped.length > 0 ? mapped : (own[index] ?? []);
  });
  const named = new Set(Object.values(branches));
  const open = union.some((branch, index) => !named.has(index) && mayBeObject(branch));
  const fallback = fragments.findIndex((fragment) => otherwise !== undefined && means(otherwise, fragment));
  return { propertyName, mapping, choice: { branches, shown, open, fallback } };
}

/**
 * Of a base without `oneOf`: the schemas that build on it, by the values that choose them (OpenAPI 3.1.1,
 * Discriminator Object).
 */
export function readHeirs(raw: Node, place: Place, to: Translation): Record<string, Schema> | undefined {
  const says = told(raw);
  if (!says || place.plain || unionOf(raw).length > 0) return undefined;
  const heirs = to.heirs(place.fragment);
  const own = ownLabels(
    heirs.map((heir) => ({ $ref: heir })),
    heirs,
    { property: says.propertyName, at: place, to },
  );
  const labels = [
    ...says.mapping.map(([value, target]) => [value, heirs.find((heir) => means(target, heir))] as const),
    ...heirs.flatMap((heir) => saidBy(to.resources.raw(heir)).map((label) => [label, heir] as const)),
    ...heirs.flatMap((heir, index) => (own[index] ?? []).map((label) => [label, heir] as const)),
  ];
  const found = Object.create(null) as Record<string, Schema>;
  for (const [label, heir] of labels) {
    if (heir !== undefined)
      found[label] ??= { $ref: to.name(heir, { ...asWritten, anchors: place.anchors }) };
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

/**
 * Whether a reference in an `allOf` is inheritance: the base then stands for itself and does not choose again among
 * its heirs, of which the one that refers to it is one.
 */
export function isBaseOf(target: string, heir: string | undefined, to: Translation): boolean {
  if (heir === undefined || groupOf(heir) !== groupOf(target)) return false;
  const base = to.resources.raw(target);
  if (!isObject(base) || !told(base)) return false;
  const at = to.resources.at(target);
  const union = unionOf(base);
  return union.length === 0 || union.some((branch) => fragmentOf(branch, { at, to }) === heir);
}

function told({ discriminator }: Node): Told | undefined {
  if (!isObject(discriminator) || typeof discriminator["propertyName"] !== "string") return undefined;
  const { propertyName, mapping, defaultMapping } = discriminator;
  const entries = isObject(mapping) ? Object.entries(mapping) : [];
  return {
    propertyName,
    mapping: entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    otherwise: typeof defaultMapping === "string" ? defaultMapping : undefined,
  };
}

function unionOf(raw: Node): readonly unknown[] {
  return list(raw["oneOf"] ?? raw["anyOf"]);
}

function fragmentOf(branch: unknown, { at, to }: From): string | undefined {
  if (!isObject(branch) || typeof branch["$ref"] !== "string") return undefined;
  return to.resources.locate(branch["$ref"], at);
}

/**
 * What chooses each branch without a mapping: the values to which it alone fixes the property, else its name, unless
 * the property cannot have that value. (An enumeration that all inherit from their base tells none from another.)
 */
function ownLabels(
  branches: readonly unknown[],
  fragments: readonly (string | undefined)[],
  { property, ...from }: From & { readonly property: string },
): readonly (readonly string[])[] {
  const fixed = branches.map((branch) => fixedValues(branch, property, from));
  const counts = new Map<unknown, number>();
  for (const value of fixed.flatMap((values) => values ?? []))
    counts.set(value, (counts.get(value) ?? 0) + 1);
  return branches.map((_, index) => {
    const values = fixed[index];
    const unique = (values ?? []).filter((value) => typeof value === "string" && counts.get(value) === 1);
    if (unique.length > 0) return unique as string[];
    const fragment = fragments[index];
    const name = fragment === undefined ? undefined : nameOf(fragment);
    return name === undefined || values?.includes(name) === false ? [] : [name];
  });
}

/** The values to which a schema fixes a property, itself or by what it is made of. */
function fixedValues(raw: unknown, property: string, { at, to }: From): readonly unknown[] | undefined {
  for (const part of partsOf(raw, at, to)) {
    const { properties } = part.node;
    if (!isObject(properties) || !Object.hasOwn(properties, property)) continue;
    for (const { node } of partsOf(properties[property], part, to)) {
      if ("const" in node) return [node["const"]];
      if (Array.isArray(node["enum"])) return node["enum"] as unknown[];
    }
  }
  return undefined;
}

/** AutoRest's way to say it, and that of the documents made by it. */
function saidBy(heir: unknown): readonly string[] {
  const said = isObject(heir) ? heir["x-ms-discriminator-value"] : undefined;
  return typeof said === "string" ? [said] : [];
}

function mayBeObject(branch: unknown): boolean {
  return !isObject(branch) || branch["type"] === undefined || branch["type"] === "object";
}

/** A mapping names a schema (`Cat`), refers to it (`#/components/schemas/Cat`) or to its file (`Cat.json`). */
function means(target: string, fragment: string | undefined): boolean {
  return fragment !== undefined && (target === fragment || nameOf(target) === nameOf(fragment));
}

/** `#/components/schemas/Cat`, `schemas/Cat.json` and `Cat` → `Cat`. */
function nameOf(reference: string): string {
  const [file = "", pointer = ""] = reference.split("#");
  const last = pointer === "" ? file : (pointerSegments(pointer).at(-1) ?? "");
  return last.slice(last.lastIndexOf("/") + 1).replace(/\.(?:json|ya?ml)$/i, "");
}

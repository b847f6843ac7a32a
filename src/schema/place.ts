import { isObject } from "./pointer.ts";
import { noAnchors, type Anchors, type At, type Resources } from "./resources.ts";
import type { Direction, SchemaObject } from "./schema.ts";

export type Node = Readonly<Record<string, unknown>>;

/** What a named schema is asked for as: the same place may mean different things to those who refer to it. */
export interface Variant {
  readonly anchors: Anchors;
  /** Properties that are required of the other side only, so says who refers to it. */
  readonly waived: readonly string[];
  /** A base as one of its heirs needs it: it does not choose among its heirs again. */
  readonly plain: boolean;
}

export const asWritten: Variant = { anchors: noAnchors, waived: [], plain: false };

/** Where a schema stands, and what it is to those who lead there. */
export interface Place extends At, Variant {
  /** The named schema of whose `allOf` it is a part. */
  readonly heir: string | undefined;
}

export interface Translation {
  readonly direction: Direction;
  readonly resources: Resources;
  /** The name under which the schema at a fragment is known to the compiler. */
  readonly name: (fragment: string, variant: Variant) => string;
  /** The named schemas that build on another by `allOf`, directly or not. */
  readonly heirs: (fragment: string) => readonly string[];
  readonly shown: (fragment: string) => string;
  /** Told of every schema made and the fragment it was made from. */
  readonly note: (schema: SchemaObject, fragment: string) => void;
}

export interface Found extends At {
  readonly node: Node;
}

/** Enough for any honest schema; a circle ends because each part is met once. */
const mostParts = 500;

/**
 * A schema, what its references lead to, and what the keywords in `through` add: the parts that together judge one
 * value, the nearest first.
 */
export function partsOf(
  raw: unknown,
  from: At,
  { resources, through = ["allOf"] }: { readonly resources: Resources; readonly through?: readonly string[] },
): Found[] {
  const found = new Map<unknown, Found>();
  const open: [value: unknown, at: At][] = [[raw, from]];
  for (let next = open.shift(); next && found.size < mostParts; next = open.shift()) {
    const [value, at] = next;
    if (!isObject(value) || found.has(value)) continue;
    found.set(value, { ...at, node: value });
    if (typeof value["$ref"] === "string") {
      const fragment = resources.locate(value["$ref"], at);
      open.push([resources.raw(fragment), resources.at(fragment)]);
    }
    for (const part of through.flatMap((keyword) => list(value[keyword]))) open.push([part, at]);
  }
  return [...found.values()];
}

/** A value that should be a list, and in a document need not be. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

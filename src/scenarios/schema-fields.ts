import type { Schema, Schemas } from "../schema/schema.ts";
import { readSchema } from "./schema-names.ts";

/** What schemas say about one name below them. */
export interface Below {
  /** What the value there must satisfy; empty where nothing is said about it. */
  readonly schemas: readonly Schema[];
  /** True only when names are listed and this is none of them. */
  readonly missing: boolean;
  /** Whether names that are not listed may still be declared, by a pattern. */
  readonly patterned: boolean;
  /** The names that are listed. */
  readonly names: readonly string[];
}

/**
 * Follows names into schemas, one of which applies. A schema that lists properties and says nothing of others is taken
 * at its word: another name is most likely a typing error, though JSON Schema itself would let it pass.
 */
export function fieldAt(schemas: Schemas, roots: readonly Schema[], segments: readonly string[]): Below {
  let below: Below = { schemas: roots, missing: false, patterned: false, names: [] };
  for (const segment of segments) {
    below = stepInto(schemas, below.schemas, segment);
    if (below.missing || below.schemas.length === 0) return below;
  }
  return below;
}

/** One step of `fieldAt`. */
export function stepInto(schemas: Schemas, roots: readonly Schema[], segment: string): Below {
  const said = roots.map((root) => readSchema(schemas, root, segment));
  return {
    schemas: said.flatMap(({ next }) => next),
    missing: said.length > 0 && said.every(({ lists, open, next }) => lists && !open && next.length === 0),
    patterned: said.some(({ patterned }) => patterned),
    // Few ask for them, and there may be hundreds.
    get names() {
      return [...new Set(said.flatMap(({ named }) => named.flatMap((one) => Object.keys(one))))];
    },
  };
}

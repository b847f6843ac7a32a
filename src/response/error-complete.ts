import { isObject } from "../schema/pointer.ts";
import type { Generator } from "../generate/generator.ts";
import { mix } from "../generate/hash.ts";
import { ProblemError } from "../problem/problem.ts";
import { declaredProperties, itemsOf, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { isAuthored } from "./error-shape.ts";
import { requiredOf, viewsOf } from "./error-views.ts";
import { named, plainName } from "./error-words.ts";

export interface Completion {
  readonly schemas: Schemas;
  readonly generator: Generator;
  readonly seed: number;
  /** Whether the document's examples of single properties may be used. */
  readonly examples: boolean;
}

/**
 * Makes a whole error of what is filled in: the rest of each object is generated, and of that only what the schema
 * asks for, or what is believable in any error, is kept. It may be invalid still where `filled` does not fit.
 */
export function complete(schema: Schema, filled: unknown, how: Completion): unknown {
  const { schemas, seed } = how;
  if (Array.isArray(filled)) {
    const items = itemsOf(schema, schemas);
    return filled.map((item, index) => complete(items, item, { ...how, seed: mix(seed, index + 1) }));
  }
  if (!isObject(filled)) return filled;
  const judge = schemas.validator(schema);
  for (const view of nearest(viewsOf(schema, schemas), filled, schemas)) {
    const given = Object.fromEntries(
      Object.entries(filled).map(([name, value]) => [
        name,
        complete(propertyOf(view, name, schemas), value, how),
      ]),
    );
    if (judge(given).length === 0 && declaredProperties(view, schemas).size === 0) return given;
    const whole = generate(view, given, how);
    if (!isObject(whole)) continue;
    for (const candidate of [lean(whole, given, { schema: view, schemas }), whole])
      if (judge(candidate).length === 0) return candidate;
  }
  return filled;
}

/** The shapes that declare most of what is filled in come first. */
function nearest(views: readonly Schema[], filled: object, schemas: Schemas): readonly Schema[] {
  if (views.length < 2) return views;
  const names = Object.keys(filled);
  const known = (view: Schema): number => {
    const declared = declaredProperties(view, schemas);
    return names.filter((name) => declared.has(name)).length;
  };
  return views.toSorted((one, other) => known(other) - known(one));
}

function generate(schema: Schema, given: Record<string, unknown>, how: Completion): unknown {
  const { generator, seed, examples } = how;
  try {
    return generator.generate(schema, { seed, given, examples });
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

function lean(
  whole: Record<string, unknown>,
  given: Record<string, unknown>,
  { schema, schemas }: { readonly schema: Schema; readonly schemas: Schemas },
): Record<string, unknown> {
  const declared = declaredProperties(schema, schemas);
  const required = requiredOf(schema, schemas);
  const isKept = (name: string): boolean => {
    if (Object.hasOwn(given, name) || required.has(name)) return true;
    const property = declared.get(name);
    if (property === undefined) return false;
    const types = typesOf(property, schemas);
    if (types.has("object") || types.has("array")) return false;
    return named.beside.test(plainName(name)) || isAuthored(property, schemas);
  };
  // What is given is whole already: what the generator put around its parts is not wanted.
  return Object.fromEntries(Object.entries({ ...whole, ...given }).filter(([name]) => isKept(name)));
}

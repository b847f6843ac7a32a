import { conjuncts, declaredProperties, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";

/** The shapes an object may take: the schema itself, or the branches of a `oneOf` or `anyOf` that has no properties beside it. */
export function viewsOf(schema: Schema, schemas: Schemas, depth = 0): readonly Schema[] {
  if (depth > 6 || declaredProperties(schema, schemas).size > 0) return [schema];
  const branches = conjuncts(schema, schemas).flatMap(({ oneOf, anyOf }) => oneOf ?? anyOf ?? []);
  const views = branches
    .filter((branch) => {
      const types = typesOf(branch, schemas);
      return types.has("object") || types.size === 0;
    })
    .flatMap((branch) => viewsOf(branch, schemas, depth + 1));
  return views.length > 0 ? views : [schema];
}

/** Names every value of the schema has. */
export function requiredOf(schema: Schema, schemas: Schemas): ReadonlySet<string> {
  return new Set(conjuncts(schema, schemas).flatMap(({ required }) => required ?? []));
}

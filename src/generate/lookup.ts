import type { Schema, SchemaObject, Schemas } from "../schema/schema.ts";

/** What is asked of the document's schemas. */
export interface Lookup {
  /** Follows references; the same answer, identical, each time. */
  readonly resolve: (schema: Schema) => Schema;
  /** What the document calls it: the last segment of `#/components/schemas/Pet`; "" for one without a name. */
  readonly nameOf: (schema: Schema) => string;
}

/** Asks each question of the document once, so that a schema made for a reference with siblings keeps its identity. */
export function lookupIn(schemas: Schemas): Lookup {
  const followed = new WeakMap<SchemaObject, Schema>();
  const resolve = (schema: Schema): Schema => {
    if (typeof schema === "boolean") return schema;
    let target = followed.get(schema);
    if (target === undefined) followed.set(schema, (target = schemas.resolve(schema)));
    return target;
  };
  const nameOf = (schema: Schema): string => {
    const fragment = schemas.fragment(schema);
    return named.exec(fragment)?.[1] ?? named.exec(schemas.fragment(resolve(schema)))?.[1] ?? "";
  };
  return { resolve, nameOf };
}

const named = /^#\/(?:components\/schemas|definitions|\$defs)\/([^/]+)$/;

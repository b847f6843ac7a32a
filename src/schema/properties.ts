import type { Schema, SchemaObject, Schemas } from "./schema.ts";

type Resolve = Pick<Schemas, "resolve">;

/** Properties a schema declares, through references and `allOf`, in the order of the document. */
export function declaredProperties(schema: Schema, schemas: Resolve): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>();
  for (const part of conjuncts(schema, schemas)) {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      if (!found.has(name)) found.set(name, property);
    }
  }
  return found;
}

/** The schema of one property, wherever in a composition it is declared; else what others must satisfy; else true. */
export function propertyOf(schema: Schema, name: string, schemas: Resolve): Schema {
  const declared = firstOf(schema, schemas, ({ properties }) =>
    properties && Object.hasOwn(properties, name) ? properties[name] : undefined,
  );
  return declared ?? firstOf(schema, schemas, ({ additionalProperties }) => additionalProperties) ?? true;
}

/** The schema of a list's items. */
export function itemsOf(schema: Schema, schemas: Resolve): Schema {
  return firstOf(schema, schemas, ({ items }) => items) ?? true;
}

/** The schema itself and everything that `allOf` adds to it: what holds for every value. */
export function conjuncts(schema: Schema, schemas: Resolve, depth = 0): SchemaObject[] {
  const resolved = schemas.resolve(schema);
  if (typeof resolved !== "object" || depth > 20) return [];
  return [resolved, ...(resolved.allOf ?? []).flatMap((part) => conjuncts(part, schemas, depth + 1))];
}

/** The types a schema allows, through references and compositions; empty when it does not say. */
export function typesOf(schema: Schema, schemas: Resolve, depth = 0): ReadonlySet<string> {
  const resolved = schemas.resolve(schema);
  if (typeof resolved !== "object" || depth > 20) return new Set();
  const own = ownTypes(resolved);
  if (own.length > 0) return new Set(own);
  const parts = [...(resolved.allOf ?? []), ...(resolved.anyOf ?? []), ...(resolved.oneOf ?? [])];
  const types = new Set(parts.flatMap((part) => [...typesOf(part, schemas, depth + 1)]));
  if (types.size === 0 && resolved.properties) types.add("object");
  if (types.size === 0 && resolved.items !== undefined) types.add("array");
  return types;
}

function ownTypes({ type, enum: values, ...rest }: SchemaObject): readonly string[] {
  if (type !== undefined) return typeof type === "string" ? [type] : type;
  return (values ?? ("const" in rest ? [rest.const] : [])).map(typeName);
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function firstOf(
  schema: Schema,
  schemas: Resolve,
  pick: (schema: SchemaObject) => Schema | undefined,
): Schema | undefined {
  const open = [schema];
  for (let steps = 0; open.length > 0 && steps < 200; steps++) {
    const resolved = schemas.resolve(open.shift() ?? true);
    if (typeof resolved !== "object") continue;
    const found = pick(resolved);
    if (found !== undefined) return found;
    open.push(...(resolved.allOf ?? []), ...(resolved.anyOf ?? []), ...(resolved.oneOf ?? []));
  }
  return undefined;
}

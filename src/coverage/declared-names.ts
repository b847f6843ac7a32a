import type { Operation } from "../contract/operation.ts";
import { conjuncts } from "../schema/properties.ts";
import type { Schema, SchemaObject, Schemas } from "../schema/schema.ts";
import { deepest, mostNames } from "./seen-operation.ts";

type Resolve = Pick<Schemas, "resolve">;

const known = new WeakMap<Operation, readonly string[]>();

/** Dotted names of what an operation's body may have, lists left out: `roles.status_role`; not what only servers set. */
export function declaredNames(operation: Operation, schemas: Resolve): readonly string[] {
  let names = known.get(operation);
  if (!names) {
    const found = new Set<string>();
    for (const { schema } of operation.requestBody?.content ?? []) {
      if (schema !== undefined) collect(schema, { schemas, found, prefix: "", depth: 1 });
    }
    known.set(operation, (names = [...found]));
  }
  return names;
}

interface Collecting {
  readonly schemas: Resolve;
  readonly found: Set<string>;
  readonly prefix: string;
  readonly depth: number;
}

function collect(schema: Schema, collecting: Collecting): void {
  const { schemas, found, prefix, depth } = collecting;
  for (const { properties = {}, items } of parts(schema, schemas)) {
    if (items !== undefined) collect(items, { ...collecting, depth: depth + 1 });
    for (const [name, property] of Object.entries(properties)) {
      const resolved = schemas.resolve(property);
      if (found.size >= mostNames) return;
      if (typeof resolved === "object" && resolved.readOnly === true) continue;
      found.add(prefix + name);
      if (depth < deepest)
        collect(property, { ...collecting, prefix: `${prefix}${name}.`, depth: depth + 1 });
    }
  }
}

/** A schema, and all that it is composed of in whatever way. */
function parts(schema: Schema, schemas: Resolve, depth = 0): SchemaObject[] {
  if (depth > 5) return [];
  return conjuncts(schema, schemas).flatMap((part) => [
    part,
    ...[...(part.anyOf ?? []), ...(part.oneOf ?? [])].flatMap((one) => parts(one, schemas, depth + 1)),
  ]);
}

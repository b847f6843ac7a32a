import type { Schema, SchemaObject } from "../schema/schema.ts";
import { compilePattern } from "../schema/pattern.ts";
import type { Lookup } from "./lookup.ts";
import type { Planner } from "./plan.ts";

type Resolve = Lookup["resolve"];

/** What the members of a shape ask of a property: declared, by pattern, or as one more. */
export function propertySchemas(
  members: readonly SchemaObject[],
  name: string,
  { lookup, lenient }: Pick<Planner, "lookup" | "lenient">,
): readonly Schema[] {
  return members.flatMap((member) => {
    const own = declaredSchemas(member, name);
    const { additionalProperties, unevaluatedProperties } = member;
    // Who closes an object that another part adds to, or that requires more than it declares, did not mean that.
    if (own.length === 0 && additionalProperties === false && lenient) return [];
    if (own.length === 0 && additionalProperties !== undefined) return [additionalProperties];
    const search = { resolve: lookup.resolve, seen: new Set<Schema>() };
    if (unevaluatedProperties === undefined || evaluates(member, name, search)) return own;
    return [...own, unevaluatedProperties];
  });
}

function declaredSchemas(member: SchemaObject, name: string): readonly Schema[] {
  const declared =
    member.properties && Object.hasOwn(member.properties, name) ? [member.properties[name] ?? true] : [];
  const matching = Object.entries(member.patternProperties ?? {}).filter(([pattern]) =>
    matchesName(pattern, name),
  );
  return [...declared, ...matching.map(([, schema]) => schema)];
}

// What cannot be read matches nothing.
function matchesName(pattern: string, name: string): boolean {
  try {
    return compilePattern(pattern).test(name);
  } catch {
    return false;
  }
}

interface Search {
  readonly resolve: Resolve;
  readonly seen: Set<Schema>;
}

/** Whether a schema, or one it applies to the same object, speaks of the property (2020-12 section 11.3). */
function evaluates(schema: Schema, name: string, search: Search): boolean {
  const member = search.resolve(schema);
  if (typeof member === "boolean" || search.seen.has(member)) return false;
  search.seen.add(member);
  if (declaredSchemas(member, name).length > 0 || member.additionalProperties !== undefined) return true;
  const {
    allOf = [],
    anyOf = [],
    oneOf = [],
    if: condition = false,
    then = false,
    else: otherwise = false,
  } = member;
  return [...allOf, ...anyOf, ...oneOf, condition, then, otherwise].some((one) =>
    evaluates(one, name, search),
  );
}

import type { Schema, SchemaObject } from "../schema/schema.ts";
import type { Lookup } from "./lookup.ts";

/** Schemas of our own making; the document's validators do not know them. */
export const ownSchemas = new WeakSet<object>();

interface Discriminator {
  readonly property: string;
  readonly mapping: readonly (readonly [value: string, schema: string])[];
}

function discriminatorOf(member: SchemaObject): Discriminator | undefined {
  const raw = member["discriminator"] as { propertyName?: unknown; mapping?: unknown } | undefined;
  if (typeof raw?.propertyName !== "string") return undefined;
  const mapping = Object.entries((raw.mapping ?? {}) as Record<string, unknown>);
  return {
    property: raw.propertyName,
    mapping: mapping.map(([value, to]) => [value, tail(String(to))] as const),
  };
}

function tail(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

/** OpenAPI's `discriminator`: what its property must be for this branch, as a schema; undefined where it does not say. */
export function branchLabel(member: SchemaObject, branch: Schema, lookup: Lookup): Schema | undefined {
  const discriminator = discriminatorOf(member);
  const name = lookup.nameOf(branch);
  if (!discriminator || name === "") return undefined;
  return labelled(discriminator.property, [valueFor(discriminator, name) ?? name]);
}

/** The same for a schema that inherits a discriminator by `allOf`: a Dog among pets says that it is one. */
export function inheritedLabels(members: readonly SchemaObject[], name: string): readonly Schema[] {
  return members.flatMap((member) => {
    const discriminator = (member.oneOf ?? member.anyOf) ? undefined : discriminatorOf(member);
    if (!discriminator) return [];
    const own = valueFor(discriminator, name);
    const heir = name !== "" && members.length > 1 && !discriminator.mapping.length ? name : own;
    const values = heir === undefined ? discriminator.mapping.map(([value]) => value) : [heir];
    const declared = members.map(({ properties }) => properties?.[discriminator.property]);
    const fixed = declared.some(
      (schema) => typeof schema === "object" && (schema.enum !== undefined || "const" in schema),
    );
    return values.length === 0 || fixed ? [] : [labelled(discriminator.property, values)];
  });
}

function valueFor({ mapping }: Discriminator, name: string): string | undefined {
  return mapping.find(([, schema]) => schema === name)?.[0];
}

function labelled(property: string, values: readonly string[]): SchemaObject {
  const value = { enum: values };
  const schema = { properties: { [property]: value }, required: [property] };
  ownSchemas.add(value).add(schema);
  return schema;
}

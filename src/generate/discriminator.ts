import type { Discriminator, Schema, SchemaObject } from "../schema/schema.ts";
import type { Lookup } from "./lookup.ts";

/** Schemas of our own making; the document's validators do not know them. */
export const ownSchemas = new WeakSet<object>();

type Told = Pick<Discriminator, "propertyName" | "choice"> & Partial<Discriminator>;

/** What tells the branches of a choice apart. */
export interface Labels {
  readonly property: string;
  /** What it is in each branch; undefined where nothing says so. */
  readonly values: readonly (readonly string[] | undefined)[];
}

function tail(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

/** OpenAPI's `discriminator` of a choice: what its property is in each branch. */
export function branchLabels(
  member: SchemaObject,
  branches: readonly Schema[],
  lookup: Lookup,
): Labels | undefined {
  const { heirs = {} } = member;
  const discriminator: Told | undefined = member.discriminator;
  if (!isTold(discriminator)) return undefined;
  const { propertyName: property, choice } = discriminator;
  const values = branches.map((branch, index): readonly string[] | undefined => {
    if (Object.values(heirs).includes(branch)) return [nameOfHeir(heirs, branch)];
    if (choice) {
      const own = Object.keys(choice.branches).filter((value) => choice.branches[value] === index);
      const shown = own.filter((value) => choice.shown.includes(value));
      return own.length === 0 ? undefined : shown.length === 0 ? own : shown;
    }
    const name = lookup.nameOf(branch);
    return name === "" ? undefined : [valueFor(discriminator, name) ?? name];
  });
  return { property, values };
}

/** The schemas that build on a base, each once. */
export function heirsOf({ heirs = {} }: SchemaObject): readonly Schema[] {
  const found = new Map<unknown, Schema>();
  for (const heir of Object.values(heirs)) {
    const target = typeof heir === "object" ? heir.$ref : heir;
    if (!found.has(target)) found.set(target, heir);
  }
  return [...found.values()];
}

function nameOfHeir(heirs: Readonly<Record<string, Schema>>, heir: Schema): string {
  return Object.keys(heirs).find((name) => heirs[name] === heir) ?? "";
}

/** The same for a schema that inherits a discriminator by `allOf`: a Dog among pets says that it is one. */
export function inheritedLabels(members: readonly SchemaObject[], name: string): readonly Schema[] {
  return members.flatMap((member) => {
    const discriminator: Told | undefined = member.discriminator;
    if (!isTold(discriminator) || member.oneOf || member.anyOf) return [];
    const { propertyName } = discriminator;
    const own = valueFor(discriminator, name);
    const mapped = Object.keys(discriminator.mapping ?? {});
    const heir = name !== "" && members.length > 1 && mapped.length === 0 ? name : own;
    const values = heir === undefined ? mapped : [heir];
    const declared = members.map(({ properties }) => properties?.[propertyName]);
    const possible = values.filter((value) => declared.every((schema) => allows(schema, value)));
    return possible.length === 0 ? [] : [labelled(propertyName, possible)];
  });
}

function allows(schema: Schema | undefined, value: string): boolean {
  if (typeof schema !== "object") return true;
  return (schema.enum?.includes(value) ?? true) && (!("const" in schema) || schema.const === value);
}

// One that comes from elsewhere than our own reader may be anything.
function isTold(discriminator: Told | undefined): discriminator is Told {
  return typeof discriminator?.propertyName === "string";
}

function valueFor({ mapping = {} }: Told, name: string): string | undefined {
  return Object.keys(mapping).find((value) => tail(String(mapping[value])) === name);
}

/** Without the labels of a property that its own schema says is no string: such a discriminator tells nothing. */
export function withoutVainLabels(
  members: readonly SchemaObject[],
  { resolve }: Pick<Lookup, "resolve">,
): readonly SchemaObject[] {
  if (!members.some((member) => ownSchemas.has(member))) return members;
  const isText = (schema: Schema): boolean => {
    const { type = "string" } = asObject(resolve(schema));
    return typeof type === "string" ? type === "string" : type.includes("string");
  };
  const mayBe = (name: string): boolean =>
    members.every(
      ({ properties = {} }) => !Object.hasOwn(properties, name) || isText(properties[name] ?? true),
    );
  return members.filter(
    (member) => !ownSchemas.has(member) || Object.keys(member.properties ?? {}).every((name) => mayBe(name)),
  );
}

function asObject(schema: Schema): SchemaObject {
  return typeof schema === "object" ? schema : {};
}

/** A schema of which a property is one of these values. */
export function labelled(property: string, values: readonly string[]): SchemaObject {
  const value = { enum: values };
  const schema = { properties: { [property]: value }, required: [property] };
  ownSchemas.add(value).add(schema);
  return schema;
}

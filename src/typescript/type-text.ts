import type { Direction, Schema, SchemaObject, Schemas } from "../schema/schema.ts";
import { resolvedOrAny } from "../scenarios/schema-names.ts";
import type { Declarations } from "./declarations.ts";
import { comment, grouped, intersection, key, literal, union } from "./names.ts";

/** Longer lists of values are written as their type. */
const mostValues = 200;

/**
 * Writes schemas as types of TypeScript: what they say of names, types and values; numbers and lengths are not in it.
 * `indent` is that of the line it stands in.
 */
export class TypeText {
  readonly #schemas: Schemas;
  readonly #declarations: Declarations;
  readonly #direction: Direction;

  constructor(schemas: Schemas, declarations: Declarations, direction: Direction) {
    this.#schemas = schemas;
    this.#declarations = declarations;
    this.#direction = direction;
  }

  /** A schema wherever it is used: by its name, if it has one. */
  of(schema: Schema, indent = ""): string {
    const resolved = resolvedOrAny(schema, this.#schemas);
    if (typeof resolved === "boolean") return resolved ? "unknown" : "never";
    const name = this.#declarations.nameOf(resolved, this.#direction, resolved !== schema);
    return name ?? this.whole(resolved, indent);
  }

  /** A schema that is written out. */
  whole(schema: Schema, indent = ""): string {
    if (typeof schema === "boolean") return schema ? "unknown" : "never";
    const { allOf = [], anyOf, oneOf } = schema;
    const part = (one: Schema) => this.#part(one, schema, indent);
    const choices = [anyOf, oneOf].filter((some) => some !== undefined);
    return intersection([
      this.#own(schema, indent),
      ...allOf.map(part),
      ...choices.map((some) => union(some.map(part))),
    ]);
  }

  /** A part of what the type itself is. An alias of TypeScript may not lead back to itself in this way. */
  #part(part: Schema, whole: SchemaObject, indent: string): string {
    return this.#leadsTo(part, whole, new Set()) ? "unknown" : this.of(part, indent);
  }

  #leadsTo(from: Schema, wanted: SchemaObject, seen: Set<Schema>): boolean {
    const schema = resolvedOrAny(from, this.#schemas);
    if (schema === wanted) return true;
    if (typeof schema === "boolean" || seen.has(schema)) return false;
    seen.add(schema);
    const { allOf = [], anyOf = [], oneOf = [] } = schema;
    return [...allOf, ...anyOf, ...oneOf].some((part) => this.#leadsTo(part, wanted, seen));
  }

  /** What the schema says without its parts. */
  #own(schema: SchemaObject, indent: string): string {
    const { enum: values, type } = schema;
    if ("const" in schema) return literal(schema.const);
    if (values && values.length <= mostValues) return union(values.map(literal));
    const types = type === undefined ? impliedTypes(schema) : [type].flat();
    return types.length === 0 ? "unknown" : union(types.map((one) => this.#typed(one, schema, indent)));
  }

  #typed(type: string, schema: SchemaObject, indent: string): string {
    if (type === "integer" || type === "number") return "number";
    if (type === "string" || type === "boolean" || type === "null") return type;
    if (type === "array") return this.#list(schema, indent);
    return type === "object" ? this.#object(schema, indent) : "unknown";
  }

  #list({ items = true, prefixItems }: SchemaObject, indent: string): string {
    const rest = `${grouped(this.of(items, indent))}[]`;
    if (!prefixItems) return rest;
    const first = prefixItems.map((item) => `${grouped(this.of(item, indent))}?`);
    return `[${[...first, ...(items === false ? [] : [`...${rest}`])].join(", ")}]`;
  }

  #object(schema: SchemaObject, indent: string): string {
    const { properties = {}, required = [] } = schema;
    const inner = `${indent}  `;
    const lines = Object.entries(properties).map(([name, property]) => {
      const said = comment(typeof property === "object" ? property.description : undefined, inner);
      return `${said}${inner}${key(name)}${required.includes(name) ? "" : "?"}: ${this.of(property, inner)};\n`;
    });
    for (const name of required.filter((one) => !Object.hasOwn(properties, one)))
      lines.push(`${inner}${key(name)}: unknown;\n`);
    const others = this.#others(schema, inner);
    if (others !== undefined) lines.push(`${inner}[name: string]: ${others};\n`);
    return lines.length === 0 ? "{ [name: string]: never }" : `{\n${lines.join("")}${indent}}`;
  }

  /**
   * What names that are not listed may hold; undefined where there are none. An index has to fit all properties, so it
   * says something only where there are none; and a name that nobody lists is most likely a typing error.
   */
  #others(schema: SchemaObject, indent: string): string | undefined {
    const { properties, required = [], heirs, patternProperties, additionalProperties, then } = schema;
    if (additionalProperties === false) return patternProperties ? "unknown" : undefined;
    const isAlone = properties === undefined && required.length === 0;
    if (isAlone && !patternProperties && additionalProperties !== undefined)
      return this.of(additionalProperties, indent);
    return isAlone || additionalProperties !== undefined || patternProperties || heirs || then
      ? "unknown"
      : undefined;
  }
}

function impliedTypes({
  properties,
  items,
  prefixItems,
  required,
  additionalProperties,
}: SchemaObject): string[] {
  if (properties ?? required) return ["object"];
  if (items !== undefined || prefixItems) return ["array"];
  return typeof additionalProperties === "object" ? ["object"] : [];
}

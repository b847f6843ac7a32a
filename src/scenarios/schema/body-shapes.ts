import type { Schema, SchemaObject, Schemas } from "../../schema/schema.ts";
import { stepInto } from "../schema-fields.ts";
import type { Definitions } from "./definitions.ts";
import { described, resolved, typesOf } from "./words.ts";

/** Characters that all of it may take. What does not fit lets everything pass. */
const mostText = 400_000;
const deepest = 12;
const mostNames = 300;
const mostValues = 100;
/** No property is called so. */
const unheardOf = "\u{f0000}";
const template = { type: "string", pattern: "\\{\\{" };
const compounds = ["properties", "items", "allOf", "anyOf", "oneOf", "if"];
const scalars = ["string", "number", "integer", "boolean", "null"];

interface Waiting {
  readonly name: string;
  readonly roots: readonly Schema[];
  readonly depth: number;
}

/**
 * The shapes of partial bodies: names, types and values as the schemas of a response have them, nothing required, and
 * a template in the place of any value. Those that were asked for come before what is below them, so that a document
 * too large is cut at its depths.
 */
export class BodyShapes {
  readonly #schemas: Schemas;
  readonly #definitions: Definitions;
  readonly #identities = new WeakMap<object, number>();
  readonly #known = new Map<string, Schema>();
  readonly #waiting: Waiting[] = [];
  #identity = 0;

  constructor(schemas: Schemas, definitions: Definitions) {
    this.#schemas = schemas;
    this.#definitions = definitions;
  }

  /** The shape of what one of these schemas describes; everything fits where there is none. */
  of(roots: readonly Schema[], depth = 0): Schema {
    const all = roots.map((root) => resolved(root, this.#schemas));
    const known = all.filter((one) => one !== undefined);
    if (known.length === 0 || known.length < all.length || depth > deepest) return true;
    const [only] = known;
    if (known.length === 1 && only && isLeaf(only)) return leaf(only);
    const identity = known.map((one) => this.#identityOf(one)).join(" ");
    const shape = this.#known.get(identity);
    if (shape !== undefined) return shape;
    const reserved = this.#definitions.reserve("shape");
    this.#known.set(identity, reserved.reference);
    this.#waiting.push({ name: reserved.name, roots: known, depth });
    return reserved.reference;
  }

  /** Writes down what was asked for, and what that leads to. */
  settle(): void {
    const most = this.#definitions.size + mostText;
    for (const { name, roots, depth } of this.#waiting) {
      if (this.#definitions.size > most) return;
      this.#definitions.fill(name, this.#shape(roots as readonly SchemaObject[], depth + 1));
    }
  }

  #shape(roots: readonly SchemaObject[], depth: number): SchemaObject {
    const below = (segment: string) => stepInto(this.#schemas, roots, segment);
    const others = below(unheardOf);
    const { names } = others;
    const properties = names
      .slice(0, mostNames)
      .map((one) => [one, this.of(below(one).schemas, depth)] as const);
    const [first, later] = [below("0").schemas, below("1000").schemas];
    const items = first.length > 0 && this.#isSame(first, later) ? this.of(first, depth) : true;
    const isClosed = others.missing && !others.patterned && properties.length === names.length;
    return {
      ...described(roots.length === 1 ? roots[0]?.description : undefined),
      ...typed(roots),
      ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
      ...(isClosed && properties.length > 0 ? { additionalProperties: false } : {}),
      ...(items === true ? {} : { items }),
    };
  }

  #isSame(one: readonly Schema[], other: readonly Schema[]): boolean {
    return one.length === other.length && one.every((schema, index) => schema === other[index]);
  }

  #identityOf(schema: object): number {
    const known = this.#identities.get(schema) ?? ++this.#identity;
    this.#identities.set(schema, known);
    return known;
  }
}

/** Nothing is below it. */
function isLeaf(schema: SchemaObject): boolean {
  const types = typesOf(schema);
  if (types) return types.every((type) => scalars.includes(type));
  return valuesOf(schema) !== undefined && !compounds.some((keyword) => schema[keyword] !== undefined);
}

/** The types that one of the schemas has; a text with a template in it may become any of them. */
function typed(roots: readonly SchemaObject[]): SchemaObject {
  const types = roots.map(typesOf);
  const all = types.flatMap((one) => one ?? []);
  if (types.includes(undefined) || all.length === 0) return {};
  if (all.includes("string")) return { type: single([...new Set(all)]) };
  return { type: single([...new Set([...all, "string"])]), pattern: template.pattern };
}

function single(types: readonly string[]): string | readonly string[] {
  return types.length === 1 ? (types[0] ?? []) : types;
}

function leaf(schema: SchemaObject): SchemaObject {
  const values = valuesOf(schema);
  const said = described(schema.description ?? schema.title);
  if (!values) return { ...said, ...typed([schema]) };
  // Where no type is said, only what is a scalar is held against the values.
  const others = schema.type === undefined ? [{ type: ["object", "array"] }] : [];
  return { ...said, anyOf: [{ enum: values }, template, ...others] };
}

function valuesOf({ const: only, enum: several }: SchemaObject): readonly unknown[] | undefined {
  const values = only === undefined ? several : [only];
  const isUsable = values && values.length > 0 && values.length <= mostValues && !values.some(isCompound);
  return isUsable ? values : undefined;
}

function isCompound(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

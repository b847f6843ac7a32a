import { ProblemError } from "../problem/problem.ts";
import { itemsOf, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";

export type Shape = "array" | "object" | "primitive";

/** How a parameter is written: what a text alone cannot tell, its schema does. */
export function shapeOf(schema: Schema, schemas: Schemas): Shape {
  return shapesOf(schema, schemas)[0] ?? "primitive";
}

/** All the ways in which it may be written, lists before objects and those before single values. */
export function shapesOf(schema: Schema, schemas: Schemas): readonly Shape[] {
  const types = typesOf(schema, schemas);
  const shapes: Shape[] = [];
  if (types.has("array")) shapes.push("array");
  if (types.has("object")) shapes.push("object");
  const isSingle = ["string", "number", "integer", "boolean"].some((type) => types.has(type));
  return isSingle || shapes.length === 0 ? [...shapes, "primitive"] : shapes;
}

/**
 * Parameters arrive as text; this makes of each text what its schema speaks of, in the members of lists and objects
 * too. What cannot be made stays a text, so that the validator says what is wrong with it.
 */
export function createCoercion(schema: Schema, schemas: Schemas): (value: unknown) => unknown {
  const primitive = createPrimitive(schema, schemas);
  const known = new Map<string | undefined, (value: unknown) => unknown>();

  /** Of a property, or of an item when no name is given; made when first met, for schemas may be recursive. */
  function member(name?: string): (value: unknown) => unknown {
    const found = known.get(name);
    if (found) return found;
    const inner = name === undefined ? itemsOf(schema, schemas) : propertyOf(schema, name, schemas);
    const made = createCoercion(inner, schemas);
    if (known.size < 1000) known.set(name, made);
    return made;
  }

  return (value) => {
    if (typeof value === "string") return primitive(value);
    if (Array.isArray(value)) return value.map((item) => member()(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, member(name)(one)]));
  };
}

/** A number as JSON writes it (RFC 8259, section 6): `01`, `+1`, `0x10`, `1.` and `Infinity` are none. */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function createPrimitive(schema: Schema, schemas: Schemas): (text: string) => unknown {
  const types = typesOf(schema, schemas);
  const makers = [
    ...(types.has("number") || types.has("integer") ? [toNumber] : []),
    ...(types.has("boolean") ? [toFlag] : []),
    ...(types.has("string") ? [toText] : []),
    ...(types.has("null") ? [toNull] : []),
  ];
  const fits = fitting(schema, schemas);
  return (text) => {
    const made = makers.map((make) => make(text)).filter((value) => value !== undefined);
    const [first = text] = made;
    if (made.length < 2) return first;
    const chosen = made.find(fits);
    return chosen === undefined ? first : chosen;
  };
}

/** Where a text may stand for several things, it stands for the one that the schema takes. */
export function fitting(schema: Schema, schemas: Schemas): (value: unknown) => boolean {
  const judge = schemas.validator(schema);
  return (value) => {
    try {
      return judge(value).length === 0;
    } catch (error) {
      // The schema cannot be used; that is told where the value is judged.
      if (error instanceof ProblemError) return false;
      throw error;
    }
  };
}

function toNumber(text: string): number | undefined {
  const value = jsonNumber.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function toFlag(text: string): boolean | undefined {
  return text === "true" ? true : text === "false" ? false : undefined;
}

function toText(text: string): string {
  return text;
}

/** An empty value is how a query says null; `null` is how people say it. */
function toNull(text: string): null | undefined {
  return text === "" || text === "null" ? null : undefined;
}

import { itemsOf, propertyOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";

export type Shape = "array" | "object" | "primitive";

/** How a parameter is written: what a text alone cannot tell, its schema does. */
export function shapeOf(schema: Schema, schemas: Schemas): Shape {
  const types = typesOf(schema, schemas);
  if (types.has("array")) return "array";
  return types.has("object") ? "object" : "primitive";
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

function createPrimitive(schema: Schema, schemas: Schemas): (text: string) => unknown {
  const types = typesOf(schema, schemas);
  const isNumber = types.has("number") || types.has("integer");
  return (text) => {
    if (isNumber && /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
    if (types.has("boolean") && (text === "true" || text === "false")) return text === "true";
    if (types.has("null") && !types.has("string") && (text === "null" || text === "")) return null;
    return text;
  };
}

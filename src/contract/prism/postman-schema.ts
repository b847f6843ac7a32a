import { isDeepStrictEqual } from "node:util";
import { isOfType } from "../../schema/json-type.ts";
import { isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";

/** What Prism infers from an example: types, `properties` and `items`. */
type Inferred = JsonObject;

const anything: Inferred = {};

/**
 * What Prism inferred, as far as the values it was inferred from bear it out: a list of unlike items, a list in a list
 * and null lead it astray, and of an empty list nothing is known.
 */
export function borneOut(schema: unknown, values: readonly unknown[]): Inferred {
  if (!isObject(schema) || values.length === 0) return anything;
  const { type } = schema;
  if (typeof type !== "string" || type === "null" || !values.every((value) => isOfType(value, type)))
    return anything;
  if (type === "array") {
    return { type, items: borneOut(schema["items"], (values as unknown[][]).flat()) };
  }
  if (type === "object") {
    const properties = Object.entries(isObject(schema["properties"]) ? schema["properties"] : {});
    const objects = values.filter(isObject);
    return {
      type,
      properties: Object.fromEntries(
        properties.map(([name, one]) => [
          name,
          borneOut(
            one,
            objects.filter((object) => Object.hasOwn(object, name)).map((object) => object[name]),
          ),
        ]),
      ),
    };
  }
  return { type };
}

/** A schema for what either of two was inferred from. */
export function merged(first: Inferred, second: Inferred): Inferred {
  if (isDeepStrictEqual(first, second)) return first;
  const types = [first["type"], second["type"]];
  if (types.includes(undefined)) return anything;
  if (types.every((type) => type === "array")) {
    return { type: "array", items: merged(first["items"] as Inferred, second["items"] as Inferred) };
  }
  if (types.every((type) => type === "object")) {
    const [one, other] = [first["properties"], second["properties"]] as [
      Record<string, Inferred>,
      Record<string, Inferred>,
    ];
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return {
      type: "object",
      properties: Object.fromEntries(
        [...names].map((name) => [
          name,
          merged(one[name] ?? other[name] ?? anything, other[name] ?? one[name] ?? anything),
        ]),
      ),
    };
  }
  if (types.every((type) => type === "integer" || type === "number")) return { type: "number" };
  return { type: [...new Set(types.flat())] };
}

/** A request may well send 9.5 where the example has 10. */
export function withNumbers(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const { type, properties, items } = schema;
  return {
    ...schema,
    ...(type === "integer" && { type: "number" }),
    ...(isObject(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [name, withNumbers(one)]),
      ),
    }),
    ...(items !== undefined && { items: withNumbers(items) }),
  };
}

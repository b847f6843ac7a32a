import { isObject } from "./pointer.ts";

/** The types of JSON Schema. */
export const jsonTypes: readonly string[] = [
  ...["object", "array", "string", "number", "integer", "boolean", "null"],
];

/** Whether a value is of a type; of one that does not exist nothing is. */
export function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    case "null":
      return value === null;
    default:
      return typeof value === type;
  }
}

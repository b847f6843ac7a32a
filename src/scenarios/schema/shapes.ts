import type { Schema, SchemaObject } from "../../schema/schema.ts";
import { longestDelay } from "../../trouble/delay.ts";

/** A schema for each key that a reader of scenario files knows: a key without one does not compile. */
export type Shapes<Keys extends readonly string[]> = Readonly<Record<Keys[number], SchemaObject>>;

/** An object that has no other keys. */
export function closed(properties: Readonly<Record<string, Schema>>, more: SchemaObject = {}): SchemaObject {
  return { ...more, type: "object", properties, additionalProperties: false };
}

/** A text that says something. */
export const text = { type: "string", minLength: 1 };
export const scalar = { type: ["string", "number", "boolean"] };
export const matcher = { $ref: "#/$defs/matcher" };
/** Names and matchers. */
export const matchers = { type: "object", minProperties: 1, additionalProperties: matcher };
/** A JSON Pointer. */
export const pointer = { pattern: "^(/|$)" };
/** A wait. */
export const milliseconds = { type: "integer", minimum: 0, maximum: longestDelay };

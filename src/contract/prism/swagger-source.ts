import { InputError } from "../../problem/input-error.ts";
import { escapeSegment, fragmentSegments, isObject, pointerSegments, valueAt } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";

/** An object of the Swagger document and the JSON Pointer that leads to it. */
export interface Place {
  readonly value: JsonObject;
  readonly pointer: string;
}

/** A pointer some segments further down. */
export function below(pointer: string, ...segments: readonly (string | number)[]): string {
  return [pointer, ...segments.map((segment) => escapeSegment(String(segment)))].join("/");
}

/** What stands at a JSON Pointer; undefined where it leads nowhere. */
export function lookUp(root: JsonObject, pointer: string): unknown {
  return valueAt(root, pointerSegments(pointer));
}

/** The members of what may not be an object. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The texts of what may not be a list of them. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flat().filter((one) => typeof one === "string") : [];
}

/** The object at a pointer, behind its `$ref`s. Throws InputError where they lead nowhere, out of the document or in a circle. */
export function follow(root: JsonObject, pointer: string): Place {
  let place = pointer;
  let value = lookUp(root, place);
  for (let steps = 0; isObject(value) && typeof value["$ref"] === "string"; steps++) {
    const ref = value["$ref"];
    const shown = ref.slice(0, 200);
    if (!ref.startsWith("#"))
      throw new InputError(`it refers to ${shown}, which is not part of the document`);
    if (steps === 100) throw new InputError(`the reference ${shown} leads in a circle`);
    place = below("", ...fragmentSegments(ref));
    value = lookUp(root, place);
    if (value === undefined) throw new InputError(`the reference ${shown} leads nowhere`);
  }
  if (!isObject(value)) throw new InputError(`there is no object at #${place}`);
  return { value, pointer: place };
}

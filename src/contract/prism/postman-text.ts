import { isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";

/** A text with the collection's variables put in; what is not known stays as it is: `{{name}}`. */
export type Substitute = (text: string) => string;

// Variables hold variables: in a few rounds, and with what they bring, they could grow beyond measure.
const maximumRounds = 10;
const maximumGrowth = 100_000;

/** Prism would put in the variables as well, with another random value for `{{$guid}}` at each start. */
export function createSubstitute(collection: JsonObject): Substitute {
  const known = new Map(
    objectsOf(collection["variable"])
      .filter((one) => one["disabled"] !== true && one["value"] !== undefined && one["value"] !== "")
      .map((one) => [textOf(one["key"] ?? one["id"]), textOf(one["value"])]),
  );
  return (text) => {
    let out = text;
    let room = maximumGrowth;
    const put = (written: string, name: string): string => {
      const value = known.get(name.trim());
      if (value === undefined || value.length > room) return written;
      room -= value.length;
      return value;
    };
    for (let round = 0; round < maximumRounds && out.includes("{{"); round++)
      out = out.replace(variable, put);
    return out;
  };
}

/** `{{name}}` */
export const variable = /\{\{([^{}]*)\}\}/g;

/** What no variable stands in any more: Postman's own `{{$guid}}` is a text like any other. */
export function withoutVariables(text: string): string {
  return text.replace(variable, (_, name: string) => name.trim().replace(/^\$/, ""));
}

/** The objects of what may not be a list of them. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text, or a plain value as one; "" for anything else. */
export function textOf(value: unknown): string {
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : "";
}

/** `{key, value}` pairs, of which some are switched off. */
export interface Pair {
  readonly key: string;
  readonly value: string;
  readonly disabled: boolean;
}

/** The pairs of what may not be a list of them, variables put in. */
export function pairsOf(value: unknown, substitute: Substitute): Pair[] {
  return (
    objectsOf(value)
      .map((one) => ({
        key: withoutVariables(substitute(textOf(one["key"]))),
        value: withoutVariables(substitute(textOf(one["value"]))),
        disabled: one["disabled"] === true,
      }))
      // Postman's own library fails on the latter.
      .filter(({ key }) => key !== "" && key !== "__proto__")
  );
}

import { fieldsOf } from "../matchers/fields.ts";
import type { Given } from "../matchers/given.ts";
import type { Schemas } from "../schema/schema.ts";
import { readCount } from "./counter.ts";
import { readEffects, type Effect } from "./effect.ts";
import { judgeBy } from "./judge.ts";

/** What an answer changes once it is the one sent. */
export interface Then {
  /** The state its scenario goes to with the last of its responses. */
  readonly state: string | undefined;
  /** The counter of the session that goes up by one. */
  readonly count: string | undefined;
  readonly effects: readonly Effect[];
}

/** What may follow an answer. */
export const thenKeys = ["state", "count", "store"] as const;

/** Reads `then: { state, count, store }`. */
export function readThen(given: Given, schemas: Schemas | undefined): Then {
  if (given.value === undefined) return { state: undefined, count: undefined, effects: [] };
  const isObject = fieldsOf(given, thenKeys);
  if (isObject && given.keys.length === 0) {
    given.refuse("then says nothing", "Write then: { state: Recovered }, or leave it out");
  }
  return {
    state: given.has("state") ? readState(given.at("state")) : undefined,
    count: given.has("count") ? readCount(given.at("count")) : undefined,
    effects: given.has("store")
      ? readEffects(given.at("store"), schemas && judgeBy(schemas, "response"))
      : [],
  };
}

function readState(given: Given): string | undefined {
  const { value } = given;
  if (typeof value === "string" && value !== "") return value;
  return given.refuse("state wants the name of a state", "Write then: { state: Recovered }");
}

import type { Schema, Schemas } from "../../schema/schema.ts";
import { lookupIn } from "../lookup.ts";
import { nodeOf, shapeOf } from "../shape.ts";
import type { ReadAsked } from "./calls.ts";
import { anyText, attempt, fakerKeyword } from "./plan.ts";

/** Why an `x-faker` is not followed. */
export interface FakedMistake {
  /** Unknown: what it asks for cannot be had; unfit: what it makes breaks the schema. */
  readonly kind: "unknown" | "unfit";
  readonly said: string;
}

const samples = [1, 2, 3, 4, 5, 6, 7, 8];

/** Why nothing can be had of a method and its arguments; undefined where something can. */
export function whyNotFaked(said: unknown, calls: ReadAsked): string | undefined {
  const asked = calls(said);
  if ("mistake" in asked) return asked.mistake;
  const makes = samples.some((seed) => attempt(asked.call, seed, anyText) !== undefined);
  return makes ? undefined : `faker makes nothing of ${JSON.stringify(said)}`;
}

/** Tries what a schema's own `x-faker` asks for. */
export function fakedMistake(
  schema: Schema,
  { schemas, calls }: { readonly schemas: Schemas; readonly calls: ReadAsked },
): FakedMistake | undefined {
  const own = typeof schema === "object" ? schema[fakerKeyword] : undefined;
  if (own === undefined) return undefined;
  const asked = calls(own);
  if ("mistake" in asked) return { kind: "unknown", said: asked.mistake };
  const shape = shapeOf(nodeOf([schema]), lookupIn(schemas));
  const judge = schemas.validator(schemas.resolve(schema));
  const made = samples.map((seed) => attempt(asked.call, seed, shape)).filter((value) => value !== undefined);
  if (made.length === 0) return { kind: "unknown", said: `faker makes nothing of ${JSON.stringify(own)}` };
  const fits = made.some((value) => judge(value).length === 0);
  if (fits) return undefined;
  const sample = JSON.stringify(made[0]);
  return { kind: "unfit", said: `${asked.method} makes ${sample.slice(0, 80)}, which breaks the schema` };
}

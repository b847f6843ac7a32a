import type { Contract } from "../contract/contract.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Schema } from "../schema/schema.ts";
import { violationOf } from "../validation/words.ts";
import { finding, type Finding } from "./finding.ts";

/** What a schema has against a value. */
export interface Objection {
  /** JSON Pointer into the value. */
  readonly pointer: string;
  /** `name is required!`, `it must be an object, not a string` */
  readonly said: string;
}

/** Empty for a value that keeps the schema, and where the schema is broken: that is told where the schema is. */
export function objectionsTo(value: unknown, schema: Schema, { schemas }: Contract): readonly Objection[] {
  const errors = quietly(() => schemas.validator(schema)(value), []);
  return errors.map((error) => {
    const { pointer, message } = violationOf(error, "response");
    return { pointer, said: pointer === "" ? message.replace(/^response/, "it") : message };
  });
}

/** What `look` gives; `otherwise` where the contract itself is in the way. */
export function quietly<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (error) {
    if (error instanceof ProblemError || error instanceof InputError) return otherwise;
    throw error;
  }
}

/** One broken part must not hide what is wrong with the others. */
export const ownMistake = "Locum itself fails here";

/** What `look` finds at a place, or what ended it. */
export function attempt(place: string, look: () => readonly Finding[]): readonly Finding[] {
  try {
    return look();
  } catch (error) {
    const reason = reasonOf(error) ?? `${ownMistake}: ${(error as Error).message}; please report it`;
    return [finding("schema-unusable", place, reason)];
  }
}

/** What the contract is to blame for, in words; undefined for a mistake of our own. */
export function reasonOf(error: unknown): string | undefined {
  if (error instanceof ProblemError) return error.problem.detail.replace(/\.$/, "");
  if (error instanceof InputError) return error.message.split("\n")[0];
  return error instanceof RangeError ? "it leads in a circle, or is nested too deeply" : undefined;
}

import { isObject } from "../schema/pointer.ts";
import type { Given } from "./given.ts";
import type { Keyword, MakeJudge } from "./matcher.ts";

/** `schema: {…}`: a JSON Schema, or a reference into the contract; a value that is not there satisfies none. */
export const satisfies: Keyword = (given, { judge }) => {
  const isValid = judge && judgeOf(given, judge);
  if (!isValid) return undefined;
  return {
    matches: (value) => value !== undefined && isValid(value),
    sentence: `satisfy ${nameOf(given.value)}`,
  };
};

function judgeOf(given: Given, judge: MakeJudge): ReturnType<MakeJudge> | undefined {
  if (!isObject(given.value) && typeof given.value !== "boolean") {
    return given.refuse(
      "schema wants a JSON Schema",
      'Write schema: { type: integer }, or schema: { $ref: "#/components/schemas/Pet" }',
    );
  }
  try {
    return judge(given.value);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
    return given.refuse(`this schema cannot be used: ${reason}`, "Write JSON Schema 2020-12");
  }
}

function nameOf(schema: unknown): string {
  const reference = isObject(schema) ? schema["$ref"] : undefined;
  return typeof reference === "string" ? reference : "its schema";
}

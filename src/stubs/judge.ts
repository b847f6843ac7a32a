import type { MakeJudge } from "../matchers/matcher.ts";
import type { Direction, Schemas } from "../schema/schema.ts";

/** Judges by the schemas of a contract, and by what a person wrote beside it. */
export function judgeBy(schemas: Schemas, direction: Direction): MakeJudge {
  return (written) => {
    const judge = schemas.validator(schemas.adopt(written, direction));
    // Compiled now: what cannot be is told at load, never at a request.
    judge(undefined);
    return (value) => judge(value).length === 0;
  };
}

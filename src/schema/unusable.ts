import { ProblemError } from "../problem/problem.ts";

/** A circle of references overflows the stack in one place or another: in the compiler, or in what it compiled. */
export function unusable(error: unknown, place: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const [message] = (error as Error).message.split("\n");
  const reason =
    error instanceof RangeError ? "it leads in a circle, or it or the value is nested too deeply" : message;
  return new ProblemError("unusable-schema", {
    detail: `The schema at ${place} cannot be used: ${reason ?? ""}.`,
    help: "Correct the schema in the document; `locum validate` lists everything that is wrong with it.",
  });
}

import { ProblemError } from "../problem/problem.ts";
import type { SchemaObject } from "./schema.ts";

/** Where a schema stands that is not of the document: whoever wrote it knows where. */
export const outside = "#/x-locum-outside";

/** Throws ProblemError `unusable-schema` where a schema cannot be read; for whoever does not judge by it. */
export function refuseMalformed({ malformed }: SchemaObject): void {
  if (malformed !== undefined) throw told(`A schema cannot be used: ${malformed}`);
}

/** A circle of references overflows the stack in one place or another: in the compiler, or in what it compiled. */
export function unusable(error: unknown, place: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const [message] = (error as Error).message.split("\n");
  const reason =
    error instanceof RangeError ? "it leads in a circle, or it or the value is nested too deeply" : message;
  return told(place === outside ? (reason ?? "") : `The schema at ${place} cannot be used: ${reason ?? ""}`);
}

function told(cause: string): ProblemError {
  return new ProblemError("unusable-schema", {
    detail: `${cause}.`,
    help: "Correct the schema in the document; `locum validate` lists everything that is wrong with it.",
  });
}

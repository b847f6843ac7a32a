import { ProblemError } from "../../problem/problem.ts";
import type { Violation } from "../../problem/violation.ts";
import { escapeSegment } from "../../schema/pointer.ts";

/** One thing wrong with what a session was to be told. */
export interface Mistake {
  /** Keys and positions that lead to it from the top of what was sent. */
  readonly path: readonly (string | number)[];
  readonly cause: string;
  /** One concrete next step. */
  readonly help: string;
}

/** As many as anyone reads at once. */
const most = 100;
/** A name that somebody sent may be as long as a body may be. */
const longest = 1000;

/** Nothing of it is taken: `admin-invalid-request`, whose errors name place, cause and next step. */
export function refusedFor(what: string, mistakes: readonly Mistake[]): ProblemError {
  const errors = mistakes.slice(0, most).map(violationOf);
  const [first] = errors;
  const count = mistakes.length > 1 ? ` in ${String(mistakes.length)} places; the first` : "";
  return new ProblemError("admin-invalid-request", {
    detail: `${what} cannot be used${count}: ${first?.pointer || "/"}: ${first?.message ?? ""}`,
    help: "Correct what `errors` names, a JSON Pointer into what was sent each; nothing was changed.",
    errors,
  });
}

/** Deeper than anyone writes. */
const deepest = 100;

/** Throws for what is nested too deeply; to be called before anything walks through it by calling itself. */
export function checkDepth(what: string, written: unknown): void {
  if (!isDeeper(written, deepest)) return;
  const help = `Nest at most ${String(deepest)} levels`;
  throw refusedFor(what, [{ path: [], cause: "this is nested too deeply", help }]);
}

/** `/respond/status` */
export function pointerOf(path: Mistake["path"]): string {
  return path
    .map((step) => `/${escapeSegment(String(step).slice(0, longest))}`)
    .join("")
    .slice(0, longest);
}

function violationOf({ path, cause, help }: Mistake): Violation {
  const message = `${cause.slice(0, longest)}. ${help.slice(0, longest)}.`;
  return { in: "body", pointer: pointerOf(path), code: "unusable", message, schemaPointer: "" };
}

function isDeeper(value: unknown, levels: number): boolean {
  let layer: readonly unknown[] = [value];
  for (let depth = 0; depth <= levels && layer.length > 0; depth++) {
    layer = layer.flatMap((one): unknown[] =>
      typeof one === "object" && one !== null ? Object.values(one) : [],
    );
  }
  return layer.length > 0;
}

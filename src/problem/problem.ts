import { catalogue, type ProblemCode } from "./catalogue.ts";
import type { Violation } from "./violation.ts";

/** An RFC 9457 problem document: the mock's own voice. `instance` is added where the exchange is known. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly code: ProblemCode;
  readonly errors?: readonly Violation[];
  readonly nearMisses?: readonly string[];
  /** One concrete next step. */
  readonly help: string;
  /** Lines of two columns: what there is, and what came; and what mends it. */
  readonly explanation?: readonly string[];
}

export interface ProblemParts {
  readonly detail: string;
  readonly help: string;
  /** Instead of the catalogue's: a forced status keeps the number that was asked for. */
  readonly status?: number;
  readonly errors?: readonly Violation[];
  readonly nearMisses?: readonly string[];
}

/** A problem of the catalogue, told for this case. */
export function problem(
  code: ProblemCode,
  { detail, help, status, errors, nearMisses }: ProblemParts,
): Problem {
  const entry = catalogue[code];
  return {
    type: `urn:locum:problem:${code}`,
    title: entry.title,
    status: status ?? entry.status,
    detail,
    code,
    ...(errors && errors.length > 0 ? { errors } : {}),
    ...(nearMisses && nearMisses.length > 0 ? { nearMisses } : {}),
    help,
  };
}

/** Thrown where a step cannot go on; `answer.ts` sends its problem. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;
  /** To be sent with it: `Allow`, `Connection`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, parts: ProblemParts, headers: Readonly<Record<string, string>> = {}) {
    super(parts.detail);
    this.problem = problem(code, parts);
    this.headers = headers;
  }
}

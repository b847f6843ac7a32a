import { InputError } from "../problem/input-error.ts";
import type { Problem } from "../problem/problem.ts";
import type { AdminCall } from "./port.ts";

/** What a test expected did not happen. Its message is ready to be shown: what was expected, what came, the near misses. */
export class VerificationError extends Error {
  override readonly name = "VerificationError";
}

/** What the admin API refused, as an error that a test's output shows in full: place, cause and next step. */
export function refusedAs({ method, path }: AdminCall, { detail, help, errors = [] }: Problem): InputError {
  const lines = errors.map(({ pointer, message }) => `${pointer || "/"}: ${message}`);
  if (lines.length > 0) return new InputError(lines.join("\n  "));
  return new InputError(detail, { help: help || `See ${method} /__admin${path} in /__admin/openapi.json.` });
}

/** Whether an answer is a problem of Locum's, and nobody else's error. */
export function isProblem(body: unknown): body is Problem {
  return isObject(body) && typeof body["code"] === "string" && typeof body["detail"] === "string";
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

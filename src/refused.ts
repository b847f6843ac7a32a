import type { Operation } from "./contract/operation.ts";
import type { Violation } from "./problem/violation.ts";
import type { Failure } from "./response/fail.ts";
import {
  credentialsViolation,
  denied,
  invalid,
  unreadable,
  unreadableViolation,
} from "./response/refusals.ts";
import type { ReadRequest } from "./validation/reading.ts";

/** Why a request is refused; undefined when it keeps the contract. Credentials first, then whether the body can be read. */
export function failureOf(read: ReadRequest): Failure | undefined {
  const { admission } = read;
  if (!admission.admitted) return denied(admission);
  if (read.unreadable) return unreadable(read.unreadable);
  const errors = read.violations();
  return errors.length > 0 ? invalid(errors) : undefined;
}

/** All that is wrong with a request; that a body is more than the mock reads is no breach of the contract. */
export function noted({ fragment }: Operation, read: ReadRequest): readonly Violation[] {
  const { admission, unreadable: error } = read;
  const isBreach = error !== undefined && error.problem.code !== "body-too-large";
  if (admission.admitted && !isBreach) return read.noted();
  return [
    ...(admission.admitted ? [] : [credentialsViolation(admission.said, fragment)]),
    ...(isBreach ? [unreadableViolation(error.problem)] : []),
    ...read.noted(),
  ];
}

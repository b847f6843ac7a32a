import { documentPlace } from "../contract/place.ts";
import type { ProblemError } from "../problem/problem.ts";
import type { Violation } from "../problem/violation.ts";
import type { Failure } from "./fail.ts";
import type { Refusal } from "./succeed.ts";

/** Credentials are missing: `missing` is what would be enough. */
export function unauthorized(violation: Violation): Omit<Failure, "headers"> {
  return {
    code: "unauthorized",
    statuses: [401],
    source: "security",
    detail: violation.message,
    help: "Send any credentials of that form; a mock does not ask whether they are good.",
  };
}

/** The body cannot be read: too large, of another media type, or not what its media type says. */
export function unreadable({ problem, headers }: ProblemError): Failure {
  const { code, status, detail, help } = problem;
  const errors = [unreadableViolation(problem)];
  return { code, statuses: [status], source: "validation", detail, help, errors, headers };
}

/** The request can be read, and breaks the contract. */
export function invalid(errors: readonly Violation[], first: Violation): Failure {
  return {
    code: "invalid-request",
    statuses: [422, 400],
    source: "validation",
    detail: `The request breaks the contract in ${String(errors.length)} place(s); the first: ${first.message}`,
    help: "Correct what `errors` names; each item gives the place and the rule.",
    errors,
  };
}

/** None of the media types that the operation answers in is accepted. */
export function unacceptable({ problem: { code, detail, help } }: ProblemError): Failure {
  return { code, statuses: [406], source: "validation", detail, help };
}

/** How the store's refusals are told. */
export const storeRefusals: Record<Refusal, Failure> = {
  missing: {
    code: "no-such-record",
    statuses: [404],
    source: "store",
    detail: "The session's store has no such record.",
    help: "Create it first, or look at what is there: GET /__admin/store/<collection>.",
  },
  conflict: {
    code: "record-exists",
    statuses: [409],
    source: "store",
    detail: "The session's store has a record with that id already.",
    help: "Send another id or none, change the one that is there, or reset the session.",
  },
};

/** The breach of a request without the credentials that its operation asks for. */
export function credentialsViolation(missing: string, operationFragment: string): Violation {
  return {
    in: "header",
    pointer: "",
    code: "security",
    message: `The request lacks ${missing}.`,
    schemaPointer: documentPlace(`${operationFragment}/security`),
  };
}

/** The breach of a body that cannot be read. */
export function unreadableViolation({ code, detail }: ProblemError["problem"]): Violation {
  const rule = code === "unsupported-media-type" ? "content-type" : code;
  return { in: "body", pointer: "", code: rule, message: detail, schemaPointer: "" };
}

import { documentPlace } from "../contract/place.ts";
import type { ProblemError } from "../problem/problem.ts";
import type { Violation } from "../problem/violation.ts";
import type { Failure } from "./fail.ts";
import type { Refusal } from "./stored.ts";

/** Credentials that are missing, not accepted, or do not reach that far. */
interface Denied {
  readonly status: 401 | 403;
  readonly reason: "missing" | "not accepted" | "insufficient";
  readonly said: string;
  readonly challenge: string;
}

const nextSteps: Record<Denied["reason"], string> = {
  missing: "Send any credentials of that form; a mock does not ask whether they are good.",
  "not accepted": "Send others: a scenario says so of these, and any that no scenario knows are let in.",
  insufficient:
    "Send others that reach further, or write what is lacking into the scenario that knows these.",
};

/** Credentials first. */
export function denied({ status, reason, said, challenge }: Denied): Failure {
  return {
    code: status === 401 ? "unauthorized" : "forbidden",
    statuses: [status],
    source: "security",
    detail: said,
    help: nextSteps[reason],
    headers: challenge === "" ? {} : { "WWW-Authenticate": challenge },
  };
}

/** The body cannot be read: too large, of another media type, or not what its media type says. */
export function unreadable({ problem, headers }: ProblemError): Failure {
  const { code, status, detail, help } = problem;
  const errors = [unreadableViolation(problem)];
  return { code, statuses: [status], source: "validation", detail, help, errors, headers };
}

/** The request can be read, and breaks the contract. */
export function invalid(errors: readonly Violation[]): Failure {
  return {
    code: "invalid-request",
    statuses: [422, 400],
    source: "validation",
    detail: `The request breaks the contract in ${String(errors.length)} place(s); the first: ${errors[0]?.message ?? ""}`,
    help: "Correct what `errors` names; each item gives the place and the rule.",
    errors,
  };
}

/** None of the media types that the operation answers in is accepted. */
export function unacceptable({ problem: { code, detail, help } }: ProblemError): Failure {
  return { code, statuses: [406], source: "validation", detail, help };
}

/** How the store's refusals are told. */
export function refusedByStore(refusal: Refusal): Failure {
  switch (refusal.kind) {
    case "missing":
    case "conflict":
    case "stale":
      return plainRefusals[refusal.kind];
    case "inapplicable":
      return inapplicable(refusal.violations);
    case "invalid":
      return { ...invalid(refusal.violations), source: "store" };
  }
}

const plainRefusals: Record<"missing" | "conflict" | "stale", Failure> = {
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
  stale: {
    code: "precondition-failed",
    statuses: [412],
    source: "store",
    detail: "The record is not as If-Match or If-None-Match says.",
    help: "Read it again, and send the ETag of that answer.",
  },
};

/** RFC 5789, section 2.2. */
function inapplicable(errors: readonly Violation[]): Failure {
  return {
    code: "patch-conflict",
    statuses: [409, 422, 400],
    source: "store",
    detail: `The patch does not apply to the record as it is: ${errors[0]?.message ?? ""}.`,
    help: "Read the record, and make a patch for what it says.",
    errors,
  };
}

/** The breach of a request without the credentials that its operation asks for. */
export function credentialsViolation(said: string, operationFragment: string): Violation {
  return {
    in: "header",
    pointer: "",
    code: "security",
    message: said,
    schemaPointer: documentPlace(`${operationFragment}/security`),
  };
}

/** The breach of a body that cannot be read. */
export function unreadableViolation({ code, detail }: ProblemError["problem"]): Violation {
  const rule = code === "unsupported-media-type" ? "content-type" : code;
  return { in: "body", pointer: "", code: rule, message: detail, schemaPointer: "" };
}

import type { Operation } from "../contract/operation.ts";
import { ProblemError } from "../problem/problem.ts";
import { chooseMedia, declaredFor, successOf } from "../response/choose.ts";
import type { Preferences } from "../response/preferences.ts";
import type { StubResponse } from "../stubs/respond.ts";
import { withoutStubs, type StubIndex } from "../stubs/select.ts";
import { isAnswerless } from "../trouble/fault.ts";

/** What decides whether an answer can be sent to a client. */
interface Receiving {
  readonly operation: Operation;
  readonly preferences: Pick<Preferences, "code" | "example">;
  readonly accept: string | undefined;
}

/** The stubs that have an answer the client accepts: what is not sent uses up no turn of a stub. */
export function sendableIndex(index: StubIndex, receiving: Receiving): StubIndex {
  // As nearly all clients do.
  if (receiving.accept === undefined || receiving.accept.includes("*/*")) return index;
  // Many stubs answer with the same status: each is negotiated once a request.
  const known = new Map<string, boolean>();
  const isSendable = (one: StubResponse): boolean => {
    if (one.status !== undefined && one.status >= 400) return true;
    const kind = JSON.stringify([one.status, one.example, one.undeclared, one.trouble.fault]);
    const sendable = known.get(kind) ?? canBeSent(one, receiving);
    known.set(kind, sendable);
    return sendable;
  };
  return withoutStubs(index, ({ responses }) => !responses.some(isSendable));
}

/** Errors and broken connections ignore Accept, and so does what the contract does not know. */
function canBeSent(response: StubResponse, { operation, preferences, accept }: Receiving): boolean {
  const { undeclared, trouble } = response;
  const { status = preferences.code, example = preferences.example } = response;
  const isBroken = trouble.fault !== undefined && isAnswerless(trouble.fault);
  if (undeclared || isBroken || (status !== undefined && status >= 400)) return true;
  const declared = status === undefined ? undefined : declaredFor(operation, status);
  const choice = status === undefined ? successOf(operation) : { status, declared };
  try {
    if (choice) chooseMedia({ accept, example }, choice);
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "not-acceptable") return false;
    throw error;
  }
}

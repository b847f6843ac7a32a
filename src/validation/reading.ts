import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import { perOperation } from "../contract/per-operation.ts";
import { withPlace } from "../contract/place.ts";
import type { MockRequest } from "../http/message.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Violation } from "../problem/violation.ts";
import { createBodyReader, type ReadBody } from "./body.ts";
import type { KnownCredentials } from "./credentials.ts";
import { createParameterReader, type ParameterSource, type ParameterValues } from "./parameters.ts";
import { createSecurity, type Admission } from "./security.ts";

/** A request as its operation sees it. Nothing here is judged before it is asked for. */
export interface ReadRequest {
  readonly values: ParameterValues;
  /** Undefined when it cannot be read: then `unreadable` says why. */
  readonly body: ReadBody | undefined;
  readonly unreadable: ProblemError | undefined;
  readonly admission: Admission;
  /** What `WWW-Authenticate` of a 401 says. */
  readonly challenge: string;
  /** Parameters first, then the body. Throws ProblemError `unusable-schema`. */
  violations(): readonly Violation[];
  /** The same for the record; a schema that cannot be used has nothing to say where an error is sent anyway. */
  noted(): readonly Violation[];
}

const mostViolations = 100;

/** A request, and what scenarios know of credentials. */
interface ReadingSource extends ParameterSource {
  readonly known?: KnownCredentials | undefined;
}

type Read = (source: ReadingSource) => ReadRequest;

/** Prepares the operations of a contract for reading, each when it is first asked for. */
export function createReading(contract: Contract, isStrict: boolean): (operation: Operation) => Read {
  return perOperation((operation) => createRead(operation, contract, isStrict));
}

function createRead(operation: Operation, { schemas, title }: Contract, isStrict: boolean): Read {
  const readParameters = createParameterReader(operation, schemas);
  const readBody = createBodyReader(operation, schemas);
  const security = createSecurity(operation, title);
  return (source) => {
    const parameters = readParameters(source);
    const { body, unreadable } = attempt(source.request, readBody);
    let found: readonly Violation[] | undefined;
    const violations = () =>
      (found ??= placed(parameters.violations(isStrict), body?.violations(isStrict) ?? none));
    return {
      values: parameters.values,
      body,
      unreadable,
      challenge: security.challenge,
      admission: security.admit({ headers: source.request.headers, query: source.query }, source.known),
      violations,
      noted: () => quietly(violations),
    };
  };
}

const none: readonly Violation[] = [];

function placed(ofParameters: readonly Violation[], ofBody: readonly Violation[]): readonly Violation[] {
  if (ofParameters.length + ofBody.length === 0) return none;
  return [...ofParameters, ...ofBody].slice(0, mostViolations).map(withPlace);
}

function quietly(violations: () => readonly Violation[]): readonly Violation[] {
  try {
    return violations();
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
}

/** Every 401 says how to do better (RFC 9110, section 15.5.2). */
export function challengeHeaders(
  status: number | undefined,
  { challenge }: ReadRequest,
): Record<string, string> {
  return status === 401 ? { "WWW-Authenticate": challenge } : {};
}

interface Attempt {
  readonly body: ReadBody | undefined;
  readonly unreadable: ProblemError | undefined;
}

function attempt(request: MockRequest, read: (request: MockRequest) => ReadBody): Attempt {
  if (request.unreadable instanceof ProblemError) return { body: undefined, unreadable: request.unreadable };
  try {
    return { body: read(request), unreadable: undefined };
  } catch (error) {
    if (error instanceof ProblemError) return { body: undefined, unreadable: error };
    throw error;
  }
}

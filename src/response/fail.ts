import { STATUS_CODES } from "node:http";
import type { Operation } from "../contract/operation.ts";
import { mergeHeaders } from "../http/headers.ts";
import type { Source, WhyStep } from "../problem/exchange.ts";
import { problem, type Problem } from "../problem/problem.ts";
import type { ProblemCode } from "../problem/catalogue.ts";
import type { Violation } from "../problem/violation.ts";
import { pointerSegments } from "../schema/pointer.ts";
import { declaredFor, errorFor, type Choice } from "./choose.ts";
import type { ErrorWriter } from "./error-body.ts";
import type { Finding } from "./error-shape.ts";
import { phraseOf } from "./error-words.ts";
import type { HeadersOf } from "./headers.ts";
import { contentReply, problemReply, told, undeclaredReply, type Reply } from "./reply.ts";

/** Why a request fails, and how to say so where the contract does not. */
export interface Failure {
  readonly code: ProblemCode;
  /** The statuses that would tell of it, best first. */
  readonly statuses: readonly number[];
  readonly source: Source;
  readonly detail: string;
  readonly help: string;
  readonly errors?: readonly Violation[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error that was asked for by its status. */
export interface WantedError {
  readonly status: number;
  readonly source: Source;
  readonly said: string;
  readonly findings: readonly Finding[];
  readonly example?: string | undefined;
  readonly given?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What all errors of one request have in common. */
export interface Telling {
  readonly operation: Operation;
  /** Where the request went. */
  readonly path: string;
  readonly seed: number;
  /** Where the exchange can be read about. */
  readonly instance: string;
  readonly dynamic: boolean | undefined;
  readonly writer: ErrorWriter;
  readonly headersOf: HeadersOf;
}

/** Says what went wrong: as the contract declares it, else as a problem document. */
function fail(failure: Failure, telling: Telling): Reply {
  const { code, statuses, source, detail: said, help, errors = [], headers = {} } = failure;
  const { status, declared } = errorFor(telling.operation, statuses);
  const wanted = { status, source, said, headers, findings: errors.map(findingOf) };
  if (declared) return declaredError({ status, declared }, wanted, telling);
  return problemReply(problem(code, { detail: said, help, status, errors }), telling.instance, wanted);
}

/** As `fail`; the story says by which step. */
export function refuse(why: WhyStep[], telling: Telling, failure: Failure): Reply {
  return told(why, failure.source, fail(failure, telling));
}

/** The error of that status: by contract where it is declared, else a problem document that says it is not. */
export function wantedError(wanted: WantedError, telling: Telling): Reply {
  const declared = declaredFor(telling.operation, wanted.status);
  if (declared) return declaredError({ status: wanted.status, declared }, wanted, telling);
  if (wanted.given !== undefined) return undeclaredReply(wanted, wanted.given);
  const own = undeclaredStatus(telling.operation, wanted.status);
  return problemReply(own, telling.instance, { ...wanted, said: own.detail });
}

/** The problem of a status that the contract does not know; its title is the status in words. */
export function undeclaredStatus(operation: Operation, status: number): Problem {
  const keys = operation.responses.map(({ key }) => key).join(", ");
  const own = problem("undeclared-status", {
    status,
    detail: `${operation.id} does not declare ${String(status)}; it was asked for all the same.`,
    help: `Declare it in the document, or ask for what is declared: ${keys}.`,
  });
  return { ...own, title: STATUS_CODES[status] ?? own.title };
}

function declaredError({ status, declared }: Choice, wanted: WantedError, telling: Telling): Reply {
  if (!declared) throw new TypeError("the contract declares no such error");
  const { findings, example, given } = wanted;
  const { path, seed, dynamic } = telling;
  const facts = { status, message: declared.description || phraseOf(status), path, findings };
  const { media, value } = telling.writer.write(declared, { facts, seed, dynamic, example, given });
  const headers = mergeHeaders(telling.headersOf(declared, { seed, dynamic }), wanted.headers);
  return contentReply({ ...wanted, status, headers }, media && { value, media });
}

/** A violation as an error body speaks of it. */
export function findingOf({ in: place, pointer, code, message }: Violation): Finding {
  return { field: pointerSegments(pointer).join("."), message, code, in: place };
}

/** What a scenario says of fields, as an error body speaks of it. */
export function scriptedFindings(errors: Readonly<Record<string, readonly string[]>>): Finding[] {
  return Object.entries(errors).flatMap(([field, messages]) =>
    messages.map((message) => ({ field, message, code: "scripted", in: "body" as const })),
  );
}

import { contractOf } from "../../contract/load.ts";
import type { Operation } from "../../contract/operation.ts";
import type { MockResponse, RequestHeaders } from "../../http/message.ts";
import type { Awaitable, Log } from "../../ports.ts";
import { listed } from "../../problem/nearest.ts";
import { problem, ProblemError } from "../../problem/problem.ts";
import { createReading, type ReadRequest } from "../../validation/reading.ts";
import type { Served } from "../served.ts";
import { findAdmin } from "./find.ts";
import { adminDocument } from "./openapi.ts";
import type { AdminReply } from "./operation.ts";
import { emptyReply, problemReply } from "./reply.ts";
import { adminOperations } from "./table.ts";

/** A request to the admin API that may come in: over HTTP it has passed the door. */
export interface AdminRequest {
  readonly method: string;
  /** Below `/__admin`, with its query. */
  readonly target: string;
  readonly headers: RequestHeaders;
  readonly session: string;
  /** The path that the mock is mounted at; empty at the root. */
  readonly mount?: string;
  /** Asked for when it is known that there is such an operation. */
  readonly body: () => Awaitable<Buffer>;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Throws what it refuses; `refusal` makes an answer of it. */
export type AnswerAdmin = (request: AdminRequest) => Promise<AdminReply>;

/** The admin API without HTTP. It finds and validates requests by its own OpenAPI document. */
export function createAdminAnswer(current: () => Served): AnswerAdmin {
  const contract = contractOf(adminDocument(adminOperations), "the admin API");
  const readingOf = createReading(contract, true);
  const answers = new Map(adminOperations.map((operation) => [operation.id, operation] as const));

  return async ({ method, target, headers, session, mount = "", body: readBody, signal }) => {
    const { path, query } = split(target);
    const found = findAdmin(method, path, contract);
    if (found.kind === "options") return emptyReply({ Allow: found.allow });
    const asked = { method, path, query, headers, body: await readBody(), prefix: "" };
    const read = readingOf(found.operation)({ request: asked, query, pathValues: found.pathValues });
    check(read, found.operation);
    const operation = answers.get(found.operation.id);
    if (!operation) throw new Error(`The admin API declares ${found.operation.id} and has no answer to it.`);
    return operation.answer({
      served: current(),
      session,
      mount,
      path: read.values.path,
      query: read.values.query,
      body: read.body?.value,
      headers,
      operations: adminOperations,
      signal,
    });
  };
}

/** Throws where the request breaks the admin API's own document. */
function check(read: ReadRequest, { parameters }: Operation): void {
  if (read.unreadable) throw new ProblemError("admin-invalid-request", read.unreadable.problem);
  const errors = read.violations();
  const [first] = errors;
  if (!first) return;
  throw new ProblemError("admin-invalid-request", {
    detail: first.message.replace(/[^.!?]$/, "$&."),
    help: first.in === "query" ? takes(parameters) : "GET /__admin/openapi.json says what can be sent.",
    errors,
  });
}

function takes(parameters: Operation["parameters"]): string {
  const names = parameters.filter((one) => one.in === "query").map(({ name }) => name);
  const list = names.length > 0 ? `the parameters ${listed(names, names.length)}` : "no parameters";
  return `Its query takes ${list}; GET /__admin/openapi.json says more.`;
}

/** What was thrown, as a problem; nothing of Express's own error page gets out. */
export function refusal(error: unknown, log: Log): MockResponse {
  if (error instanceof ProblemError) return problemReply(error.problem, error.headers);
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const help = "Its log has the details; please report them.";
  return problemReply(problem("internal", { detail: "The mock made a mistake.", help }));
}

/** A target's path and query. */
export function split(target: string): { path: string; query: string } {
  const question = target.indexOf("?");
  if (question < 0) return { path: target, query: "" };
  return { path: target.slice(0, question), query: target.slice(question + 1) };
}

import express, { type Response, type Router } from "express";
import type { IncomingMessage } from "node:http";
import type { Operation } from "../../contract/operation.ts";
import { contractOf } from "../../contract/load.ts";
import type { MockResponse, RequestHeaders } from "../../http/message.ts";
import type { Log } from "../../ports.ts";
import { problem, ProblemError } from "../../problem/problem.ts";
import { listed } from "../../problem/nearest.ts";
import { createReading, type ReadRequest } from "../../validation/reading.ts";
import { readBody } from "../body.ts";
import type { MockLocals } from "../mock.ts";
import { send } from "../send.ts";
import type { Served } from "../served.ts";
import { checkMediaType, createDoor } from "./door.ts";
import { findAdmin } from "./find.ts";
import { adminDocument } from "./openapi.ts";
import type { AdminReply } from "./operation.ts";
import { emptyReply, problemReply } from "./reply.ts";
import { sendPieces } from "./send-pieces.ts";
import { adminOperations } from "./table.ts";

/**
 * The admin API, to be mounted at `/__admin` behind whatever takes `/__session/<name>` off the URL and puts the
 * session's name into `response.locals.session`. It finds and validates requests by its own OpenAPI document.
 */
export function createAdmin(current: () => Served): Router {
  const admin = express.Router();
  const answer = createAnswer(current);
  admin.use(async (request: IncomingMessage, response: Response<unknown, Partial<MockLocals>>) => {
    try {
      const reply = await answer(request, response.locals.session ?? "default");
      if ("pieces" in reply) await sendPieces(response, reply, current());
      else send(response, reply);
    } catch (error) {
      // A client that went away while it was sending needs no answer.
      if (!isGone(error)) send(response, refusal(error, current().log));
    }
  });
  return admin;
}

function createAnswer(
  current: () => Served,
): (request: IncomingMessage, session: string) => Promise<AdminReply> {
  const { options } = current();
  const enter = createDoor(options);
  const contract = contractOf(adminDocument(adminOperations), "the admin API");
  const readingOf = createReading(contract, true);
  const answers = new Map(adminOperations.map((operation) => [operation.id, operation] as const));

  return async (request, session) => {
    const { method = "GET", headers, url = "/" } = request;
    const { path, query } = split(url);
    enter(request, path);
    const found = findAdmin(method, path, contract);
    if (found.kind === "options") return emptyReply({ Allow: found.allow });
    const body = await readBody(request, options.maxBody);
    checkMediaType(request, body);
    const asked = { method, path, query, headers: headers as RequestHeaders, body, prefix: "" };
    const read = readingOf(found.operation)({ request: asked, query, pathValues: found.pathValues });
    check(read, found.operation);
    const operation = answers.get(found.operation.id);
    if (!operation) throw new Error(`The admin API declares ${found.operation.id} and has no answer to it.`);
    return operation.answer({
      served: current(),
      session,
      path: read.values.path,
      query: read.values.query,
      body: read.body?.value,
      headers: asked.headers,
      operations: adminOperations,
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
    detail: `${first.message}.`,
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
function refusal(error: unknown, log: Log): MockResponse {
  if (error instanceof ProblemError) return problemReply(error.problem, error.headers);
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const help = "Its log has the details; please report them.";
  return problemReply(problem("internal", { detail: "The mock made a mistake.", help }));
}

function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ECONNRESET";
}

function split(url: string): { path: string; query: string } {
  const question = url.indexOf("?");
  if (question < 0) return { path: url, query: "" };
  return { path: url.slice(0, question), query: url.slice(question + 1) };
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { MockRequest, MockResponse, RequestHeaders } from "../http/message.ts";
import { problem, ProblemError } from "../problem/problem.ts";
import { sessionName, splitPrefix } from "../sessions/name.ts";
import { readBody } from "./body.ts";
import { corsHeaders, isPreflight, preflightHeaders } from "./cors.ts";
import { send } from "./send.ts";
import type { Served } from "./served.ts";
import { landing } from "./landing.ts";

/** What Express calls; without `next`, a request for the admin API is answered with a 404. */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

/** Where the admin API finds out what the request was addressed to. */
export interface MockLocals {
  session: string;
}

/**
 * The mock as a middleware. Requests below `/__admin` go on to `next`, with the session's prefix taken off their URL
 * and its name in `response.locals.session`; everything else is answered here.
 */
export function createMiddleware(served: Served): Middleware {
  return (request, response, next) => {
    const { prefix, target, name } = splitPrefix(request.url ?? "/");
    const isAdmin = target.startsWith("/__admin") && /^\/__admin(?:[/?]|$)/.test(target);
    if (isAdmin && next) {
      toAdmin({ request, response, target, name }, next, served);
      return;
    }
    const question = target.indexOf("?");
    const asked: Omit<MockRequest, "body"> = {
      method: request.method ?? "GET",
      path: question < 0 ? target : target.slice(0, question),
      query: question < 0 ? "" : target.slice(question + 1),
      headers: request.headers as RequestHeaders,
      prefix,
    };
    reply({ request, response, asked, name }, served).catch((error: unknown) => {
      if (isGone(request, error)) return;
      send(response, refusal(error, served));
    });
  };
}

interface Addressed {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: string;
  readonly name: string | undefined;
}

function toAdmin({ request, response, target, name }: Addressed, next: () => void, served: Served): void {
  const withLocals = response as ServerResponse & { locals?: Partial<MockLocals> };
  try {
    withLocals.locals = {
      ...withLocals.locals,
      session: sessionName(request.headers as RequestHeaders, name),
    };
  } catch (error) {
    send(response, refusal(error, served));
    return;
  }
  request.url = target;
  next();
}

interface Exchanged {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly asked: Omit<MockRequest, "body">;
  readonly name: string | undefined;
}

async function reply({ request, response, asked, name }: Exchanged, served: Served): Promise<void> {
  const body = await readBody(request, served.options.maxBody);
  const whole: MockRequest = { ...asked, body };
  const { cors } = served.options;
  const options = answerOptions(whole, served);
  if (options) {
    send(response, options);
    return;
  }
  const page = whole.path === "/" ? await landing(whole, served) : undefined;
  if (page) {
    send(response, page);
    return;
  }
  const session = served.sessions.open(sessionName(whole.headers, name));
  const answer = await served.exchange(whole, session);
  if (cors && whole.headers["origin"] !== undefined) Object.assign(answer.headers, corsHeaders(whole));
  send(response, answer);
}

/** A preflight, or the question what a path allows; undefined where the document answers OPTIONS itself. */
function answerOptions(request: MockRequest, { contract, options }: Served): MockResponse | undefined {
  if (request.method !== "OPTIONS") return undefined;
  const found = contract.find(request.method, request.path);
  if (found.kind === "operation") return undefined;
  if (options.cors && isPreflight(request))
    return { status: 204, headers: preflightHeaders(request), body: "" };
  if (found.kind === "none") return undefined;
  return {
    status: 204,
    headers: { Allow: found.allow.join(", "), ...(options.cors ? corsHeaders(request) : {}) },
    body: "",
  };
}

function isGone(request: IncomingMessage, error: unknown): boolean {
  return request.destroyed && (error as NodeJS.ErrnoException).code === "ECONNRESET";
}

/** What cannot belong to a session or an exchange: its name is bad, or its body too large. */
function refusal(error: unknown, { log }: Served): MockResponse {
  if (!(error instanceof ProblemError))
    log.error(error instanceof Error ? (error.stack ?? "") : String(error));
  const told =
    error instanceof ProblemError
      ? error.problem
      : problem("internal", {
          detail: "The mock made a mistake.",
          help: "Its log has the details; please report them.",
        });
  const headers = error instanceof ProblemError ? error.headers : {};
  return {
    status: told.status,
    headers: { "Content-Type": "application/problem+json", "X-Mock-Source": "problem", ...headers },
    body: JSON.stringify(told),
  };
}

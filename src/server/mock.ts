import type { IncomingMessage, ServerResponse } from "node:http";
import type { MockRequest, MockResponse, RequestHeaders } from "../http/message.ts";
import { problem, ProblemError } from "../problem/problem.ts";
import { sessionName, splitPrefix } from "../sessions/name.ts";
import { readBody } from "./body.ts";
import { inOrder, likeBefore, storyInOrder, type Head } from "./connection.ts";
import { corsHeaders, isPreflight, preflightHeaders } from "./cors.ts";
import { deliver } from "./deliver.ts";
import type { Holding } from "./holding.ts";
import { send } from "./send.ts";
import type { Served } from "./served.ts";
import { createBatches } from "./together.ts";
import { landing } from "./landing.ts";

/** What Express calls; without `next`, a request for the admin API is answered with a 404. */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

/** Where the admin API finds out what the request was addressed to. */
export interface MockLocals {
  session: string;
  /** The path that the mock is mounted at in somebody's application; empty at the root. */
  mount: string;
}

/**
 * The mock as a middleware. Requests below `/__admin` go on to `next`, with the session's prefix taken off their URL
 * and its name in `response.locals.session`; everything else is answered here,
 * by what is served when the request comes in.
 */
export function createMiddleware(current: () => Served, holding: Holding): Middleware {
  const together = createBatches();
  return (request, response, next) => {
    const served = current();
    const { prefix, target, name } = splitPrefix(originForm(request.url ?? "/"));
    const isAdmin = target.startsWith("/__admin") && /^\/__admin(?:[/?]|$)/.test(target);
    if (isAdmin && next) {
      const addressed = { request, response, target, name };
      const admit = () => answered(response, () => toAdmin(addressed, next, served));
      inOrder(request, admit).catch((error: unknown) => send(response, refusal(error, served)));
      return;
    }
    const question = target.indexOf("?");
    const asked = likeBefore(request, {
      method: request.method ?? "GET",
      path: question < 0 ? target : target.slice(0, question),
      query: question < 0 ? "" : target.slice(question + 1),
      headers: request.headers as RequestHeaders,
      prefix: mountOf(request) + prefix,
    });
    const leave = () => holding.leave();
    holding.enter();
    // Read from now on, whoever is told before: of a connection that is gone by then nothing more would be heard.
    const coming = readOrNot(request, served);
    coming.catch(() => undefined);
    const exchanged = { response, asked, name, holding, coming, together };
    storyInOrder(request, () => reply(exchanged, served)).then(leave, (error: unknown) => {
      leave();
      if (!isGone(request, error)) send(response, refusal(error, served, asked));
    });
  };
}

/** Mounted in an application of one's own, Express and connect have taken the mount path off the URL. */
function mountOf({ url = "", baseUrl, originalUrl }: Mounted): string {
  if (baseUrl !== undefined || originalUrl === undefined) return baseUrl ?? "";
  const rest = url.replace(/^\/(?=\?|$)/, "");
  return originalUrl.endsWith(rest)
    ? originalUrl.slice(0, originalUrl.length - rest.length).replace(/\/$/, "")
    : "";
}

type Mounted = IncomingMessage & { readonly baseUrl?: string; readonly originalUrl?: string };

/** RFC 9112, section 3.2.2: a server MUST accept the absolute form, which clients of proxies send. */
export function originForm(target: string): string {
  if (target.startsWith("/")) return target;
  const rest = target.replace(/^https?:\/\/[^/?#]*/i, "");
  return rest.startsWith("/") ? rest : `/${rest}`;
}

interface Addressed {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: string;
  readonly name: string | undefined;
}

/** Resolves when the response has been sent, or nobody is there any more. */
function answered(response: ServerResponse, answer: () => void): Promise<void> {
  return new Promise((resolve) => {
    response.once("close", resolve);
    answer();
  });
}

function toAdmin({ request, response, target, name }: Addressed, next: () => void, served: Served): void {
  const withLocals = response as ServerResponse & { locals?: Partial<MockLocals> };
  try {
    withLocals.locals = {
      ...withLocals.locals,
      session: sessionName(request.headers as RequestHeaders, name),
      mount: mountOf(request),
    };
  } catch (error) {
    send(response, refusal(error, served));
    return;
  }
  request.url = target;
  next();
}

interface Exchanged {
  readonly response: ServerResponse;
  readonly asked: Head;
  readonly name: string | undefined;
  readonly holding: Holding;
  readonly coming: ReturnType<typeof readOrNot>;
  readonly together: () => Promise<void>;
}

async function reply(exchanged: Exchanged, served: Served): Promise<void> {
  const { response, asked, name, holding, coming, together } = exchanged;
  const { body, unreadable } = await coming;
  await together();
  const { method, path, query, headers, prefix } = asked;
  const whole: MockRequest = { method, path, query, headers, prefix, body, unreadable };
  deliver(response, await respond(whole, name, served), holding);
}

/** What a request is answered with, however it came in. Throws ProblemError where it cannot belong to a session. */
export async function respond(
  whole: MockRequest,
  name: string | undefined,
  served: Served,
): Promise<MockResponse> {
  const options = answerOptions(whole, served);
  if (options) return options;
  const page = whole.path === "/" ? await landing(whole, served) : undefined;
  if (page) return page;
  const session = served.sessions.open(sessionName(whole.headers, name));
  const answer = await served.exchange(whole, session);
  adorn(answer, whole, served);
  return answer;
}

/** What a response says for the sake of browsers and connections. */
export function adorn(answer: MockResponse, request: MockRequest, { options }: Served): void {
  if (options.cors) Object.assign(answer.headers, corsHeaders(request, answer.headers));
  // Whatever is answered, the rest of a body that is too large is not read.
  if (request.unreadable instanceof ProblemError) Object.assign(answer.headers, request.unreadable.headers);
}

/** An error can be had on any request, also on one whose body cannot be read. */
async function readOrNot(
  request: IncomingMessage,
  { options }: Served,
): Promise<Pick<MockRequest, "body" | "unreadable">> {
  try {
    return { body: await readBody(request, options.maxBody) };
  } catch (error) {
    if (error instanceof ProblemError) return { body: Buffer.alloc(0), unreadable: error };
    throw error;
  }
}

/** A preflight, or the question what a path allows; undefined where the document answers OPTIONS itself. */
export function answerOptions(request: MockRequest, { contract, options }: Served): MockResponse | undefined {
  if (request.method !== "OPTIONS") return undefined;
  const found = contract.find(request.method, request.path, request);
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

/** What cannot belong to a session: its name is bad, or there are too many. */
export function refusal(
  error: unknown,
  { log, options }: Served,
  asked?: Pick<MockRequest, "headers">,
): MockResponse {
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
    headers: {
      "Content-Type": "application/problem+json",
      "X-Mock-Source": "problem",
      ...headers,
      ...(asked && options.cors ? corsHeaders(asked) : {}),
    },
    body: JSON.stringify(told),
  };
}

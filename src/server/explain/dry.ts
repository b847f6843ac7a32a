import type { MockRequest, MockResponse } from "../../http/message.ts";
import type { Exchange } from "../../problem/exchange.ts";
import { ProblemError } from "../../problem/problem.ts";
import type { Rehearsal } from "../../rehearsal.ts";
import { sessionName } from "../../sessions/name.ts";
import { landing } from "../landing.ts";
import { adorn, answerOptions, refusal } from "../mock.ts";
import type { Served } from "../served.ts";
import type { AskedRequest } from "./input.ts";

/** What a request would get, found out without leaving a trace. */
export interface DryRun {
  readonly request: MockRequest;
  /** Undefined where the request names none that there can be. */
  readonly session: string | undefined;
  /** Undefined for a request to the admin API, which is not tried. */
  readonly response: MockResponse | undefined;
  /** Undefined where the contract was not asked: then `said` tells who answers. */
  readonly rehearsal: Rehearsal | undefined;
  readonly said: string;
}

/** Goes the way that a request goes from the socket to the answer, but for what that changes. */
export async function dryRun(
  { request, name }: AskedRequest,
  session: string,
  served: Served,
): Promise<DryRun> {
  const nobody = { request, session, rehearsal: undefined, response: undefined };
  if (/^\/__admin(?:\/|$)/.test(request.path))
    return { ...nobody, said: "The request is for the admin API, whose answers are not tried." };
  const options = answerOptions(request, served);
  if (options)
    return { ...nobody, response: options, said: "A question of a browser's, answered by the mock itself." };
  const page = request.path === "/" ? await landing(request, served) : undefined;
  if (page) return { ...nobody, response: page, said: "The mock's own landing page." };
  try {
    const meant = named(request, name) ?? session;
    const rehearsal = await served.rehearse(request, meant);
    adorn(rehearsal.response, request, served);
    return { request, session: meant, response: rehearsal.response, rehearsal, said: "" };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const response = refusal(error, served, request);
    return { ...nobody, session: undefined, response, said: error.problem.detail };
  }
}

/** The session that the request itself names. Throws `invalid-session` and `session-conflict`. */
function named({ headers }: MockRequest, name: string | undefined): string | undefined {
  const isNamed = name !== undefined || "x-mock-session" in headers || "x-mock-namespace" in headers;
  return isNamed ? sessionName(headers, name) : undefined;
}

/** As the journal would have it, also where it would have nothing. */
export function exchangeOf({ request, session, response, rehearsal, said }: DryRun): Exchange {
  if (rehearsal) return { ...rehearsal.exchange, response: response ?? rehearsal.response };
  return {
    ...{
      id: "",
      session: session ?? "",
      time: 0,
      duration: 0,
      operationId: undefined,
      source: "problem",
      request,
    },
    response: response ?? { status: 200, headers: {}, body: "" },
    violations: [],
    why: [{ step: "problem", said }],
  };
}

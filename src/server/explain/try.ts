import type { Operation } from "../../contract/operation.ts";
import { correctedCommand } from "../../explain/corrected.ts";
import { lostRequest } from "../../explain/lost.ts";
import type { Fix } from "../../explain/unmatched.ts";
import type { MockRequest } from "../../http/message.ts";
import type { Exchange } from "../../problem/exchange.ts";
import type { Rehearsal } from "../../rehearsal.ts";
import type { Served } from "../served.ts";
import type { ShownElsewhere } from "./shown.ts";
import type { ExplainedStub } from "./stubs.ts";

/** What is to be mended. */
export interface Broken {
  readonly served: Served;
  readonly session: string;
  readonly operation: Operation;
  readonly exchange: Exchange;
  readonly stubs: readonly ExplainedStub[];
  readonly elsewhere: readonly ShownElsewhere[];
}

interface Attempt {
  readonly request: MockRequest;
  readonly said: string;
}

interface Place {
  readonly served: Served;
  readonly session: string;
  readonly operation: Operation;
}

/** A request that does what it is meant to, as a line to paste; none where it does not. */
export async function tried(
  { request, said }: Attempt,
  { served, session, operation }: Place,
  isMended: (rehearsal: Rehearsal) => boolean,
): Promise<Fix[]> {
  const rehearsal = await served.rehearse(request, session);
  if (!isMended(rehearsal)) return [];
  const { status } = rehearsal.response;
  const lost = lostRequest(request, served.show);
  const paste = correctedCommand(inSession(lost, request, session), {
    operation,
    path: request.path,
    method: request.method,
  });
  return [{ said: `${said} That gets ${String(status)}.`, paste }];
}

/** What does not name its session otherwise names it by a header. */
export function inSession<T extends { headers: MockRequest["headers"] }>(
  lost: T,
  { prefix, headers }: MockRequest,
  session: string,
): T {
  const isNamed =
    prefix.includes("/__session/") || "x-mock-session" in headers || "x-mock-namespace" in headers;
  if (isNamed || session === "default") return lost;
  return { ...lost, headers: { ...lost.headers, "x-mock-session": session } };
}

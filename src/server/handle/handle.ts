import type { MockRequest, MockResponse, RequestHeaders } from "../../http/message.ts";
import { ProblemError } from "../../problem/problem.ts";
import { sessionName, splitPrefix } from "../../sessions/name.ts";
import { refusal as adminRefusal, type AnswerAdmin } from "../admin/answer.ts";
import type { AdminReply } from "../admin/operation.ts";
import { decodeBody } from "../body.ts";
import type { Holding } from "../holding.ts";
import { refusal, respond } from "../mock.ts";
import type { Served } from "../served.ts";
import { arrive } from "./arrive.ts";
import { streamed } from "./streamed.ts";
import { readRequest, type RequestInput } from "./read-request.ts";

/** Answers a request without a network, with the signature of `fetch`. */
export type Handle = (input: RequestInput, init?: RequestInit) => Promise<Response>;

export interface HandleParts {
  readonly served: () => Served;
  readonly holding: Holding;
  readonly admin: AnswerAdmin;
}

/** What answers requests of this process, by the same story as those that come over HTTP. */
export function createHandle({ served: current, holding, admin }: HandleParts): Handle {
  return async (input, init) => {
    const request = readRequest(input, init);
    const served = current();
    const { pathname, search, host } = new URL(request.url);
    const { prefix, target, name } = splitPrefix(pathname);
    const headers: RequestHeaders = { host, ...Object.fromEntries(request.headers) };
    const isAdmin = /^\/__admin(\/|$)/.test(target);
    const asked = { method: request.method, path: target, query: search.slice(1), headers, prefix };
    const coming = { request, served, asked, name };
    holding.enter();
    const answering: Promise<AdminReply> = isAdmin ? fromAdmin(coming, admin) : fromMock(coming);
    const answer = await answering.finally(() => holding.leave());
    if ("pieces" in answer) return streamed(answer, { signal: request.signal, ending: served.ending });
    return arrive(answer, { request, holding });
  };
}

interface Coming {
  readonly request: Request;
  readonly served: Served;
  readonly asked: Omit<MockRequest, "body" | "unreadable">;
  /** The session's, in the path. */
  readonly name: string | undefined;
}

async function fromMock({ request, served, asked, name }: Coming): Promise<MockResponse> {
  const body = await bytesOf(request, served).catch((error: unknown) => {
    if (error instanceof ProblemError) return error;
    throw error;
  });
  const whole = body instanceof ProblemError ? { body: Buffer.alloc(0), unreadable: body } : { body };
  return respond({ ...asked, ...whole }, name, served).catch((error: unknown) =>
    refusal(error, served, asked),
  );
}

async function fromAdmin({ request, served, asked, name }: Coming, admin: AnswerAdmin): Promise<AdminReply> {
  try {
    const { method, path, query, headers } = asked;
    return await admin({
      method,
      target: `${path.slice("/__admin".length) || "/"}${query === "" ? "" : `?${query}`}`,
      headers,
      session: sessionName(headers, name),
      body: () => bytesOf(request, served),
      signal: request.signal,
    });
  } catch (error) {
    return adminRefusal(error, served.log);
  }
}

/** As `readBody` does it of a stream from the network. */
async function bytesOf({ body, headers }: Request, { options }: Served): Promise<Buffer> {
  if (!body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > options.maxBody) break;
  }
  return decodeBody(Buffer.concat(chunks), headers.get("content-encoding") ?? undefined, options.maxBody);
}

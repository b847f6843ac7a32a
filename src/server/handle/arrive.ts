import { STATUS_CODES } from "node:http";
import { EventEmitter } from "node:events";
import type { FaultName, MockResponse } from "../../http/message.ts";
import { usualDribble } from "../../trouble/dribble.ts";
import type { Holding, Waiting } from "../holding.ts";
import { unsendable } from "../send.ts";

/** A request of this process that an answer arrives at. */
export interface Arriving {
  readonly request: Request;
  readonly holding: Holding;
}

/** Who called, and may abort. */
class Caller extends EventEmitter implements Waiting {
  destroyed = false;

  constructor({ signal }: Request) {
    super();
    signal.addEventListener("abort", () => {
      this.destroyed = true;
      this.emit("close");
    });
  }
}

/**
 * The answer as it is meant to arrive: late, slowly, broken or not at all. Rejects as `fetch` does: with the signal's
 * reason, or with a TypeError whose cause names the fault.
 */
export function arrive(answer: MockResponse, { request, holding }: Arriving): Promise<Response> {
  const { signal } = request;
  const { delay = 0 } = answer;
  return new Promise((resolve, reject) => {
    const give = () => signal.reason as Error;
    if (signal.aborted) {
      reject(give());
      return;
    }
    signal.addEventListener("abort", () => reject(give()));
    const caller = new Caller(request);
    holding.wait(caller, delay, () => {
      if (answer.fault === "stall") holding.stall(caller, () => reject(broken("stall", "fetch failed")));
      else if (isLost(answer, request)) reject(broken(answer.fault, "fetch failed"));
      else resolve(responseOf(answer, { request, holding, caller }));
    });
  });
}

/** Whether nothing arrives; an answer that is broken off without a body is broken off in its head. */
function isLost({ fault, ...answer }: MockResponse, request: Request): boolean {
  if (fault === undefined || fault === "slow-dribble") return false;
  return !(fault === "truncated-body" || fault === "malformed-chunk") || isBodiless(answer, request);
}

function isBodiless({ status }: Pick<MockResponse, "status">, { method }: Request): boolean {
  return method === "HEAD" || status === 204 || status === 205 || status === 304;
}

/** As undici says it, with our name of it. */
function broken(fault: FaultName | undefined, message: string): TypeError {
  const code = fault === "connection-reset" ? "ECONNRESET" : "UND_ERR_SOCKET";
  const cause = Object.assign(new Error(`the mock broke the connection: ${fault ?? "it stopped"}`), {
    code,
    fault,
  });
  return new TypeError(message, { cause });
}

interface Calling extends Arriving {
  readonly caller: Caller;
}

function responseOf(answer: MockResponse, calling: Calling): Response {
  const { request } = calling;
  // A copy: a Response takes no memory that may be shared.
  const bytes = Buffer.from(answer.body);
  const { status } = answer;
  if (status !== 204 && status !== 304) answer.headers["Content-Length"] = String(bytes.length);
  const response = isBodiless(answer, request)
    ? made(null, answer)
    : made(answer.fault === undefined ? bytes : streamOf(bytes, answer, calling), answer);
  if (answer.fault === undefined || response.body === null) answer.sent?.();
  // What a constructor makes comes from nowhere.
  return Object.defineProperty(response, "url", { value: request.url });
}

/** A header that cannot be carried has got this far; the caller still gets an answer. */
function made(body: ConstructorParameters<typeof Response>[0], { status, headers }: MockResponse): Response {
  try {
    return new Response(body, { status, statusText: STATUS_CODES[status] ?? "", headers });
  } catch (error) {
    const { status: instead, headers: own, body: text } = unsendable(error);
    return new Response(String(text), { status: instead, headers: own });
  }
}

/** A body piece by piece, or the half of one that breaks off. */
function streamOf(
  bytes: Buffer,
  answer: MockResponse,
  { request, holding, caller }: Calling,
): ReadableStream {
  const { fault, sent } = answer;
  return new ReadableStream<Uint8Array>({
    start(stream) {
      if (fault !== "slow-dribble") {
        stream.enqueue(bytes.subarray(0, Math.floor(bytes.length / 2)));
        stream.error(broken(fault, "terminated"));
        return;
      }
      const { chunks, duration } = answer.dribble ?? usualDribble;
      const count = Math.max(1, Math.min(chunks, bytes.length));
      const cut = (piece: number) => Math.floor((piece * bytes.length) / count);
      const fail = () => stream.error(request.signal.reason);
      const drop = (piece: number): void => {
        if (caller.destroyed) return;
        const part = bytes.subarray(cut(piece), cut(piece + 1));
        if (part.length > 0) stream.enqueue(part);
        if (piece + 1 < count) {
          holding.wait(caller, duration / count, () => drop(piece + 1));
          return;
        }
        caller.off("close", fail);
        stream.close();
        sent?.();
      };
      caller.on("close", fail);
      holding.wait(caller, duration / count, () => drop(0));
    },
    cancel() {
      caller.destroyed = true;
      caller.emit("close");
    },
  });
}

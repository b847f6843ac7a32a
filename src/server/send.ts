import { STATUS_CODES, type ServerResponse } from "node:http";
import type { MockResponse } from "../http/message.ts";
import { problem } from "../problem/problem.ts";

/** How long a client has to read a refusal before the rest of what it is sending is cut off. */
const lingerMs = 200;

/** Sends a response; does nothing once the client is gone. */
export function send(response: ServerResponse, answer: MockResponse): void {
  const { headers, body } = answer;
  const isBodiless = isWithoutBody(answer);
  if (!isBodiless)
    headers["Content-Length"] = String(typeof body === "string" ? Buffer.byteLength(body) : body.length);
  if (begin(response, answer)) response.end(isBodiless ? undefined : body);
  if (headers["Connection"] === "close") {
    const { socket } = response;
    setTimeout(() => socket?.destroy(), lingerMs).unref();
  }
}

/** Begins with the head; in chunks, unless there is a Content-Length. False when nobody is there, or it cannot be sent. */
export function begin(response: ServerResponse, { status, headers, sent }: MockResponse): boolean {
  if (response.writableEnded || response.destroyed) return false;
  if (sent) response.once("finish", sent);
  try {
    response.writeHead(status, headers);
    return true;
  } catch (error) {
    sendUnsendable(response, error);
    return false;
  }
}

/** Whether there can be bytes behind the head (RFC 9112, section 6.3). */
export function mayHaveBody({ req }: ServerResponse, answer: MockResponse): boolean {
  return req.method !== "HEAD" && !isWithoutBody(answer);
}

function isWithoutBody({ status }: MockResponse): boolean {
  return status === 204 || status === 304 || status < 200;
}

/** A header that HTTP cannot carry has got this far; the client still gets an answer, and the process lives. */
function sendUnsendable(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, headers, body } = unsendable(error);
  response.statusMessage = STATUS_CODES[status] ?? "";
  response.writeHead(status, headers);
  response.end(body);
}

/** What is sent instead of an answer that cannot be. */
export function unsendable(error: unknown): MockResponse {
  const detail = `The answer cannot be sent: ${(error as Error).message}.`;
  const help = "Look for an odd header in the document or the scenario.";
  return {
    status: 500,
    headers: { "Content-Type": "application/problem+json", "X-Mock-Source": "problem" },
    body: JSON.stringify(problem("internal", { detail, help })),
  };
}

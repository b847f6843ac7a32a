import { STATUS_CODES, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FaultName, MockResponse } from "../http/message.ts";
import { problem } from "../problem/problem.ts";

/** How long a client has to read a refusal before the rest of what it is sending is cut off. */
const lingerMs = 200;

/** Sends a response when its delay is over; does nothing once the client is gone. */
export function send(response: ServerResponse, answer: MockResponse): void {
  if (answer.delay === undefined || answer.delay === 0) {
    sendNow(response, answer);
    return;
  }
  const timer = setTimeout(() => sendNow(response, answer), answer.delay);
  response.on("close", () => clearTimeout(timer));
}

function sendNow(response: ServerResponse, { status, headers, body, fault, sent }: MockResponse): void {
  if (fault) {
    breakConnection(response.socket, fault);
    return;
  }
  if (response.writableEnded || response.destroyed) return;
  if (sent) response.once("finish", sent);
  const bodiless = status === 204 || status === 304 || status < 200;
  if (!bodiless)
    headers["Content-Length"] = String(typeof body === "string" ? Buffer.byteLength(body) : body.length);
  try {
    response.writeHead(status, headers);
    response.end(bodiless ? undefined : body);
  } catch (error) {
    sendUnsendable(response, error);
  }
  if (headers["Connection"] === "close") {
    const { socket } = response;
    setTimeout(() => socket?.destroy(), lingerMs).unref();
  }
}

/** A header that HTTP cannot carry has got this far; the client still gets an answer, and the process lives. */
function sendUnsendable(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const detail = `The answer cannot be sent: ${(error as Error).message}.`;
  const help = "Look for an odd header in the document or the scenario.";
  response.statusMessage = STATUS_CODES[500] ?? "";
  response.writeHead(500, { "Content-Type": "application/problem+json", "X-Mock-Source": "problem" });
  response.end(JSON.stringify(problem("internal", { detail, help })));
}

function breakConnection(socket: Socket | null, fault: FaultName): void {
  if (fault === "connection-reset") socket?.resetAndDestroy();
  else socket?.destroy();
}

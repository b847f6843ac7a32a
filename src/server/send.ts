import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FaultName, MockResponse } from "../http/message.ts";

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

function sendNow(response: ServerResponse, { status, headers, body, fault }: MockResponse): void {
  if (fault) {
    breakConnection(response.socket, fault);
    return;
  }
  if (response.writableEnded || response.destroyed) return;
  const bodiless = status === 204 || status === 304 || status < 200;
  if (!bodiless) headers["Content-Length"] = String(Buffer.byteLength(body));
  response.writeHead(status, headers);
  response.end(bodiless ? undefined : body);
  if (headers["Connection"] === "close") {
    const { socket } = response;
    setTimeout(() => socket?.destroy(), lingerMs).unref();
  }
}

function breakConnection(socket: Socket | null, fault: FaultName): void {
  if (fault === "connection-reset") socket?.resetAndDestroy();
  else socket?.destroy();
}

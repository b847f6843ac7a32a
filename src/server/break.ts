import { STATUS_CODES, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { MockResponse } from "../http/message.ts";
import { begin, mayHaveBody } from "./send.ts";

/** Ends the connection in place of an answer. */
export function breakConnection({ socket }: ServerResponse, { fault, body }: MockResponse): void {
  if (!socket) return;
  if (fault === "connection-reset") {
    reset(socket);
    return;
  }
  if (body.length > 0) socket.write(body);
  socket.destroySoon();
}

/** Ends the connection in the middle of the answer, so that no client can take it for whole. */
export function breakAnswer(response: ServerResponse, answer: MockResponse): void {
  const { socket } = response;
  if (!socket) return;
  if (!mayHaveBody(response, answer)) cutHead(socket, answer.status);
  // HTTP/1.0 knows no chunks.
  else if (answer.fault === "malformed-chunk" && response.req.httpVersion !== "1.0")
    spoilChunk(response, answer);
  else truncate(response, answer);
  socket.destroySoon();
}

/** An answer without a body can be broken off only before its head is over. */
function cutHead(socket: Socket, status: number): void {
  socket.write(`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ""}`);
}

/** Half of what is announced; of an empty body, a byte is announced that never comes. */
function truncate(response: ServerResponse, answer: MockResponse): void {
  const body = Buffer.from(answer.body);
  answer.headers["Content-Length"] = String(Math.max(body.length, 1));
  if (begin(response, answer)) sendHalf(response, body);
}

/** Half of the body in a good chunk, and then no chunk size (RFC 9112, section 7.1). */
function spoilChunk(response: ServerResponse, answer: MockResponse): void {
  if (!begin(response, answer)) return;
  sendHalf(response, Buffer.from(answer.body));
  response.socket?.write("no chunk size\r\n");
}

function sendHalf(response: ServerResponse, body: Buffer): void {
  const half = body.subarray(0, Math.floor(body.length / 2));
  if (half.length > 0) response.write(half);
  else response.flushHeaders();
}

/** A TLS connection or a pipe cannot be reset; closed at once, it is as dead. */
function reset(socket: Socket): void {
  try {
    socket.resetAndDestroy();
  } catch {
    socket.destroy();
  }
}

import type { ServerResponse } from "node:http";
import type { MockResponse } from "../http/message.ts";
import { usualDribble } from "../trouble/dribble.ts";
import type { Holding } from "./holding.ts";
import { begin, mayHaveBody, send } from "./send.ts";

/** Sends the head at once and the body piece by piece; an answer without a body comes whole, when the time is over. */
export function dribble(response: ServerResponse, answer: MockResponse, holding: Holding): void {
  const { chunks, duration } = answer.dribble ?? usualDribble;
  const body = Buffer.from(answer.body);
  if (body.length === 0 || !mayHaveBody(response, answer)) {
    holding.wait(response, duration, () => send(response, answer));
    return;
  }
  answer.headers["Content-Length"] = String(body.length);
  if (!begin(response, answer)) return;
  response.flushHeaders();
  const count = Math.min(chunks, body.length);
  const cut = (piece: number) => Math.floor((piece * body.length) / count);
  const drop = (piece: number): void => {
    response.write(body.subarray(cut(piece), cut(piece + 1)));
    if (piece + 1 < count) holding.wait(response, duration / count, () => drop(piece + 1));
    else response.end();
  };
  holding.wait(response, duration / count, () => drop(0));
}

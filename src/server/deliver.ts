import type { ServerResponse } from "node:http";
import type { MockResponse } from "../http/message.ts";
import { breakAnswer, breakConnection } from "./break.ts";
import { dribble } from "./dribble.ts";
import type { Holding } from "./holding.ts";
import { send } from "./send.ts";

/** Sends an answer as it is meant to arrive: late, slowly, broken, or not at all. Does nothing once the client is gone. */
export function deliver(response: ServerResponse, answer: MockResponse, holding: Holding): void {
  const { delay = 0, fault } = answer;
  if (delay === 0 && fault === undefined) send(response, answer);
  else inTurn(response, () => holding.wait(response, delay, () => disturb(response, answer, holding)));
}

/**
 * Waits for the answers before it on the same connection (RFC 9112, section 9.3.2), for it is theirs until they are
 * sent. One whose turn never comes, because the client is gone, is forgotten with the connection.
 */
function inTurn(response: ServerResponse, act: () => void): void {
  if (response.socket) act();
  else response.once("socket", act);
}

function disturb(response: ServerResponse, answer: MockResponse, holding: Holding): void {
  switch (answer.fault) {
    case undefined:
      send(response, answer);
      return;
    case "stall":
      holding.stall(response, () => response.socket?.destroy());
      return;
    case "slow-dribble":
      dribble(response, answer, holding);
      return;
    case "malformed-chunk":
    case "truncated-body":
      breakAnswer(response, answer);
      return;
    default:
      breakConnection(response, answer);
  }
}

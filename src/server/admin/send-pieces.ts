import type { ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { begin } from "../send.ts";
import type { Served } from "../served.ts";
import type { StreamedReply } from "./operation.ts";

/** Characters that are written before others are let in between. */
const turn = 64 * 1024;
/** Milliseconds after which a client that reads nothing of what waits for it is taken for dead. */
const patience = 60_000;

type Around = Pick<Served, "ending" | "timer" | "log">;

/** Writes an answer piece by piece, as fast as the client reads; memory holds one piece. Ends when the server stops. */
export async function sendPieces(
  response: ServerResponse,
  { status, headers, pieces, end }: StreamedReply,
  { ending, timer, log }: Around,
): Promise<void> {
  const stop = () => {
    end();
    // The rest would wait for a client that may never read it.
    response.destroy();
  };
  response.once("close", end);
  try {
    const isBegun = begin(response, { status, headers, body: "" });
    if (isBegun && response.req.method !== "HEAD") {
      ending.addEventListener("abort", end);
      await writeAll(response, pieces, { ending, timer });
    }
    response.end();
    if (ending.aborted && (response.socket?.writableLength ?? 0) > 0) stop();
  } catch (error) {
    log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    stop();
  } finally {
    ending.removeEventListener("abort", end);
    end();
  }
}

async function writeAll(
  response: ServerResponse,
  pieces: StreamedReply["pieces"],
  { ending, timer }: Pick<Around, "ending" | "timer">,
): Promise<void> {
  let written = 0;
  for await (const piece of pieces) {
    if (ending.aborted || response.destroyed) return;
    if (!response.write(piece)) await drained(response, { ending, timer });
    written += piece.length;
    if (written < turn) continue;
    written = 0;
    await nextTurn();
  }
}

/** Until the client has read what waits for it, is gone or taken for dead, or the server stops. */
function drained(
  response: ServerResponse,
  { ending, timer }: Pick<Around, "ending" | "timer">,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      giveUp();
      response.off("drain", done);
      response.off("close", done);
      ending.removeEventListener("abort", done);
      resolve();
    };
    const giveUp = timer(patience, () => response.destroy());
    response.on("drain", done);
    response.on("close", done);
    ending.addEventListener("abort", done);
    if (ending.aborted || response.destroyed) done();
  });
}

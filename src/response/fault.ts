import { mix } from "../generate/hash.ts";
import type { FaultName, MockResponse } from "../http/message.ts";
import type { Source } from "../problem/exchange.ts";
import { drawDelay } from "../trouble/delay.ts";
import { usualDribble } from "../trouble/dribble.ts";
import { isAnswerless } from "../trouble/fault.ts";
import { noise } from "../trouble/noise.ts";
import type { Preferences } from "./preferences.ts";
import type { Reply } from "./reply.ts";

/** What a request wants to go wrong with its answer. */
export type Asked = Pick<Preferences, "delay" | "fault" | "dribble">;

/** A connection broken on purpose, in place of an answer. */
export function faultReply(fault: FaultName, source: Source): Reply {
  return { status: 0, headers: {}, text: "", content: undefined, source, said: `fault ${fault}`, fault };
}

/** Keeps one draw apart from another. */
const delaySalt = 0x64656c61;
const noiseSalt = 0x6e6f6973;

/**
 * What goes wrong with an answer on its way: a delay first, then a fault. What the request asks for goes before what a
 * stub says, except that nothing is left to be broken where a fault has taken the place of the answer.
 */
export function disturbed(
  reply: Reply,
  asked: Asked,
  luck: number,
): Pick<MockResponse, "delay" | "fault" | "dribble"> & { body?: Buffer } {
  const delay = asked.delay ?? reply.delay;
  const isAsked = asked.fault !== undefined && !isAnswerless(asked.fault) && reply.status !== 0;
  const { fault, dribble } = isAsked ? asked : reply;
  if (!delay && !fault) return {};
  return {
    ...(delay ? { delay: drawDelay(delay, mix(luck, delaySalt)) } : {}),
    ...(fault ? { fault } : {}),
    ...(fault === "slow-dribble" ? { dribble: dribble ?? usualDribble } : {}),
    ...(fault === "random-then-close" ? { body: noise(mix(luck, noiseSalt)) } : {}),
  };
}

/** The same in words, for the journal. */
export function toldDisturbance({ delay, fault, dribble }: MockResponse): string | undefined {
  if (delay === undefined && fault === undefined) return undefined;
  return [
    ...(delay === undefined ? [] : [`${String(delay)} ms later`]),
    ...(dribble ? [`in ${String(dribble.chunks)} chunks over ${String(dribble.duration)} ms`] : []),
    ...(fault === undefined ? [] : [`fault ${fault}`]),
  ].join(", ");
}

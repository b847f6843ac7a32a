import type { Dribble } from "../http/message.ts";
import { longestDelay } from "./delay.ts";

/** What `slow-dribble` does unless told otherwise. */
export const usualDribble: Dribble = { chunks: 10, duration: 2000 };

const mostChunks = 1000;

/** How a dribble is written, for those who wrote it otherwise. */
export const dribbleForms = `2000, in milliseconds up to ${String(longestDelay)}, or { chunks: 10, duration: 2000 } with up to ${String(mostChunks)} chunks`;

/** Reads `2000`, `"2000"` or `{ chunks, duration }`, of which one may be left out; undefined for anything else. */
export function dribbleFrom(written: unknown): Dribble | undefined {
  if (typeof written === "number") return dribbleOf({ duration: written });
  if (typeof written === "string")
    return /^\d{1,6}$/.test(written) ? dribbleOf({ duration: Number(written) }) : undefined;
  if (typeof written !== "object" || written === null || Array.isArray(written)) return undefined;
  const { chunks, duration, ...rest } = written as Readonly<Record<string, unknown>>;
  if (Object.keys(rest).length > 0 || (chunks === undefined && duration === undefined)) return undefined;
  return dribbleOf({ chunks, duration });
}

function dribbleOf({
  chunks = usualDribble.chunks,
  duration = usualDribble.duration,
}: Partial<Record<keyof Dribble, unknown>>): Dribble | undefined {
  return isWhole(chunks, 1, mostChunks) && isWhole(duration, 0, longestDelay)
    ? { chunks, duration }
    : undefined;
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

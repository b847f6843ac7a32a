import { below, fraction, mix } from "../hash.ts";
import { day, hour, minute, second } from "../instants.ts";
import { knownInstant, type Known } from "./known.ts";

/** The history of one thing, in milliseconds. */
export interface Timeline {
  readonly created: number;
  /** Not before `created`. */
  readonly updated: number;
  readonly online: boolean;
  /** Last seen: within five minutes of the reference date when online. */
  readonly seen: number;
  /** The reference date, or `created` where that is later. */
  readonly until: number;
}

/** A stretch of time, in milliseconds. */
export interface Period {
  readonly start: number;
  /** Half an hour to four hours after `start`. */
  readonly end: number;
  /** One to twenty days after `start`. */
  readonly lastDay: number;
}

/** Draws a history around what is known of it. */
export function drawTimeline(seed: number, now: number, known: Known): Timeline {
  const update = knownInstant(known, "updated");
  const age = hour + below(mix(seed, 1), 700 * 86_400) * second;
  const created = knownInstant(known, "created") ?? Math.min(update ?? now, now) - age;
  const until = Math.max(now, created);
  const updated = update ?? between(created, until, mix(seed, 2));
  const online = typeof known.online === "boolean" ? known.online : below(mix(seed, 3), 3) === 0;
  const own = mix(seed, 4);
  // Who is not online was last seen more than five minutes ago.
  const away = Math.max(Math.min(between(created, until, own), now - 10 * minute), created);
  const seen = knownInstant(known, "seen") ?? (online ? now - below(own, 280) * second : away);
  return { created, updated, online, seen, until };
}

/** Something that has happened since the thing was created, another instant for each seed. */
export function since({ created, until }: Timeline, seed: number): number {
  return between(created, until, seed);
}

/** Something still to come within four months, another instant for each seed. */
export function ahead(now: number, seed: number): number {
  return now + (1 + below(seed, 120 * 24)) * hour;
}

function between(from: number, to: number, seed: number): number {
  return from + Math.floor((to - from) * fraction(seed));
}

/** Draws a period around what is known of it; appointments begin on the quarter hour, two months around now. */
export function drawPeriod(seed: number, now: number, known: Known): Period {
  const end = knownInstant(known, "end");
  const midnight = Math.floor(now / day) * day + (below(seed, 120) - 60) * day;
  const free = midnight + 8 * hour + below(mix(seed, 1), 40) * 15 * minute;
  const start = knownInstant(known, "start") ?? (end === undefined ? free : end - 2 * hour);
  return {
    start,
    end: end ?? start + (1 + below(mix(seed, 2), 8)) * 30 * minute,
    lastDay: end ?? start + (1 + below(mix(seed, 3), 20)) * day,
  };
}

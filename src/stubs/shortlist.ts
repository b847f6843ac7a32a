import type { Stub } from "./stub.ts";
import type { Subject } from "./subject.ts";

/** The stubs of one operation that can match a request, in the order in which they are asked. */
export type Shortlist = (subject: Subject) => readonly Stub[];

/** Fewer are asked as fast one by one. */
const few = 8;

/** What the conditions of many stubs look at, and who wants what there. */
interface Signpost {
  readonly read: (subject: Subject) => unknown;
  /** Positions of stubs by what they want, as text. */
  readonly wanted: Map<string, number[]>;
}

/**
 * Sorts stubs by a value that they insist on (`equals: …`), so that a thousand stubs for a thousand customers cost as
 * much as one. Whoever insists on nothing is asked always.
 */
export function shortlist(stubs: readonly Stub[]): Shortlist {
  if (stubs.length < few) return () => stubs;
  const signposts = new Map<string, Signpost>();
  const always: number[] = [];
  for (const [position, { when }] of stubs.entries()) {
    const condition = when.conditions.find(({ matcher }) => matcher.texts !== undefined);
    if (!condition) {
      always.push(position);
      continue;
    }
    const { place, matcher } = condition;
    const { wanted } = signposts.get(place) ?? { wanted: new Map<string, number[]>() };
    signposts.set(place, { read: (subject) => condition.read(subject), wanted });
    for (const text of matcher.texts ?? []) wanted.set(text, [...(wanted.get(text) ?? []), position]);
  }
  const unasked = at(stubs, always);
  const posts = [...signposts.values()];
  return (subject) => {
    let found: number[] | undefined;
    for (const { read, wanted } of posts) {
      const value = read(subject);
      const here = isScalar(value) ? wanted.get(String(value)) : undefined;
      if (here) found = found ? [...found, ...here] : here;
    }
    return found
      ? at(
          stubs,
          [...always, ...found].sort((a, b) => a - b),
        )
      : unasked;
  };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function at(stubs: readonly Stub[], positions: readonly number[]): readonly Stub[] {
  return positions.map((position) => stubs[position]).filter((stub) => stub !== undefined);
}

import type { Insistence } from "../matchers/matcher.ts";
import type { Condition } from "./condition.ts";
import type { Stub } from "./stub.ts";
import type { Subject } from "./subject.ts";

/** The stubs of one operation that can match a request, in the order in which they are asked. */
export type Shortlist = (subject: Subject) => readonly Stub[];

/** Fewer are asked as fast one by one. */
const few = 8;

/** What the conditions of many stubs look at, and who wants what there: positions of stubs by texts and by prefixes. */
interface Signpost {
  readonly read: (subject: Subject) => unknown;
  readonly texts: Positions;
  /** By the length of the prefix. */
  readonly prefixes: Map<number, Positions>;
}

type Positions = Map<string, number[]>;

/**
 * Sorts stubs by a value that they insist on (`equals: …`), so that a thousand stubs for a thousand customers cost as
 * much as one. Whoever insists on nothing is asked always.
 */
export function shortlist(stubs: readonly Stub[]): Shortlist {
  if (stubs.length < few) return () => stubs;
  const signposts = new Map<string, Signpost>();
  const always: number[] = [];
  for (const [position, { when }] of stubs.entries()) {
    const condition = when.conditions.find(({ matcher }) => matcher.insists !== undefined);
    if (condition?.matcher.insists)
      note(signpostOf(condition, signposts), condition.matcher.insists, position);
    else always.push(position);
  }
  const unasked = at(stubs, always);
  const posts = [...signposts.values()];
  return (subject) => {
    const found: number[] = [];
    for (const post of posts) gather(post, post.read(subject), found);
    return found.length > 0
      ? at(
          stubs,
          [...always, ...found].sort((a, b) => a - b),
        )
      : unasked;
  };
}

function signpostOf(condition: Condition, signposts: Map<string, Signpost>): Signpost {
  const known = signposts.get(condition.place);
  if (known) return known;
  const made = { read: (one: Subject) => condition.read(one), texts: new Map(), prefixes: new Map() };
  signposts.set(condition.place, made);
  return made;
}

function note({ texts, prefixes }: Signpost, insists: Insistence, position: number): void {
  if ("texts" in insists) {
    for (const text of insists.texts) add(texts, text, position);
    return;
  }
  const { length } = insists.prefix;
  const ofLength = prefixes.get(length) ?? new Map<string, number[]>();
  prefixes.set(length, ofLength);
  add(ofLength, insists.prefix, position);
}

function add(positions: Positions, text: string, position: number): void {
  const known = positions.get(text);
  if (known) known.push(position);
  else positions.set(text, [position]);
}

function gather({ texts, prefixes }: Signpost, value: unknown, found: number[]): void {
  if (!isScalar(value)) return;
  const text = String(value);
  found.push(...(texts.get(text) ?? none));
  for (const [length, ofLength] of prefixes) found.push(...(ofLength.get(text.slice(0, length)) ?? none));
}

const none: readonly number[] = [];

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function at(stubs: readonly Stub[], positions: readonly number[]): readonly Stub[] {
  return positions.map((position) => stubs[position]).filter((stub) => stub !== undefined);
}

import type { Field } from "../field.ts";
import type { Draw } from "../plan.ts";
import type { Reads } from "./reads.ts";

/** What is taken from a backdrop and what is drawn before it, for objects of which the same properties are given. */
export interface Layout {
  /** Names of what is given, in its order. */
  readonly given: readonly string[];
  /** Indexes of the fields that are given. */
  readonly taken: readonly number[];
  /** Indexes of the other fields that no backdrop has, or not this time, and how each is drawn. */
  readonly drawn: readonly number[];
  readonly draws: readonly Draw[];
  readonly hashes: readonly number[];
  /** How the JSON is put together; undefined where its order is another than the document's. */
  readonly order: Order | undefined;
  /** Given names that are no fields. */
  readonly extra: readonly string[];
}

/** The JSON of a thing in the document's order: what is of the backdrop, a live field, what is of the backdrop, and so on. */
export interface Order {
  /** Indexes of the fields that are given or drawn. */
  readonly live: readonly number[];
  /** What stands before the value of each in JSON. */
  readonly members: Pieces;
}

/** Bytes one behind the other, and where each piece ends: side by side they are read at once. */
export interface Pieces {
  readonly bytes: Buffer;
  readonly ends: readonly number[];
}

function joined(pieces: readonly Buffer[]): Pieces {
  let end = 0;
  return { bytes: Buffer.concat(pieces), ends: pieces.map(({ length }) => (end += length)) };
}

export interface Stage {
  readonly fields: readonly Field[];
  readonly indexes: ReadonlyMap<string, number>;
  readonly reads: readonly Reads[];
  /** Fields that no backdrop has. */
  readonly own: ReadonlySet<number>;
  /** What the document's examples say of rows, unless something is given. */
  readonly facets: ReadonlySet<string>;
}

/** Lays out objects of which these properties are given. */
export function layoutFor(stage: Stage, given: readonly string[]): Layout {
  const { fields, indexes } = stage;
  const facets = new Set(stage.facets);
  for (const name of given) {
    const { facet } = fields[indexes.get(name) ?? -1] ?? {};
    if (facet !== undefined) facets.add(facet);
  }
  const names = new Set(given);
  const live = liveFields(stage, names, facets);
  const isTaken = (index: number) => names.has(fields[index]?.key ?? "");
  const drawn = [...live].filter((index) => !isTaken(index)).sort((a, b) => a - b);
  const extra = given.filter((name) => !indexes.has(name));
  const isOrdered = ![...fields.map(({ key }) => key), ...extra].some((name) => /^\d+$/.test(name));
  return {
    given,
    taken: [...live].filter(isTaken),
    drawn,
    draws: drawn.flatMap((index) => fields[index]?.draw ?? []),
    hashes: drawn.flatMap((index) => fields[index]?.hash ?? []),
    order: isOrdered ? orderOf(fields, live) : undefined,
    extra,
  };
}

function liveFields(
  { fields, indexes, reads, own }: Stage,
  given: ReadonlySet<string>,
  facets: ReadonlySet<string>,
): ReadonlySet<number> {
  const live = new Set(own);
  const indexesOf = (names: Iterable<string>) => [...names].map((name) => indexes.get(name) ?? -1);
  for (const [index, { key }] of fields.entries()) if (given.has(key)) live.add(index);
  const bySeed = [...own].some((index) => reads[index]?.seed);
  // Who agrees with a neighbour is drawn where the neighbour is.
  for (let before = -1; before < live.size;) {
    before = live.size;
    const drawn = [...live].filter((index) => !given.has(fields[index]?.key ?? ""));
    for (const [index, read] of reads.entries()) {
      const follows = indexesOf(read.keys).some((other) => live.has(other));
      if (follows || meets(read.facets, facets) || (bySeed && read.seed)) live.add(index);
    }
    for (const index of drawn) indexesOf(reads[index]?.keys ?? []).forEach((other) => live.add(other));
  }
  live.delete(-1);
  return live;
}

function orderOf(fields: readonly Field[], all: ReadonlySet<number>): Order {
  const live = [...all].sort((a, b) => a - b);
  return { live, members: joined(live.flatMap((index) => fields[index]?.member ?? [])) };
}

function meets<T>(some: ReadonlySet<T>, others: ReadonlySet<T>): boolean {
  return [...some].some((one) => others.has(one));
}

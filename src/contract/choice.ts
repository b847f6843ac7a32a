import type { MockRequest } from "../http/message.ts";
import { readQuery, type QueryPair } from "../http/query.ts";
import { needsOf, type Need } from "./path-key.ts";
import type { Operation } from "./operation.ts";

/** What tells operations of one method and path apart. */
export type Sent = Pick<MockRequest, "query" | "headers">;

type Needs = readonly Need[];

interface Variant<T> {
  readonly chosen: T;
  /** Parameters that may have any value. */
  readonly names: Needs;
}

interface Group<T> {
  /** Parameters that must have a value of the document's. */
  readonly asked: Needs;
  readonly byValues: Map<string, Variant<T>[]>;
}

/**
 * What answers one method at one path: one operation, or several whose keys differ in their query. Those are found by
 * the values that their keys ask for, the most first; of those that ask for the same by the names that are given.
 */
export class Choice<T extends { readonly operation: Operation }> {
  #only: T | undefined;
  readonly #groups = new Map<string, Group<T>>();
  #ordered: readonly Group<T>[] | undefined;

  /** The first to come keeps its place. */
  add(one: T): void {
    const needs = needsOf(one.operation);
    if (this.#only && needs.length === 0) return;
    this.#only = this.#groups.size === 0 && needs.length === 0 ? one : undefined;
    const asked = needs.filter(({ value }) => value !== undefined).toSorted(byName);
    const names = needs.filter(({ value }) => value === undefined);
    const group = known(this.#groups, JSON.stringify(asked.map((need) => [need.in, need.name])), () => {
      this.#ordered = undefined;
      return { asked, byValues: new Map<string, Variant<T>[]>() };
    });
    known(group.byValues, JSON.stringify(asked.map(({ value }) => value)), () => []).push({
      chosen: one,
      names,
    });
  }

  /** Undefined where each operation asks for a value that was not sent. */
  of(sent: Sent): T | undefined {
    return this.#only ?? this.#among(readQuery(sent.query), sent.headers);
  }

  #among(pairs: readonly QueryPair[], headers: Sent["headers"]): T | undefined {
    const valueOf = ({ in: place, name }: Need) =>
      place === "header" ? headers[name] : pairs.find((pair) => pair.name === name)?.value;
    this.#ordered ??= [...this.#groups.values()].toSorted((a, b) => b.asked.length - a.asked.length);
    for (const { asked, byValues } of this.#ordered) {
      const variants = byValues.get(JSON.stringify(asked.map(valueOf)));
      if (variants) return nearest(variants, (need) => valueOf(need) !== undefined);
    }
    return undefined;
  }
}

/** What a map has by a key; made where it has nothing yet. */
function known<V>(map: Map<string, V>, key: string, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function byName(one: Need, other: Need): number {
  return one.name < other.name ? -1 : 1;
}

/** The one of whose names the most are given, then the one that lacks the fewest, then the first. */
function nearest<T>(variants: readonly Variant<T>[], isGiven: (need: Need) => boolean): T | undefined {
  const [best] = variants
    .map(({ chosen, names }) => ({ chosen, given: names.filter(isGiven).length, named: names.length }))
    .toSorted((a, b) => b.given - a.given || a.named - b.named);
  return best?.chosen;
}

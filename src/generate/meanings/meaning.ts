import { below, pick } from "../hash.ts";
import type { Facet } from "../rows/known.ts";
import type { Scene } from "../scene.ts";

/** A value drawn in a scene by a seed of its own. */
export type From<T> = (scene: Scene, seed: number) => T;

/** What a property means, told by its name; a column for each type the schema may ask for. */
export interface Meaning {
  /** Tested on the property's words: `linkedIn_account` is `linked in account`, `phone_1` is `phone 1`. */
  readonly name: RegExp;
  /** Tested on the words around it: the kind of the object, the property that holds it, its schema's name. */
  readonly of?: RegExp;
  readonly text?: From<string>;
  /** Used where `text` is longer than the schema allows. */
  readonly brief?: From<string>;
  readonly number?: From<number>;
  readonly flag?: From<boolean>;
  /** Milliseconds since 1970, written as the schema's format asks. */
  readonly instant?: From<number>;
  /** True: without a format, a date and no time. */
  readonly dateOnly?: boolean;
  /** The field of a row that a given value decides. */
  readonly facet?: Facet;
  /** Mostly null where it may be null: the end of an exception. */
  readonly rare?: boolean;
  /** The formats whose strings `text` satisfies; others ignore it. */
  readonly formats?: readonly string[];
}

/** A fixed list to choose from. */
export type Choices = readonly [string, ...string[]];

/** Chosen by the property's own seed. */
export function one(choices: Choices): From<string> {
  return (_, seed) => pick(choices, seed);
}

/** As `one`, but the items of a list take turns, so that no two neighbours are alike. */
export function each(choices: Choices): From<string> {
  return (scene, seed) => {
    if (scene.index < 0) return pick(choices, seed);
    return choices[(below(scene.listSeed, choices.length) + scene.index) % choices.length] ?? choices[0];
  };
}

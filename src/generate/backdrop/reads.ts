import type { Field } from "../field.ts";
import { mix } from "../hash.ts";
import { Impossible } from "../impossible.ts";
import type { Known } from "../rows/known.ts";
import type { Scene } from "../scene.ts";

/** What a field's value depends on beside its own seed. */
export interface Reads {
  /** What a given value of a row would change. */
  readonly facets: ReadonlySet<string>;
  /** Its neighbours, of which it asks whether they are given. */
  readonly keys: ReadonlySet<string>;
  /** The object's own seed, by which some neighbours agree. */
  readonly seed: boolean;
  /** Anything else that is not the same for every object: a row, what the object is a part of. */
  readonly other: boolean;
  /** So many values that no two things should share one. */
  readonly rich: boolean;
}

/** Without a value twice in so many, there are hundreds of them at least. */
const tries = 24;
/** What is read on some ways only is read on one of so many. */
const fewest = 6;

interface Seen {
  readonly facets: Set<string>;
  readonly keys: Set<string>;
  seed: boolean;
  other: boolean;
}

/** Finds out by drawing the field some times, always by the same seeds: it depends on nothing but the schema. */
export function readsOf(field: Field, openScene: () => Scene): Reads {
  const seen: Seen = { facets: new Set(), keys: new Set(), seed: false, other: field.holds };
  if (field.holds) return found(seen, true);
  const scene = watched(openScene(), seen);
  try {
    isRich(field, field.draw, scene);
    const rich = isRich(field, field.plan().present ?? field.draw, scene);
    return found(seen, rich);
  } catch (error) {
    if (!(error instanceof Impossible)) throw error;
    seen.other = true;
    return found(seen, true);
  }
}

function found({ facets, keys, seed, other }: Seen, rich: boolean): Reads {
  return { facets, keys, seed, other, rich };
}

/** Of values other than null: what may be missing tells things apart as well. */
function isRich(field: Field, draw: Field["draw"], scene: Scene): boolean {
  const values = new Set<unknown>();
  let nulls = 0;
  for (let i = 0; i < tries && (values.size + nulls === i || i < fewest); i++) {
    const value = draw(scene, mix(field.hash, i));
    if (value === null) nulls++;
    else values.add(value);
  }
  return values.size > 1 && values.size + nulls === tries;
}

/** The same for all objects that have a backdrop. */
const constant: ReadonlySet<string | symbol> = new Set<keyof Scene>([
  "world",
  "depth",
  "nesting",
  "lists",
  "index",
  "listSeed",
  "first",
  "fullness",
  "free",
]);

/** A scene that notes what is read of it. */
function watched(scene: Scene, seen: Seen): Scene {
  const known = new Proxy<Known>({}, { get: (_, facet) => void seen.facets.add(String(facet)) });
  const given = new Proxy({}, { getOwnPropertyDescriptor: (_, key) => void seen.keys.add(String(key)) });
  return new Proxy(scene, {
    get(target, name): unknown {
      if (name === "known") return known;
      if (name === "given") return given;
      if (name === "seed") seen.seed = true;
      else if (!constant.has(name)) seen.other = true;
      return Reflect.get(target, name);
    },
  });
}

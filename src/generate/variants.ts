import { below, mix } from "./hash.ts";
import type { Budget, Draw } from "./plan.ts";
import type { Scene } from "./scene.ts";

/** How many of a part there are: enough that nobody notices, few enough to be kept. */
const variants = 256;

/** How many may be kept at all, whatever is asked of however many schemas: some ten megabytes. */
const mostKept = 8_192;

/** The JSON of kept parts; empty until it is asked for. */
const texts = new WeakMap<object, string>();

/** The JSON of a part that is kept, written once; undefined for other values. Kept parts are never changed. */
export function keptText(part: object): string | undefined {
  const text = texts.get(part);
  if (text !== "") return text;
  const made = JSON.stringify(part);
  texts.set(part, made);
  return made;
}

interface Kept {
  readonly value: unknown;
  /** Objects drawn for it; counted again whenever it is used, so that limits do not depend on what is kept. */
  readonly cost: number;
  readonly deepest: number;
}

/**
 * Draws a part of an answer: an object or list below the answer's own object, of which nothing is given. Parts come in
 * a fixed number of variants, so that most answers only choose; a value is the same whether it was kept or not.
 */
export function partDraw(draw: Draw, hash: number, budget: Budget): Draw {
  const kept = new Map<number, Kept>();
  return (scene, seed, given) => {
    const { world } = scene;
    if (given !== undefined || !hasParts(scene)) return draw(scene, seed, given);
    const number = below(seed, variants);
    const key = world.examples ? number : number + variants;
    const known = kept.get(key);
    if (known?.deepest === world.deepest) {
      world.drawn += known.cost;
      return known.value;
    }
    const [before, around] = [world.drawn, world.placeDepth];
    world.placeDepth = Infinity;
    const value = draw(scene, mix(hash, number));
    const isOwn = world.placeDepth > scene.depth;
    world.placeDepth = Math.min(around, world.placeDepth);
    if (isOwn && !known && budget.kept < mostKept) {
      budget.kept++;
      if (typeof value === "object" && value !== null) texts.set(value, "");
      kept.set(key, { value, cost: world.drawn - before, deepest: world.deepest });
    }
    return value;
  };
}

/** The answer's own object and what is directly in it; an item of a list differs from its neighbours in every part. */
function hasParts({ nesting, lists, index, fullness }: Scene): boolean {
  return nesting <= 1 && lists === 0 && index < 0 && fullness === "full";
}

import { below, mix } from "./hash.ts";
import type { Budget, Draw } from "./plan.ts";
import { cities, type City } from "./rows/cities.ts";
import type { Scene, World } from "./scene.ts";

/** How many of a part there are: enough that nobody notices, few enough to be kept. */
const variants = 256;

/** The JSON of kept parts in UTF-8; empty until it is asked for. */
const written = new WeakMap<object, Buffer>();
const notYet = Buffer.alloc(0);

/** The JSON of a part that is kept, written once; undefined for other values. Kept parts are never changed. */
export function keptBytes(part: object): Buffer | undefined {
  const bytes = written.get(part);
  if (bytes !== notYet) return bytes;
  const made = Buffer.from(JSON.stringify(part));
  written.set(part, made);
  return made;
}

interface Kept {
  readonly value: unknown;
  /** Objects drawn for it; counted again whenever it is used, so that limits do not depend on what is kept. */
  readonly cost: number;
  readonly deepest: number;
}

/** A variant that depends on the city it lies in, which is what the parts of one object share. */
const placed = "placed";

/** The variants of such a part in each city: fewer, for there are many cities. */
const variantsInCity = 16;

/**
 * Draws a part of an answer: an object or list below the answer's own object, of which nothing is given. Parts come in
 * a fixed number of variants, so that most answers only choose; a value is the same whether it was kept or not.
 */
export function partDraw(draw: Draw, hash: number, budget: Budget): Draw {
  const anywhere = new Map<number, Kept | typeof placed>();
  const inCity = new WeakMap<City, Map<number, Kept>>();

  function variant(scene: Scene, seed: number): unknown {
    const { world } = scene;
    const number = below(seed, variants);
    const key = keyOf(number, world);
    const known = anywhere.get(key);
    if (known === placed) return placedVariant(scene, number);
    if (known?.deepest === world.deepest) return used(known, world);
    const drawnAt = world.drawn;
    const around = world.placeDepth;
    world.placeDepth = Infinity;
    const made = drawn(scene, number);
    const isPlaced = world.placeDepth <= scene.depth;
    world.placeDepth = Math.min(around, world.placeDepth);
    if (known) return made.value;
    if (!isPlaced) {
      keep(anywhere, key, made);
      return made.value;
    }
    if (budget.kept < budget.most) {
      budget.kept++;
      anywhere.set(key, placed);
    }
    world.drawn = drawnAt;
    return placedVariant(scene, number);
  }

  function placedVariant(scene: Scene, number: number): unknown {
    const { world, place } = scene;
    const few = number % variantsInCity;
    const key = keyOf(few, world);
    const here = inCity.get(place.home) ?? new Map<number, Kept>();
    const known = here.get(key);
    if (known?.deepest === world.deepest) return used(known, world);
    const made = drawn(scene, few);
    if (!known && isOnMap(place.home, world)) {
      keep(here, key, made);
      inCity.set(place.home, here);
    }
    return made.value;
  }

  function drawn(scene: Scene, number: number): Kept {
    const { world } = scene;
    const before = world.drawn;
    const value = draw(scene, mix(hash, number));
    return { value, cost: world.drawn - before, deepest: world.deepest };
  }

  function keep(kept: Map<number, Kept | typeof placed>, key: number, made: Kept): void {
    if (budget.kept >= budget.most) return;
    budget.kept++;
    if (typeof made.value === "object" && made.value !== null) written.set(made.value, notYet);
    kept.set(key, made);
  }

  return (scene, seed, given) =>
    given !== undefined || !hasParts(scene) ? draw(scene, seed, given) : variant(scene, seed);
}

/** Whether it is one of a known number of cities: any other was named by a request and may never come again. */
function isOnMap(city: City, { habits }: World): boolean {
  return cities.includes(city) || habits.cities.includes(city);
}

function keyOf(number: number, { examples }: World): number {
  return examples ? number : number + variants;
}

function used({ value, cost }: Kept, world: World): unknown {
  world.drawn += cost;
  return value;
}

/** The answer's own object and what is directly in it; an item of a list differs from its neighbours in every part. */
function hasParts({ nesting, lists, index, fullness }: Scene): boolean {
  return nesting <= 1 && lists === 0 && index < 0 && fullness === "full";
}

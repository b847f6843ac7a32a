import type { Field } from "../field.ts";
import type { Fields } from "../fields.ts";
import { below, mix } from "../hash.ts";
import { Impossible } from "../impossible.ts";
import type { Budget, Given } from "../plan.ts";
import { Scene, type World } from "../scene.ts";
import { layoutFor, type Layout, type Stage } from "./layout.ts";
import { readsOf } from "./reads.ts";
import { jsonOf, type Slot } from "./json.ts";

/** How many there are: enough that nobody notices, few enough to be kept. */
const mostVariants = 256;
/** Objects of which other properties are given are laid out each time. */
const mostLayouts = 8;

/** The values of an object's fields, and its JSON where that is wanted and can be put together. */
export interface Drawn {
  readonly values: unknown[];
  readonly json: Buffer | undefined;
}

export interface Backed {
  readonly made: Fields;
  /** Fields of rows that the document gives examples of. */
  readonly authored: readonly Field[];
  readonly budget: Budget;
  /** An object of its own around a scene. */
  readonly open: (parent: Scene, seed: number) => Scene;
  /** The value of a field, around what is given of it. */
  readonly drawField: (field: Field, scene: Scene) => unknown;
}

interface Kind {
  readonly stage: Stage;
  readonly variants: number;
  readonly slots: Map<number, Slot | undefined>;
  readonly layouts: Map<string, Layout>;
}

/**
 * Draws an answer's own object before one of its backdrops: flags, kinds, counts and such, all that has few values and
 * depends on nothing but a seed. It comes in a fixed number of variants, each drawn and written once, so that of such
 * fields an answer only chooses. A value is the same whether its backdrop was kept or not. Undefined where it is
 * impossible.
 */
export function createBackdrops(
  backed: Backed,
  hash: number,
): (scene: Scene, given: Given | undefined) => Drawn | undefined {
  const { made, authored, budget, open, drawField } = backed;
  const { all: fields, indexes } = made;
  /** With the document's examples and without. */
  const kinds = new Map<boolean, Kind>();

  function kindFor(world: World): Kind {
    let kind = kinds.get(world.examples);
    if (!kind) kinds.set(world.examples, (kind = kindOf(world)));
    return kind;
  }

  function kindOf(world: World): Kind {
    const openScene = () => sceneFor(world, hash);
    const reads = fields.map((field) => readsOf(field, openScene));
    const own = new Set(
      reads.flatMap(({ rich, other }, index) => (rich || other || fields[index]?.primary ? [index] : [])),
    );
    const facets = new Set(world.examples ? authored.flatMap(({ facet }) => facet ?? []) : []);
    const stage = { fields, indexes, reads, own, facets };
    const variants = own.size === fields.length ? 1 : mostVariants;
    return { stage, variants, slots: new Map(), layouts: new Map() };
  }

  /** A scene as the answer's own has it, in a world of its own. */
  function sceneFor(world: World, seed: number): Scene {
    const own = { ...world, drawn: 0, placeDepth: Infinity, writes: false, written: undefined };
    return open(new Scene(own, seed), seed);
  }

  function slotAt(number: number, { stage, slots }: Kind, world: World): Slot | undefined {
    if (slots.has(number)) return slots.get(number);
    const slot = drawSlot(stage, sceneFor(world, mix(hash, number)));
    const size = 1 + (fields.length >> 3);
    if (budget.kept + size <= budget.most) {
      budget.kept += size;
      slots.set(number, slot);
    }
    return slot;
  }

  function layoutOf({ stage, layouts }: Kind, given: readonly string[]): Layout {
    const key = given.join();
    const known = layouts.get(key);
    // Names with commas may read like others.
    if (known && known.given.every((name, index) => name === given[index])) return known;
    const layout = layoutFor(stage, given);
    if (known || layouts.size >= mostLayouts) return { ...layout, order: undefined };
    layouts.set(key, layout);
    return layout;
  }

  return (scene, given) => {
    const { world } = scene;
    const kind = kindFor(world);
    const slot = slotAt(below(mix(scene.seed, hash), kind.variants), kind, world);
    if (!slot) return undefined;
    const layout = layoutOf(kind, given === undefined ? nothing : Object.keys(given));
    const values = slot.values.slice();
    try {
      drawLive(values, scene, layout);
      for (const index of layout.taken) {
        const field = fields[index];
        if (field) values[index] = drawField(field, scene);
      }
    } catch (error) {
      if (error instanceof Impossible) return undefined;
      throw error;
    }
    const json = world.writes ? jsonOf(slot, layout, { fields, values, given, budget }) : undefined;
    return { values, json };
  };
}

function drawLive(values: unknown[], scene: Scene, { drawn, draws, hashes }: Layout): void {
  for (let i = 0; i < drawn.length; i++)
    values[drawn[i] ?? 0] = draws[i]?.(scene, mix(scene.seed, hashes[i] ?? 0));
}

const nothing: readonly string[] = [];

function drawSlot({ fields, own }: Stage, scene: Scene): Slot | undefined {
  try {
    const values = fields.map((field, index) =>
      own.has(index) ? undefined : field.draw(scene, mix(scene.seed, field.hash)),
    );
    return { values, runs: new Map() };
  } catch (error) {
    if (error instanceof Impossible) return undefined;
    throw error;
  }
}

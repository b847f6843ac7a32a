import type { Schema, Schemas } from "../schema/schema.ts";
import type { ReadAsked } from "./faked/calls.ts";
import { Impossible } from "./impossible.ts";
import { singular, wordsOf } from "./meanings/words.ts";
import type { Plan } from "./plan.ts";
import { createPlanner } from "./planner.ts";
import { Scene, type World } from "./scene.ts";
import { nodeOf } from "./shape.ts";

/** A plan for a whole value, and how deep it may go. */
interface Root {
  readonly plan: Plan;
  readonly deepest: number;
}

/** The root of a schema that is called so. Throws Impossible. */
export type Roots = (schema: Schema, called: string) => Root;

export type Worlds = (
  examples: boolean,
  wish: Pick<World, "deepest" | "most"> & Partial<Pick<World, "backed" | "writes">>,
) => World;

/** Mixed into every seed: another key, other values. */
export const hashKey = 0x10c0;

/** Objects in a value at most; beyond that no value is found. */
export const mostDrawn = 20_000;

const anyDepth = 24;
/** Objects in a value, where it can be helped. */
const mostObjects = 400;

export interface RootTools {
  readonly schemas: Schemas;
  readonly worldOf: Worlds;
  readonly calls: ReadAsked;
  readonly lenient: boolean;
}

/** Plans whole values: each schema once, also where that turns out to be impossible. */
export function createRoots({ schemas, worldOf, calls, lenient }: RootTools): Roots {
  const world = () => worldOf(true, { deepest: anyDepth, most: mostDrawn });
  const planner = createPlanner(schemas, { world, calls, lenient });
  const roots = new WeakMap<object, Map<string, Root | Impossible>>();
  const made = (schema: Schema, called: string): Root | Impossible => {
    const words = called === "" ? "" : singular(wordsOf(called));
    try {
      const plan = planner.plan(nodeOf([schema]), { words, context: "", primary: false });
      return { plan, deepest: depthFor(plan, worldOf) };
    } catch (error) {
      if (error instanceof Impossible) return error;
      throw error;
    }
  };
  const known = (schema: Schema, called: string): Root | Impossible => {
    if (typeof schema === "boolean") return made(schema, called);
    const own = roots.get(schema) ?? new Map<string, Root | Impossible>();
    roots.set(schema, own);
    let root = own.get(called);
    if (root === undefined) own.set(called, (root = made(schema, called)));
    return root;
  };
  return (schema, called) => {
    const root = known(schema, called);
    if (root instanceof Impossible) throw root;
    return root;
  };
}

/**
 * How deep values of a plan may go before they grow out of hand, as they do where a dozen types refer to one another.
 * Tried out with one seed that is always the same, so that it depends on nothing but the schema.
 */
function depthFor(plan: Plan, worldOf: Worlds): number {
  const sizeAt = (deepest: number): number => {
    const world = worldOf(false, { deepest, most: 4 * mostObjects, backed: false });
    try {
      plan.draw(new Scene(world, hashKey), hashKey);
    } catch (error) {
      if (!(error instanceof Impossible)) throw error;
    }
    return world.drawn;
  };
  if (sizeAt(anyDepth) <= mostObjects) return anyDepth;
  const most = Math.max(mostObjects, 4 * sizeAt(2));
  return [6, 5, 4, 3].find((deepest) => sizeAt(deepest) <= most) ?? 2;
}

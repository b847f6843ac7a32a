import type { Schema, Schemas } from "../schema/schema.ts";
import { mix } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import { drawBy, isGivenObject, type Plan } from "./plan.ts";
import { createPlanner } from "./planner.ts";
import { createPools } from "./pools.ts";
import { Scene, type World } from "./scene.ts";
import { wordsOf, singular } from "./meanings/words.ts";
import { nodeOf } from "./shape.ts";

export interface GenerateInput {
  /** 32 bits: the hash of whatever the value should depend on. */
  readonly seed: number;
  /** What is already decided: objects are merged deeply, lists, scalars and null are taken whole; rows agree with it. */
  readonly given?: unknown;
  /** False: authored examples are ignored. */
  readonly examples?: boolean;
  /** What the value is, where the schema has no name for it: `users`, `order`. */
  readonly called?: string;
}

/** Turns schemas into believable, valid values, each a function of the schema and the input alone. */
export interface Generator {
  /**
   * A value of the schema. Parts of it may be the document's own examples or parts of `given`: read only.
   * Throws ProblemError `impossible-schema` where no value can exist, or none is found.
   */
  generate(schema: Schema, input: GenerateInput): unknown;
}

export interface GeneratorOptions {
  /** Milliseconds: what counts as today. Default 2025-11-17T09:00:00Z, so that dates do not depend on the day. */
  readonly now?: number;
}

const referenceDate = Date.UTC(2025, 10, 17, 9);
const hashKey = 0x10c0;

/** A generator for one document's schemas. Loads faker, which fills pools on first use; afterwards nothing is awaited. */
export async function createGenerator(
  schemas: Schemas,
  { now = referenceDate }: GeneratorOptions = {},
): Promise<Generator> {
  const { faker } = await import("@faker-js/faker/locale/en");
  const pools = createPools(faker, now);
  const worldOf: Worlds = (examples, { deepest, most }) => ({
    pools,
    now,
    examples,
    deepest,
    most,
    drawn: 0,
    placeDepth: Infinity,
  });
  const planner = createPlanner(schemas, () => worldOf(true, { deepest: anyDepth, most: mostDrawn }));
  const roots = new WeakMap<object, Map<string, Root>>();
  const made = (schema: Schema, called: string): Root => {
    const words = called === "" ? "" : singular(wordsOf(called));
    const plan = planner.plan(nodeOf([schema]), { words, context: "", primary: false });
    return { plan, deepest: depthFor(plan, worldOf) };
  };
  const rootOf = (schema: Schema, called: string): Root => {
    if (typeof schema === "boolean") return made(schema, called);
    const own = roots.get(schema) ?? new Map<string, Root>();
    roots.set(schema, own);
    let root = own.get(called);
    if (root === undefined) own.set(called, (root = made(schema, called)));
    return root;
  };
  return {
    generate(schema, { seed, given, examples = true, called = "" }) {
      if (given !== undefined && !isGivenObject(given)) return given;
      try {
        const { plan, deepest } = rootOf(schema, called);
        const scene = new Scene(worldOf(examples, { deepest, most: mostDrawn }), mix(seed, hashKey));
        return drawBy(plan, { seed: scene.seed, scene }, given);
      } catch (error) {
        if (error instanceof Impossible) throw error.toProblem();
        if (error instanceof RangeError)
          throw new Impossible("its schemas are nested too deeply").toProblem();
        throw error;
      }
    },
  };
}

/** A plan for a whole value, and how deep it may go. */
interface Root {
  readonly plan: Plan;
  readonly deepest: number;
}

const anyDepth = 24;
/** Objects in a value, where it can be helped. */
const mostObjects = 400;
/** Objects in a value at most; beyond that no value is found. */
const mostDrawn = 20_000;

type Worlds = (examples: boolean, bounds: Pick<World, "deepest" | "most">) => World;

/**
 * How deep values of a plan may go before they grow out of hand, as they do where a dozen types refer to one another.
 * Tried out with one seed that is always the same, so that it depends on nothing but the schema.
 */
function depthFor(plan: Plan, worldOf: Worlds): number {
  const sizeAt = (deepest: number): number => {
    const world = worldOf(false, { deepest, most: 4 * mostObjects });
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

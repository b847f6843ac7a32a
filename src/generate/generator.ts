import type { Schema, Schemas } from "../schema/schema.ts";
import { lazily } from "./choices.ts";
import { createCalls } from "./faked/calls.ts";
import { fakedMistake, whyNotFaked, type FakedMistake } from "./faked/mistake.ts";
import { anyText, attempt } from "./faked/plan.ts";
import { mix } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import { openLocale, type Habits } from "./locale.ts";
import { drawBy, isGivenObject } from "./plan.ts";
import { createPools } from "./pools.ts";
import { createRoots, hashKey, mostDrawn, type Roots, type Worlds } from "./roots.ts";
import { cities } from "./rows/cities.ts";
import { Scene, type Written } from "./scene.ts";
import { loadInTurn } from "../load-in-turn.ts";

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

export type { Written } from "./scene.ts";

/** Turns schemas into believable, valid values, each a function of the schema and the input alone. */
export interface Generator {
  /**
   * A value of the schema. Parts of it may be the document's own examples or parts of `given`: read only.
   * Where schemas contradict one another in a way that still tells what was meant (a closed object that another
   * part adds to, an enum of another type, forms that nothing tells apart), it is what was meant, though not valid.
   * Throws ProblemError `impossible-schema` where no value can exist otherwise, or none is found.
   */
  generate(schema: Schema, input: GenerateInput): unknown;
  /** The same with its JSON, where that costs less than writing it anew. */
  write(schema: Schema, input: GenerateInput): Written;
  /** What is wrong with a schema's own `x-faker`; undefined where it has none, or nothing is. */
  fakedMistake(schema: Schema): FakedMistake | undefined;
  /** What a method of faker makes, as JSON has it: `said` as `x-faker` has it. Undefined where faker refuses. */
  faked(said: unknown, seed: number): unknown;
  /** Why `faked` makes nothing of it; undefined where it does. */
  whyNotFaked(said: unknown): string | undefined;
}

export interface GeneratorOptions {
  /** Milliseconds: what counts as today. Default 2025-11-17T09:00:00Z, so that dates do not depend on the day. */
  readonly now?: number;
  /** One of faker's: what people, streets and companies are called, and where. Default: English names, cities anywhere. */
  readonly locale?: string;
}

/** What counts as now unless somebody says otherwise. */
export const referenceDate = Date.UTC(2025, 10, 17, 9);

/**
 * A generator for one document's schemas. Loads faker, which fills pools on first use; afterwards nothing is awaited.
 * Rejects with InputError for a locale that faker has not.
 */
export async function createGenerator(
  schemas: Schemas,
  { now = referenceDate, locale }: GeneratorOptions = {},
): Promise<Generator> {
  const { faker } = await loadInTurn(() => import("@faker-js/faker/locale/en"));
  const local = locale === undefined ? undefined : await openLocale(locale, faker);
  const habits = local?.habits ?? anywhere;
  const pools = createPools(faker, { now, local: local?.faker });
  const worldOf: Worlds = (examples, { deepest, most, backed = true, writes = false }) => ({
    pools,
    habits,
    now,
    examples,
    deepest,
    most,
    drawn: 0,
    placeDepth: Infinity,
    backed,
    writes,
    written: undefined,
  });
  const calls = createCalls(local?.faker ?? faker, now);
  const strict = createRoots({ schemas, worldOf, calls, lenient: false });
  const lenient = lazily(() => createRoots({ schemas, worldOf, calls, lenient: true }));

  function draw(rootOf: Roots, { schema, input, writes }: Wanted): Written {
    const { seed, given, examples = true, called = "" } = input;
    const { plan, deepest } = rootOf(schema, called);
    const world = worldOf(examples, { deepest, most: mostDrawn, writes });
    const scene = new Scene(world, mix(seed, hashKey));
    const value = drawBy(plan, { seed: scene.seed, scene }, isGivenObject(given) ? given : undefined);
    // What is around the object (one of several forms) may have made something else of it.
    const { written } = world;
    return written !== undefined && written.value === value ? written : { value, json: undefined };
  }

  function generated(wanted: Wanted): Written {
    const { given } = wanted.input;
    if (given !== undefined && !isGivenObject(given)) return { value: given, json: undefined };
    try {
      return draw(strict, wanted);
    } catch (error) {
      if (error instanceof RangeError) throw new Impossible("its schemas are nested too deeply").toProblem();
      if (!(error instanceof Impossible)) throw error;
      return instead(error, () => draw(lenient(), wanted));
    }
  }

  return {
    generate: (schema, input) => generated({ schema, input, writes: false }).value,
    write: (schema, input) => generated({ schema, input, writes: true }),
    fakedMistake: (schema) => fakedMistake(schema, { schemas, calls }),
    faked(said, seed) {
      const asked = calls(said);
      return "call" in asked ? attempt(asked.call, seed, anyText) : undefined;
    },
    whyNotFaked: (said) => whyNotFaked(said, calls),
  };
}

interface Wanted {
  readonly schema: Schema;
  readonly input: GenerateInput;
  readonly writes: boolean;
}

const anywhere: Habits = { cities, familyFirst: false, space: " ", numberLast: false };

/** What is drawn less strictly, or the reason why nothing was drawn strictly. */
function instead<T>(reason: Impossible, drawn: () => T): T {
  try {
    return drawn();
  } catch (error) {
    if (error instanceof Impossible || error instanceof RangeError) throw reason.toProblem();
    throw error;
  }
}

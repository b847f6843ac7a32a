import type { Schema, Validator } from "../schema/schema.ts";
import type { ReadAsked } from "./faked/calls.ts";
import type { Position } from "./meanings/lookup.ts";
import type { Facet } from "./rows/known.ts";
import type { Scene } from "./scene.ts";
import type { Lookup } from "./lookup.ts";
import { ownSchemas } from "./discriminator.ts";
import type { Node, Shape } from "./shape.ts";

/** Draws a value by a seed; throws Impossible. `given` is never anything but a plain object or undefined. */
export type Draw = (scene: Scene, seed: number, given?: Given) => unknown;

export type Given = Readonly<Record<string, unknown>>;

/** How a node's values are drawn, made once. */
export interface Plan {
  readonly draw: Draw;
  /** Whether a given object is merged into the value; elsewhere it takes the value's place. */
  readonly merges: boolean;
  /** Objects and lists, which may recur. */
  readonly holds?: boolean;
  /** What it is of a row. */
  readonly facet?: Facet | undefined;
  /** Whether its name says what it is. */
  readonly named?: boolean;
  /** Mostly null, where it may be null. */
  readonly rare?: boolean | undefined;
  /** Where null is possible: the draw without it. */
  readonly present?: Draw | undefined;
  readonly isFlag?: boolean;
  /** How many there are before they repeat, where a list should be no longer: languages of a translated text. */
  readonly variety?: number | undefined;
  /** Authored examples, the first item's. */
  readonly authored?: readonly unknown[];
  /** The properties of an object that belong to a row. */
  readonly facets?: ReadonlyMap<string, Facet>;
}

/**
 * A plan like another but for what is changed. Not `{ ...plan, … }`: each plan would be of a hidden class of its own, and
 * slow to draw by (`spec/decisions/026-hidden-classes.md`).
 */
export function changedPlan(plan: Plan, change: Partial<Plan>): Plan {
  return Object.assign({}, plan, change);
}

/** Draws by a plan around what is given. */
export function drawBy(
  plan: Plan,
  at: { readonly seed: number; readonly scene: Scene },
  given?: Given,
): unknown {
  return given !== undefined && !plan.merges ? given : plan.draw(at.scene, at.seed, given);
}

/** What all parts of a generator share: how many of their variants are kept. */
export interface Budget {
  kept: number;
  readonly most: number;
}

/** Gives plans for the parts of a node. */
export interface Planner {
  readonly lookup: Lookup;
  readonly budget: Budget;
  readonly calls: ReadAsked;
  /** Whether what the author meant will do where no value is valid: the last resort. */
  readonly lenient: boolean;
  validator(schema: Schema): Validator;
  shape(node: Node): Shape;
  plan(node: Node, position: Position): Plan;
  /** A name for a property, one for each number; undefined where none can be made. */
  name(node: Node, number: number): string | undefined;
}

/** Whether a value satisfies every schema of a node. */
export function judge(planner: Planner, node: Node): (value: unknown) => boolean {
  let validators: readonly ((value: unknown) => boolean)[] | undefined;
  const make = (schema: Schema): ((value: unknown) => boolean)[] => {
    if (typeof schema === "object" && ownSchemas.has(schema)) return [];
    const validator = planner.validator(planner.lookup.resolve(schema));
    return [(value) => validator(value).length === 0];
  };
  return (value) => (validators ??= node.schemas.flatMap(make)).every((accepts) => accepts(value));
}

/** Whether a given value is an object, to be merged, and not a list or scalar, to be taken whole. */
export function isGivenObject(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

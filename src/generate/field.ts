import { lazily } from "./choices.ts";
import { hashText } from "./hash.ts";
import { at, Impossible } from "./impossible.ts";
import type { Position } from "./meanings/lookup.ts";
import type { Draw, Plan, Planner } from "./plan.ts";
import type { Facet } from "./rows/known.ts";
import type { Node, Shape } from "./shape.ts";
import { partDraw } from "./variants.ts";

/** One property of an object, and how it is drawn. */
export interface Field {
  readonly key: string;
  readonly hash: number;
  /** What its value follows in JSON, in UTF-8, with a comma before it. */
  readonly member: Buffer;
  readonly required: boolean;
  /** What tells the object from others of its kind. */
  readonly primary: boolean;
  readonly draw: Draw;
  /** Made on first use where it may recur. */
  readonly plan: () => Plan;
  readonly holds: boolean;
  /** A list, which can stay empty. */
  readonly isList: boolean;
  readonly facet: Facet | undefined;
  /** The values of a leaf that the document gives as examples. */
  readonly authored: readonly unknown[];
}

/** A property that is wanted, and where it stands. */
export interface Spot {
  readonly key: string;
  readonly place: Position;
  readonly required: boolean;
}

function formOf({ choice, types, typed, values }: Shape): { isList: boolean; mayRecur: boolean } {
  const isObject = types.includes("object");
  const isArray = types.includes("array");
  const isTold = typed || choice !== undefined || types.length === 1;
  return {
    isList: choice === undefined && isArray && !isObject,
    mayRecur: (choice !== undefined || isObject || isArray) && isTold && values === undefined,
  };
}

/** How a property is drawn; undefined where it cannot exist and need not. */
export function fieldOf(planner: Planner, node: Node, { key, place, required }: Spot): Field | undefined {
  const hash = hashText(key);
  const shape = planner.shape(node);
  const { isList, mayRecur } = formOf(shape);
  const member = Buffer.from(`,${JSON.stringify(key)}:`);
  const { primary } = place;
  try {
    if (shape.never) throw new Impossible("its schema allows nothing");
    const known = mayRecur ? undefined : planner.plan(node, place);
    const plan = known ? () => known : lazily(() => planner.plan(node, place));
    const later: Draw = (scene, seed, given) => plan().draw(scene, seed, given);
    return {
      key,
      hash,
      member,
      required,
      primary,
      isList,
      draw: known?.draw ?? partDraw(later, hash, planner.budget),
      plan,
      holds: known === undefined,
      facet: known?.facet,
      authored: known?.authored ?? [],
    };
  } catch (error) {
    if (error instanceof Impossible && !required) return undefined;
    return at(key, () => {
      throw error;
    });
  }
}

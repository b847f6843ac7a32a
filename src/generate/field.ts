import { lazily } from "./choices.ts";
import { hashText } from "./hash.ts";
import { at, Impossible } from "./impossible.ts";
import type { Position } from "./meanings/lookup.ts";
import type { Draw, Plan, Planner } from "./plan.ts";
import type { Facet } from "./rows/known.ts";
import type { Node } from "./shape.ts";
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

/** How a property is drawn; undefined where it cannot exist and need not. */
export function fieldOf(planner: Planner, node: Node, { key, place, required }: Spot): Field | undefined {
  const hash = hashText(key);
  const shape = planner.shape(node);
  const holds = shape.choice !== undefined || shape.types.includes("object") || shape.types.includes("array");
  const isList =
    shape.choice === undefined && shape.types.includes("array") && !shape.types.includes("object");
  const member = Buffer.from(`,${JSON.stringify(key)}:`);
  const { primary } = place;
  try {
    if (shape.never) throw new Impossible("its schema allows nothing");
    if (
      holds &&
      (shape.typed || shape.choice !== undefined || shape.types.length === 1) &&
      shape.values === undefined
    ) {
      const plan = lazily(() => planner.plan(node, place));
      const draw = partDraw((scene, seed, given) => plan().draw(scene, seed, given), hash, planner.budget);
      return {
        key,
        hash,
        member,
        required,
        primary,
        isList,
        draw,
        plan,
        holds: true,
        facet: undefined,
        authored: [],
      };
    }
    const plan = planner.plan(node, place);
    return {
      key,
      hash,
      member,
      required,
      primary,
      isList,
      draw: plan.draw,
      plan: () => plan,
      holds: false,
      facet: plan.facet,
      authored: plan.authored ?? [],
    };
  } catch (error) {
    if (error instanceof Impossible && !required) return undefined;
    return at(key, () => {
      throw error;
    });
  }
}

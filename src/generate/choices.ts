import type { Schema } from "../schema/schema.ts";
import { foreignNames } from "./apart.ts";
import { firstAlone, firstFit, tryBranches } from "./attempts.ts";
import { disjoint, withoutLabels } from "./disjoint.ts";
import { below, mix } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import type { Position } from "./meanings/lookup.ts";
import { changedPlan, judge, type Draw, type Plan, type Planner } from "./plan.ts";
import type { Scene } from "./scene.ts";
import { ownSchemas } from "./discriminator.ts";
import { nodeOf, type Choice, type Node, type Shape } from "./shape.ts";

/** One in five is null where null is allowed, and nearly all that mark an exception; never the whole answer. */
export function isNull(seed: number, scene: Scene, rare: boolean | undefined): boolean {
  if (scene.free) return below(mix(seed, 0x6e), 2) === 0;
  return scene.depth > 0 && below(mix(seed, 0x6e), 100) < (rare ? 85 : 20);
}

/** How a value of one of several branches is drawn, and judged where the branches might overlap. */
export function choicePlan(
  planner: Planner,
  { node, shape, position }: { node: Node; shape: Shape; position: Position },
): Plan {
  const { keyword, branches, discriminator, alternatives } = shape.choice ?? noChoice;
  const shapes = branches.map((branch) => planner.shape(branch));
  const judged = !node.judged && (shape.hard || (keyword === "oneOf" && !disjoint(planner, shapes)));
  const possible = branches.flatMap((branch, index) => {
    const own = shapes[index];
    const isPossible = own && !own.never && (own.types.length > 0 || planner.lenient);
    return isPossible ? [{ branch, own, labels: discriminator?.values[index] }] : [];
  });
  const nullable = shapes.some(isOnlyNull);
  const others = possible.filter(({ own }) => !isOnlyNull(own));
  const wanted = others.length > 0 ? others : possible;
  const foreign = lazily(() =>
    keyword === "oneOf"
      ? foreignNames(
          planner,
          wanted.map(({ own }) => own),
        )
      : [],
  );
  const plans = wanted.map(({ branch, labels }, index) => ({
    plan: lazily(() => planner.plan({ ...branch, judged: node.judged || judged }, position)),
    foreign: () => foreign()[index] ?? [],
    labels,
  }));
  if (plans.length === 0) throw new Impossible(`none of its ${keyword} branches allows a value`);
  const accepts = judge(planner, node);
  const isTold = discriminator !== undefined && keyword === "oneOf";
  const overlap = isTold && !disjoint(planner, shapes.map(withoutLabels));
  const alone = overlap ? exactlyOne(planner, alternatives) : undefined;
  const tells = discriminator?.property;
  const present: Draw = (scene, seed, given) => {
    const check = judged || (given !== undefined && !node.judged) ? accepts : undefined;
    const attempt = { seed, scene, given, check, tells, lenient: planner.lenient };
    if (alone && given === undefined) {
      const found = firstAlone(plans, { ...attempt, check: (value) => accepts(value) && alone(value) });
      if (found.fits) return found.value;
    }
    return tryBranches(plans, attempt);
  };
  if (!nullable || others.length === 0) return { draw: present, merges: true, holds: true };
  const draw: Draw = (scene, seed, given) =>
    given === undefined && (scene.fullness !== "full" || isNull(seed, scene, false))
      ? null
      : present(scene, seed, given);
  return { draw, merges: true, holds: true, present };
}

const noChoice: Choice = { keyword: "anyOf", branches: [], discriminator: undefined, alternatives: [] };

/**
 * Whether a value fits one schema and no other. A discriminator says which one is meant, but not every reader asks it,
 * and OpenAPI (3.1.1, Discriminator Object) does not let it change what is valid.
 */
function exactlyOne(planner: Planner, schemas: readonly Schema[]): (value: unknown) => boolean {
  const judges = schemas.map((schema) => judge(planner, nodeOf([schema])));
  return (value) => {
    let fitting = 0;
    for (const accepts of judges) if (accepts(value) && ++fitting > 1) return false;
    return fitting === 1;
  };
}

function isOnlyNull({ types, typed }: Shape): boolean {
  return typed && types.length === 1 && types[0] === "null";
}

/** How a value is drawn that construction alone cannot make right: drawn again until it is. */
export function judgedPlan(planner: Planner, node: Node, plan: Plan): Plan {
  const accepts = judge(planner, node);
  const draw: Draw = (scene, seed, given) =>
    firstFit([{ plan: () => plan, foreign: () => [] }], {
      seed,
      scene,
      given,
      check: node.schemas.every(isOwn) ? undefined : accepts,
      lenient: planner.lenient,
    });
  return changedPlan(plan, { draw, present: undefined });
}

function isOwn(schema: unknown): boolean {
  return typeof schema === "object" && schema !== null && ownSchemas.has(schema);
}

/** Makes something on first use. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

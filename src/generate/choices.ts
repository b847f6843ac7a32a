import { below, mix } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import type { Position } from "./meanings/lookup.ts";
import { drawBy, judge, type Draw, type Given, type Plan, type Planner } from "./plan.ts";
import type { Fullness, Scene } from "./scene.ts";
import { ownSchemas } from "./discriminator.ts";
import type { JsonType, Node, Shape } from "./shape.ts";

const rounds = 12;

/** One in five is null where null is allowed, and nearly all that mark an exception; never the whole answer. */
export function isNull(seed: number, scene: Scene, rare: boolean | undefined): boolean {
  return scene.depth > 0 && below(mix(seed, 0x6e), 100) < (rare ? 85 : 20);
}

/** How a value of one of several branches is drawn, and judged where the branches might overlap. */
export function choicePlan(
  planner: Planner,
  { node, shape, position }: { node: Node; shape: Shape; position: Position },
): Plan {
  const { keyword, branches } = shape.choice ?? { keyword: "anyOf", branches: [] };
  const shapes = branches.map((branch) => planner.shape(branch));
  const judged = !node.judged && (shape.hard || (keyword === "oneOf" && !disjoint(shapes)));
  const possible = branches.filter(
    (_, index) => shapes[index]?.never === false && shapes[index].types.length > 0,
  );
  const nullable = shapes.some(isOnlyNull);
  const others = possible.filter((branch) => !isOnlyNull(planner.shape(branch)));
  const plans = (others.length > 0 ? others : possible).map((branch) =>
    lazily(() => planner.plan({ ...branch, judged: node.judged || judged }, position)),
  );
  if (plans.length === 0) throw new Impossible(`none of its ${keyword} branches allows a value`);
  const accepts = judge(planner, node);
  const present: Draw = (scene, seed, given) => {
    const check = judged || (given !== undefined && !node.judged) ? accepts : undefined;
    return tryBranches(plans, { seed, scene, given, check });
  };
  if (!nullable || others.length === 0) return { draw: present, merges: true, holds: true };
  const draw: Draw = (scene, seed, given) =>
    given === undefined && (scene.fullness !== "full" || isNull(seed, scene, false))
      ? null
      : present(scene, seed, given);
  return { draw, merges: true, holds: true, present };
}

/** The common reason to write `oneOf` for a nullable or plain value: no two branches can both fit. */
function disjoint(shapes: readonly Shape[]): boolean {
  return shapes.every((a, i) => shapes.every((b, j) => i >= j || apart(a, b)));
}

function apart(a: Shape, b: Shape): boolean {
  if (a.hard || b.hard || a.choice || b.choice) return false;
  const overlaps = (type: JsonType): boolean =>
    b.types.includes(type) ||
    (type === "integer" && b.types.includes("number")) ||
    (type === "number" && b.types.includes("integer"));
  return a.typed && b.typed && !a.types.some(overlaps);
}

function isOnlyNull({ types, typed }: Shape): boolean {
  return typed && types.length === 1 && types[0] === "null";
}

interface Attempt {
  readonly seed: number;
  readonly scene: Scene;
  readonly given: Given | undefined;
  readonly check: ((value: unknown) => boolean) | undefined;
}

function tryBranches(plans: readonly (() => Plan)[], attempt: Attempt): unknown {
  const { scene } = attempt;
  if (scene.fullness !== "flat") return firstFit(plans, attempt);
  // Where a recursion should end, a branch that does not recur is wanted before any other.
  try {
    return within(scene, "closing", () => firstFit(plans, attempt));
  } catch (error) {
    if (!(error instanceof Impossible)) throw error;
    return firstFit(plans, attempt);
  }
}

function firstFit(plans: readonly (() => Plan)[], attempt: Attempt): unknown {
  const { check, given, scene } = attempt;
  let outcome = drawRound(plans, attempt, 0);
  for (let round = 1; check && !outcome.fits && round < rounds; round++)
    outcome = drawRound(plans, attempt, round);
  if (check && !outcome.fits) outcome = within(scene, "bare", () => drawRound(plans, attempt, rounds));
  // What was given may fit no branch; it is not ours to change.
  if (outcome.fits || (given !== undefined && outcome.drawn)) return outcome.value;
  throw outcome.reason ?? new Impossible("no value was found that satisfies its combined schemas");
}

interface Outcome {
  readonly fits: boolean;
  readonly drawn: boolean;
  readonly value?: unknown;
  readonly reason?: Impossible | undefined;
}

/** Tries each branch once. */
function drawRound(
  plans: readonly (() => Plan)[],
  { seed, scene, given, check }: Attempt,
  round: number,
): Outcome {
  const start = below(mix(seed, 0x0f), plans.length);
  let reason: Impossible | undefined;
  let last: Outcome | undefined;
  for (let i = 0; i < plans.length; i++) {
    try {
      const plan = plans[(start + i) % plans.length]?.();
      if (!plan) break;
      const value = drawBy(plan, { seed: round === 0 ? seed : mix(seed, round), scene }, given);
      if (check === undefined || check(value)) return { fits: true, drawn: true, value };
      last = { fits: false, drawn: true, value };
    } catch (error) {
      if (!(error instanceof Impossible)) throw error;
      reason = error;
    }
  }
  return last ?? { fits: false, drawn: false, reason };
}

/** How a value is drawn that construction alone cannot make right: drawn again until it is. */
export function judgedPlan(planner: Planner, node: Node, plan: Plan): Plan {
  const accepts = judge(planner, node);
  const draw: Draw = (scene, seed, given) =>
    firstFit([() => plan], { seed, scene, given, check: node.schemas.every(isOwn) ? undefined : accepts });
  return { ...plan, draw, present: undefined };
}

function isOwn(schema: unknown): boolean {
  return typeof schema === "object" && schema !== null && ownSchemas.has(schema);
}

/** Draws what lies below with another fullness. */
export function within<T>(scene: Scene, fullness: Fullness, run: () => T): T {
  const before = scene.fullness;
  scene.fullness = fullness;
  try {
    return run();
  } finally {
    scene.fullness = before;
  }
}

/** Makes something on first use. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

import { foreignNames, setApart } from "./apart.ts";
import { below, mix } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import type { Position } from "./meanings/lookup.ts";
import { drawBy, judge, type Draw, type Given, type Plan, type Planner } from "./plan.ts";
import type { Fullness, Scene } from "./scene.ts";
import { ownSchemas } from "./discriminator.ts";
import type { JsonType, Node, Shape } from "./shape.ts";

const rounds = 12;
/** How often all of a value is drawn anew before less of it, or something else, is tried. */
const fullRounds = 3;

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
  const possible = branches.flatMap((branch, index) => {
    const own = shapes[index];
    const isPossible = own && !own.never && (own.types.length > 0 || planner.lenient);
    return isPossible ? [{ branch, own }] : [];
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
  const plans = wanted.map(({ branch }, index) => ({
    plan: lazily(() => planner.plan({ ...branch, judged: node.judged || judged }, position)),
    foreign: () => foreign()[index] ?? [],
  }));
  if (plans.length === 0) throw new Impossible(`none of its ${keyword} branches allows a value`);
  const accepts = judge(planner, node);
  const present: Draw = (scene, seed, given) => {
    const check = judged || (given !== undefined && !node.judged) ? accepts : undefined;
    return tryBranches(plans, { seed, scene, given, check, lenient: planner.lenient });
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

interface Branch {
  readonly plan: () => Plan;
  /** Properties that tell it from the others by being null. */
  readonly foreign: () => readonly string[];
}

interface Attempt {
  readonly seed: number;
  readonly scene: Scene;
  readonly given: Given | undefined;
  readonly check: ((value: unknown) => boolean) | undefined;
  /** Whether a value that does not fit will do: one of forms that nothing tells apart is better than none. */
  readonly lenient: boolean;
}

function tryBranches(branches: readonly Branch[], attempt: Attempt): unknown {
  const { scene } = attempt;
  if (scene.fullness !== "flat") return firstFit(branches, attempt);
  // Where a recursion should end, a branch that does not recur is wanted before any other.
  try {
    return within(scene, "closing", () => firstFit(branches, attempt));
  } catch (error) {
    if (!(error instanceof Impossible)) throw error;
    return firstFit(branches, attempt);
  }
}

function firstFit(branches: readonly Branch[], attempt: Attempt): unknown {
  const { check, given, scene, lenient } = attempt;
  const first = drawRound(branches, attempt, { round: 0 });
  let outcome = first;
  const again = (round: number, apart = false): void => {
    if (check && !outcome.fits) outcome = drawRound(branches, attempt, { round, apart });
  };
  for (let round = 1; round < fullRounds; round++) again(round);
  within(scene, "bare", () => {
    again(rounds);
    again(rounds, true);
  });
  for (let round = fullRounds; round < rounds && !lenient; round++) again(round);
  // What was given may fit no branch; it is not ours to change.
  if (outcome.fits || (given !== undefined && outcome.drawn)) return outcome.value;
  if (lenient && first.drawn) return first.value;
  throw outcome.reason ?? new Impossible("no value was found that satisfies its combined schemas");
}

interface Round {
  readonly round: number;
  /** Whether a value may be told from the other branches by their properties. */
  readonly apart?: boolean;
}

interface Outcome {
  readonly fits: boolean;
  readonly drawn: boolean;
  readonly value?: unknown;
  readonly reason?: Impossible | undefined;
}

/** Tries each branch once. */
function drawRound(
  branches: readonly Branch[],
  { seed, scene, given, check }: Attempt,
  { round, apart = false }: Round,
): Outcome {
  const start = below(mix(seed, 0x0f), branches.length);
  let reason: Impossible | undefined;
  let last: Outcome | undefined;
  for (let i = 0; i < branches.length; i++) {
    try {
      const branch = branches[(start + i) % branches.length];
      if (!branch) break;
      const own = drawBy(branch.plan(), { seed: round === 0 ? seed : mix(seed, round), scene }, given);
      const value = apart && check ? (setApart(own, branch.foreign(), check) ?? own) : own;
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
    firstFit([{ plan: () => plan, foreign: () => [] }], {
      seed,
      scene,
      given,
      check: node.schemas.every(isOwn) ? undefined : accepts,
      lenient: planner.lenient,
    });
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

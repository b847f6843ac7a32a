import { setApart } from "./apart.ts";
import { below, mix } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import { drawBy, type Given, type Plan } from "./plan.ts";
import type { Fullness, Scene } from "./scene.ts";

const rounds = 12;
/** How often all of a value is drawn anew before less of it, or something else, is tried. */
const fullRounds = 3;

interface Branch {
  readonly plan: () => Plan;
  /** Properties that tell it from the others by being null. */
  readonly foreign: () => readonly string[];
  /** What the discriminator says of it. */
  readonly labels?: readonly string[] | undefined;
}

interface Attempt {
  readonly seed: number;
  readonly scene: Scene;
  readonly given: Given | undefined;
  readonly check: ((value: unknown) => boolean) | undefined;
  /** The discriminator: what is given of it chooses the branch. */
  readonly tells?: string | undefined;
  /** Whether a value that does not fit will do: one of forms that nothing tells apart is better than none. */
  readonly lenient: boolean;
}

/** A value of the first branch of which there is one that fits; throws Impossible. */
export function tryBranches(branches: readonly Branch[], attempt: Attempt): unknown {
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

/** The same, whatever recursion there is: drawn anew and anew, first with all it can have, then with less. */
export function firstFit(branches: readonly Branch[], attempt: Attempt): unknown {
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
  freely(scene, () => {
    for (let round = fullRounds; round < rounds && !lenient; round++) again(round);
  });
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

/** The branch to begin with: what is given says which, else the seed. */
function startOf(branches: readonly Branch[], { seed, given, tells }: Attempt): number {
  const label = tells === undefined ? undefined : given?.[tells];
  const chosen = branches.findIndex(({ labels }) => typeof label === "string" && labels?.includes(label));
  return chosen < 0 ? below(mix(seed, 0x0f), branches.length) : chosen;
}

/** Tries each branch once. */
function drawRound(branches: readonly Branch[], attempt: Attempt, { round, apart = false }: Round): Outcome {
  const { seed, scene, given, check } = attempt;
  const start = startOf(branches, attempt);
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

/** Many branches are not all tried: each try costs a look at all of them. */
const mostAlone = 6;

/** A value of the first branch of which there is one that no other branch accepts. */
export function firstAlone(branches: readonly Branch[], attempt: Attempt): Outcome {
  const { scene, seed } = attempt;
  const start = below(mix(seed, 0x0f), branches.length);
  for (let i = 0; i < Math.min(branches.length, mostAlone); i++) {
    const branch = branches.slice((start + i) % branches.length).slice(0, 1);
    const found = [
      () => drawRound(branch, attempt, { round: 0, apart: true }),
      () => within(scene, "bare", () => drawRound(branch, attempt, { round: rounds, apart: true })),
    ];
    for (const drawn of found) {
      const outcome = drawn();
      if (outcome.fits) return outcome;
    }
  }
  return { fits: false, drawn: false };
}

/** Draws what lies below by what its schemas say alone: what a name means may be just what does not fit. */
function freely(scene: Scene, run: () => void): void {
  const before = scene.free;
  scene.free = true;
  try {
    run();
  } finally {
    scene.free = before;
  }
}

/** Draws what lies below with another fullness. */
function within<T>(scene: Scene, fullness: Fullness, run: () => T): T {
  const before = scene.fullness;
  scene.fullness = fullness;
  try {
    return run();
  } finally {
    scene.fullness = before;
  }
}

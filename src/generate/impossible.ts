import { ProblemError } from "../problem/problem.ts";

/** No value can exist here; what holds the value may still leave it out or choose another branch. */
export class Impossible extends Error {
  override readonly name = "Impossible";
  /** Property names and indexes from the value asked for to the one that cannot exist. */
  readonly path: string[] = [];

  /** As the mock's own problem, naming where and why. */
  toProblem(): ProblemError {
    const path = untilItRepeats(this.path);
    const where = path.length > 0 ? `at /${path.join("/")}` : "at the top of the value";
    return new ProblemError("impossible-schema", {
      detail: `No value can be generated ${where}: ${this.message}.`,
      help: "Loosen that schema, or give it an example that satisfies it.",
    });
  }
}

/** What lies in itself without end, which nobody builds by hand in so many steps. */
const manySteps = 60;

/** Why nothing is made of a schema that requires itself. */
export function endless(): Impossible {
  return new Impossible("its schema refers to itself and never ends");
}

/** `/order/a/b/a/b/a/b…` → `/order/a/b`: once around. */
function untilItRepeats(path: readonly string[]): readonly string[] {
  if (path.length < manySteps) return path;
  for (let period = 1; period <= path.length / 3; period++) {
    const differs = path.findLastIndex((step, i) => i + period < path.length && step !== path[i + period]);
    const start = differs + 1;
    if (path.length - start >= 3 * period) return path.slice(0, start + period);
  }
  return path;
}

/** Runs a step and writes its name into the path of what it may throw. */
export function at<T>(step: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Impossible) error.path.unshift(step.replaceAll("~", "~0").replaceAll("/", "~1"));
    throw error;
  }
}

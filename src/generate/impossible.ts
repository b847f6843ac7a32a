import { ProblemError } from "../problem/problem.ts";

/** No value can exist here; what holds the value may still leave it out or choose another branch. */
export class Impossible extends Error {
  override readonly name = "Impossible";
  /** Property names and indexes from the value asked for to the one that cannot exist. */
  readonly path: string[] = [];

  /** As the mock's own problem, naming where and why. */
  toProblem(): ProblemError {
    const where = this.path.length > 0 ? `at /${this.path.join("/")}` : "at the top of the value";
    return new ProblemError("impossible-schema", {
      detail: `No value can be generated ${where}: ${this.message}.`,
      help: "Loosen that schema, or give it an example that satisfies it.",
    });
  }
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

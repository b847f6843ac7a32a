import { ProblemError } from "../problem/problem.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { indexStubs, type StubIndex } from "../stubs/select.ts";
import { indexCredentials, type KnownCredentials } from "../validation/credentials.ts";
import type { Scenario } from "./scenario.ts";

/** The scenarios of a server, ready to be asked. */
export interface Scenarios {
  readonly all: readonly Scenario[];
  /** The stubs in force: of the scenario asked for by name, else of all that are active. Throws `invalid-preference`. */
  index(name: string | undefined): StubIndex;
  /** What all that are active know of credentials, and before them the one asked for by name; undefined for nothing. */
  credentials(name: string | undefined): KnownCredentials | undefined;
}

/** Sorts scenarios into indexes once. */
export function createScenarios(all: readonly Scenario[]): Scenarios {
  const active = indexStubs(all.filter((one) => one.active).flatMap(({ stubs }) => stubs));
  const named = new Map(all.map((one) => [one.name, indexStubs(one.stubs)] as const));
  const ofActive = all.filter((one) => one.active).flatMap(({ credentials }) => credentials);
  const known = indexCredentials(ofActive);
  const knownBy = new Map(
    all.map((one) => [one.name, indexCredentials([...one.credentials, ...ofActive])] as const),
  );
  return {
    all,
    credentials: (name) => (name === undefined || !knownBy.has(name) ? known : knownBy.get(name)),
    index(name) {
      if (name === undefined) return active;
      const found = named.get(name);
      if (found) return found;
      throw unknownScenario(name, [...named.keys()]);
    },
  };
}

function unknownScenario(name: string, names: readonly string[]): ProblemError {
  const none = "This server has no scenarios; start it with --scenarios <folder>.";
  return new ProblemError("invalid-preference", {
    detail: `There is no scenario named ${name}${didYouMean(name, names)}.`,
    help: names.length > 0 ? `Ask for one of ${listed(names)}.` : none,
  });
}

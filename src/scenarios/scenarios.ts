import { ProblemError } from "../problem/problem.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import type { Known } from "../stubs/known.ts";
import type { ReadStub, RunTimeStub, ToldStubs } from "../stubs/run-time.ts";
import { indexStubs, type StubIndex } from "../stubs/select.ts";
import type { Scenario } from "./scenario.ts";

/** The scenarios of a server, ready to be asked. */
export interface Scenarios {
  readonly all: readonly Scenario[];
  /**
   * The stubs in force: of the scenario asked for by name, and nothing else; else of all that are active in the session,
   * and those it was told. Throws `invalid-preference`.
   */
  index(name: string | undefined, told?: ToldStubs): StubIndex;
  /** A session's stub as it is read against the contract in force. */
  read(stub: RunTimeStub): ReadStub;
}

/** Sorts scenarios into indexes once, and what a session was told once for each time it is told something. */
export function createScenarios(all: readonly Scenario[], known: Known): Scenarios {
  const active = indexStubs(all.filter((one) => one.active).flatMap(({ stubs }) => stubs));
  const named = new Map(all.map((one) => [one.name, indexStubs(one.stubs)] as const));
  const ofSessions = new WeakMap<ToldStubs, StubIndex>();
  return {
    all,
    read: (stub) => stub.against(known),
    index(name, told) {
      if (name !== undefined) {
        const found = named.get(name);
        if (found) return found;
        throw unknownScenario(name, [...named.keys()]);
      }
      if (told === undefined) return active;
      let own = ofSessions.get(told);
      if (!own) ofSessions.set(told, (own = indexTold(told)));
      return own;
    },
  };

  function indexTold(told: ToldStubs): StubIndex {
    const { activations, stubs } = told;
    if (activations.size === 0 && stubs.length === 0) return active;
    const usable = stubs.map((one) => one.against(known).stub).filter((stub) => stub !== undefined);
    const ofFiles = all.filter((one) => isActive(one, told)).flatMap((one) => one.stubs);
    return indexStubs([...usable, ...ofFiles]);
  }
}

/** Whether a scenario is on in a session: as it was told, else as its file says. */
export function isActive(
  { name, active }: Pick<Scenario, "name" | "active">,
  told: ToldStubs | undefined,
): boolean {
  return told?.activations.get(name) ?? active;
}

function unknownScenario(name: string, names: readonly string[]): ProblemError {
  const none = "This server has no scenarios; start it with --scenarios <folder>.";
  return new ProblemError("invalid-preference", {
    detail: `There is no scenario named ${name}${didYouMean(name, names)}.`,
    help: names.length > 0 ? `Ask for one of ${listed(names)}.` : none,
  });
}

import { ProblemError } from "../problem/problem.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import type { Known } from "../stubs/known.ts";
import type { ReadStub, RunTimeStub, ToldStubs } from "../stubs/run-time.ts";
import { indexStubs, type StubIndex } from "../stubs/select.ts";
import type { Stub } from "../stubs/stub.ts";
import { indexCredentials, type KnownCredentials } from "../validation/credentials.ts";
import type { Scenario } from "./scenario.ts";

/** The scenarios of a server, ready to be asked. */
export interface Scenarios {
  readonly all: readonly Scenario[];
  /** What they were held against. */
  readonly known: Known;
  /**
   * The stubs in force: of the scenario asked for by name, and nothing else; else of all that are active in the session,
   * and those it was told. Throws `invalid-preference`.
   */
  index(name: string | undefined, told?: ToldStubs): StubIndex;
  /**
   * What all that are active in the session know of credentials, and before them the one asked for by name; undefined
   * for nothing.
   */
  credentials(name: string | undefined, told?: ToldStubs): KnownCredentials | undefined;
  /** A session's stub as it is read against the contract in force. */
  read(stub: RunTimeStub): ReadStub;
}

/** What is in force in a session. */
interface Force {
  readonly index: StubIndex;
  readonly credentials: (name: string | undefined) => KnownCredentials | undefined;
}

/** Sorts scenarios into indexes once, and what a session was told once for each time it is told something. */
export function createScenarios(all: readonly Scenario[], known: Known): Scenarios {
  const usual = force(all.filter((one) => one.active));
  const named = new Map(all.map((one) => [one.name, indexStubs(one.stubs)] as const));
  const ofSessions = new WeakMap<ToldStubs, Force>();
  return {
    all,
    known,
    read: (stub) => stub.against(known),
    credentials: (name, told) => forceOf(told).credentials(name),
    index(name, told) {
      if (name === undefined) return forceOf(told).index;
      const found = named.get(name);
      if (found) return found;
      throw unknownScenario(name, [...named.keys()]);
    },
  };

  function forceOf(told: ToldStubs | undefined): Force {
    if (told === undefined || (told.activations.size === 0 && told.stubs.length === 0)) return usual;
    const made = ofSessions.get(told);
    if (made) return made;
    const usable = told.stubs.map((one) => one.against(known).stub).filter((stub) => stub !== undefined);
    const active = all.filter((one) => isActive(one, told));
    const own = force(active, usable);
    ofSessions.set(told, own);
    return own;
  }

  function force(active: readonly Scenario[], told: readonly Stub[] = []): Force {
    const ofActive = active.flatMap((one) => one.credentials);
    const byName = new Map<string | undefined, KnownCredentials | undefined>([
      [undefined, indexCredentials(ofActive)],
    ]);
    for (const { name, credentials } of all)
      if (credentials.length > 0) byName.set(name, indexCredentials([...credentials, ...ofActive]));
    return {
      index: indexStubs([...told, ...active.flatMap((one) => one.stubs)]),
      credentials: (name) => byName.get(byName.has(name) ? name : undefined),
    };
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

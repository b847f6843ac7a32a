import { didYouMean, listed } from "../../problem/nearest.ts";
import type { Scenario } from "../../scenarios/scenario.ts";
import type { Scenarios } from "../../scenarios/scenarios.ts";
import { FIRST_STATE } from "../../stubs/select.ts";
import { refusedFor, type Mistake } from "./mistakes.ts";
import type { Listener } from "./stubs.ts";

/** What is wrong with the name of a scenario that somebody asks for. */
export function unknownScenario(name: string, { all }: Scenarios, path: Mistake["path"]): readonly Mistake[] {
  if (all.some((one) => one.name === name)) return [];
  const names = all.map((one) => one.name);
  const help =
    names.length > 0 ? `Write one of ${listed(names)}` : "Start the server with --scenarios <folder>";
  return [{ path, cause: `there is no scenario "${name.slice(0, 80)}"${didYouMean(name, names)}`, help }];
}

/** Switches a scenario on or off in the session, whatever its file says. Throws `too-many-sessions`. */
export function use({ served, session }: Listener, scenario: Scenario, active: boolean): void {
  served.sessions.tell(session, (told) => ({
    ...told,
    activations: new Map(told.activations).set(scenario.name, active),
  }));
}

/** Moves a scenario to a state that its stubs name. Throws `admin-invalid-request` for any other. */
export async function setState(
  { served, session }: Listener,
  { name, states }: Scenario,
  state: string,
): Promise<void> {
  if (!states.isOpen && !states.names.includes(state)) {
    const cause = `${name} has no state "${state.slice(0, 80)}"${didYouMean(state, states.names)}`;
    throw refusedFor("The state", [{ path: ["state"], cause, help: `Write one of ${listed(states.names)}` }]);
  }
  const { sessions, store } = served;
  sessions.open(session);
  // The first state is that of a scenario which was never moved.
  const to = state === FIRST_STATE ? undefined : state;
  while (!(await store.compareAndSet(session, name, { from: await store.state(session, name), to }))) {
    // A request moved it between the two; what is set by hand comes last.
  }
  await store.settle(session);
}

import type { Awaitable } from "../ports.ts";
import type { Phase, Stub } from "./stub.ts";
import type { Subject } from "./subject.ts";

/** Stubs by operation and phase, each list in the order in which they are asked. */
export interface StubIndex {
  candidates(operationId: string, phase: Phase): readonly Stub[];
}

/** A stub that matches a request, and the state of its scenario when it did. */
export interface Selected {
  readonly stub: Stub;
  /** As the store has it: undefined until it was first set. */
  readonly state: string | undefined;
}

/** The state of a scenario that was never set. */
export const FIRST_STATE = "Started";

const EVERY_OPERATION = "*";
const none: readonly Stub[] = [];

/** Sorts stubs into an index: the higher priority first, then whoever asks for more, then the order they came in. */
export function indexStubs(stubs: readonly Stub[]): StubIndex {
  const ordered = stubs.toSorted((a, b) => b.priority - a.priority || conditionsOf(b) - conditionsOf(a));
  const operations = new Set([EVERY_OPERATION, ...stubs.map(({ operationId }) => operationId)]);
  const phases = { first: new Map<string, readonly Stub[]>(), after: new Map<string, readonly Stub[]>() };
  for (const operation of operations) {
    const own = ordered.filter(
      ({ operationId }) => operationId === operation || operationId === EVERY_OPERATION,
    );
    phases.first.set(
      operation,
      own.filter(({ phase }) => phase === "first"),
    );
    phases.after.set(
      operation,
      own.filter(({ phase }) => phase === "after"),
    );
  }
  return {
    candidates: (operation, phase) =>
      phases[phase].get(operation) ?? phases[phase].get(EVERY_OPERATION) ?? none,
  };
}

/** The first stub that matches; at once unless a state, a count or the store has to be asked. */
export function selectStub(
  index: StubIndex,
  subject: Subject,
  phase: Phase,
): Awaitable<Selected | undefined> {
  const candidates = index.candidates(subject.operation.id, phase);
  for (let position = 0; position < candidates.length; position++) {
    const stub = candidates[position];
    if (stub === undefined || !matchesRequest(stub, subject)) continue;
    return remembers(stub)
      ? selectRemembering(candidates.slice(position), subject)
      : { stub, state: undefined };
  }
  return undefined;
}

/** A scenario's state is kept under its name; a stub without a scenario has a state of its own. */
export function stateName({ scenario, id }: Stub): string {
  return scenario ?? id;
}

/** The state as scenario files speak of it. */
export function spokenState(state: string | undefined): string {
  return state ?? FIRST_STATE;
}

async function selectRemembering(
  candidates: readonly Stub[],
  subject: Subject,
): Promise<Selected | undefined> {
  for (const stub of candidates) {
    if (!matchesRequest(stub, subject)) continue;
    if (!remembers(stub)) return { stub, state: undefined };
    const state = await subject.store.state(subject.session, stateName(stub));
    if (await matchesMemory(stub, { state, subject })) return { stub, state };
  }
  return undefined;
}

/** Judged on the request alone. A loop by index, because this runs for every request. */
function matchesRequest(stub: Stub, subject: Subject): boolean {
  const { conditions } = stub.when;
  for (let position = 0; position < conditions.length; position++) {
    const condition = conditions[position];
    if (condition && !condition.matcher.matches(condition.read(subject), subject)) return false;
  }
  return true;
}

function remembers({ when, times }: Stub): boolean {
  return when.state !== undefined || when.store !== undefined || times !== undefined;
}

interface Memory {
  readonly state: string | undefined;
  readonly subject: Subject;
}

async function matchesMemory(stub: Stub, { state, subject }: Memory): Promise<boolean> {
  if (stub.when.state?.matches(spokenState(state), subject) === false) return false;
  if (await isUsedUp(stub, subject)) return false;
  return (await stub.when.store?.holds(subject)) ?? true;
}

/** Whether it has answered as often in this session as it may. */
export async function isUsedUp({ id, times }: Stub, { store, session }: Subject): Promise<boolean> {
  return times !== undefined && (await store.count(session, "times", id)) >= times;
}

function conditionsOf({ when }: Stub): number {
  return when.conditions.length + (when.state ? 1 : 0) + (when.store ? 1 : 0);
}

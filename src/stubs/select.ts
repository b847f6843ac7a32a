import type { Awaitable } from "../ports.ts";
import { shortlist, type Shortlist } from "./shortlist.ts";
import type { Phase, Stub } from "./stub.ts";
import type { Subject } from "./subject.ts";

/** Stubs by operation and phase, each list in the order in which they are asked. */
export interface StubIndex {
  candidates(operationId: string, phase: Phase): readonly Stub[];
  /** Those of them that may match this request. */
  shortlist(subject: Subject, phase: Phase): readonly Stub[];
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

/** Sorts stubs into an index: the higher priority first, then whoever asks for more, then the order they came in. */
export function indexStubs(stubs: readonly Stub[]): StubIndex {
  const ordered = stubs.toSorted((a, b) => b.priority - a.priority || conditionsOf(b) - conditionsOf(a));
  const byPhase = { first: new Map<string, Candidates>(), after: new Map<string, Candidates>() };
  const find = (operation: string, phase: Phase): Candidates => {
    const known = byPhase[phase].get(operation);
    if (known) return known;
    const own = ordered.filter((stub) => stub.phase === phase && isFor(stub, operation));
    const made = { stubs: own, shortlist: shortlist(own) };
    byPhase[phase].set(operation, made);
    return made;
  };
  return {
    candidates: (operation, phase) => find(operation, phase).stubs,
    shortlist: (subject, phase) => find(subject.operation.id, phase).shortlist(subject),
  };
}

function isFor({ operationId }: Stub, operation: string): boolean {
  return operationId === operation || operationId === EVERY_OPERATION;
}

interface Candidates {
  readonly stubs: readonly Stub[];
  readonly shortlist: Shortlist;
}

/** The first stub that matches; at once unless a state, a count or the store has to be asked. */
export function selectStub(
  index: StubIndex,
  subject: Subject,
  phase: Phase,
): Awaitable<Selected | undefined> {
  const candidates = index.shortlist(subject, phase);
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

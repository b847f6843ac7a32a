import type { Awaitable } from "../ports.ts";
import { secondsBeyond, takesPart } from "./rate.ts";
import { shortlist, type Shortlist } from "./shortlist.ts";
import { countOf } from "./counts.ts";
import { isExpired } from "./expiry.ts";
import { recalling } from "./recall.ts";
import type { Phase, Stub } from "./stub.ts";
import { asksMemory } from "./when.ts";
import type { Subject } from "./subject.ts";

/** Stubs by operation and phase, each list in the order in which they are asked. */
export interface StubIndex {
  candidates(operationId: string, phase: Phase): readonly Stub[];
  /** Those of them that may match this request. */
  shortlist(subject: Subject, phase: Phase): readonly Stub[];
  /** Whether one of an operation's stubs asks for, or changes, what the session remembers. */
  isStateful(operationId: string): boolean;
}

/** A stub that matches a request, and the state of its scenario when it did. */
export interface Selected {
  readonly stub: Stub;
  /** As the store has it: undefined until it was first set. */
  readonly state: string | undefined;
  /** The counters that it asked for, as they stood. */
  readonly counts: ReadonlyMap<string, number>;
}

/** The state of a scenario that was never set. */
export const FIRST_STATE = "Started";

const EVERY_OPERATION = "*";
const noCounts: ReadonlyMap<string, number> = new Map();

/**
 * Sorts stubs into an index: the higher priority first, then those of one operation before those of all, then whoever
 * asks for more, then the order they came in.
 */
export function indexStubs(stubs: readonly Stub[]): StubIndex {
  const ordered = stubs.toSorted(
    (a, b) => b.priority - a.priority || ownOf(b) - ownOf(a) || conditionsOf(b) - conditionsOf(a),
  );
  const byPhase = { first: new Map<string, Candidates>(), after: new Map<string, Candidates>() };
  const find = (operation: string, phase: Phase): Candidates => {
    const known = byPhase[phase].get(operation);
    if (known) return known;
    const own = ordered.filter((stub) => stub.phase === phase && isFor(stub, operation));
    const made = {
      stubs: own,
      shortlist: shortlist(own),
      isStateful: own.some(({ isStateful }) => isStateful),
    };
    byPhase[phase].set(operation, made);
    return made;
  };
  return {
    candidates: (operation, phase) => find(operation, phase).stubs,
    shortlist: (subject, phase) => find(subject.operation.id, phase).shortlist(subject),
    isStateful: (operation) => find(operation, "first").isStateful || find(operation, "after").isStateful,
  };
}

/** The same without the stubs that are left out: they are not asked, and use up no turn. */
export function withoutStubs(index: StubIndex, isOut: (stub: Stub) => boolean): StubIndex {
  return {
    ...index,
    candidates: (operation, phase) => index.candidates(operation, phase).filter((stub) => !isOut(stub)),
    shortlist: (subject, phase) => index.shortlist(subject, phase).filter((stub) => !isOut(stub)),
  };
}

function isFor({ operationId }: Stub, operation: string): boolean {
  return operationId === operation || operationId === EVERY_OPERATION;
}

interface Candidates {
  readonly stubs: readonly Stub[];
  readonly shortlist: Shortlist;
  readonly isStateful: boolean;
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
    if (stub === undefined) continue;
    if (stub.when.asked.length === 0 && !matchesRequest(stub, subject)) continue;
    return remembers(stub)
      ? selectRemembering(candidates.slice(position), subject)
      : { stub, state: undefined, counts: noCounts };
  }
  return undefined;
}

/** Of the stubs that a session was told: they are one scenario without a name. No scenario's name has a slash. */
export const runTimeState = "/stubs";

/** A scenario's state is kept under its name. */
export function stateName({ scenario }: Stub): string {
  return scenario ?? runTimeState;
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
    const { asked } = stub.when;
    if (asked.length === 0 && !matchesRequest(stub, subject)) continue;
    if (!remembers(stub)) return { stub, state: undefined, counts: noCounts };
    const memory = await remember(stub, subject);
    if (asked.length > 0 && !matchesRequest(stub, memory.subject)) continue;
    if (await matchesMemory(stub, memory)) return { stub, state: memory.state, counts: memory.counts };
  }
  return undefined;
}

/** What the session knows that the stub asks for. */
export async function remember(stub: Stub, subject: Subject): Promise<Memory> {
  const state = await subject.store.state(subject.session, stateName(stub));
  const counts = new Map<string, number>();
  for (const { name } of stub.when.counters) counts.set(name, await countOf(name, subject));
  const own = { state: spokenState(state), turn: 0, counts };
  return { state, counts, subject: await recalling(stub.when.asked, subject, own) };
}

/** Judged on the request alone. A loop by index, because this runs for every request. */
function matchesRequest(stub: Stub, subject: Subject): boolean {
  const { conditions } = stub.when;
  for (let position = 0; position < conditions.length; position++) {
    const condition = conditions[position];
    if (condition && !condition.matcher.matches(condition.read(subject), subject)) return false;
  }
  return takesPart(stub, subject);
}

function remembers({ when, times, expires, limit, tellsState }: Stub): boolean {
  const lastsForever = times === undefined && expires === undefined && limit === undefined;
  return asksMemory(when) || !lastsForever || tellsState;
}

/** What a session knows, and the request with what templates ask for. */
interface Memory extends Pick<Selected, "state" | "counts"> {
  readonly subject: Subject;
}

async function matchesMemory(stub: Stub, { state, counts, subject }: Memory): Promise<boolean> {
  if (stub.when.state?.matches(spokenState(state), subject) === false) return false;
  if (!stub.when.counters.every(({ name, matcher }) => matcher.matches(counts.get(name) ?? 0, subject)))
    return false;
  if (await isUsedUp(stub, subject)) return false;
  if (await isExpired(stub, subject)) return false;
  if ((await stub.when.store?.holds(subject)) === false) return false;
  // Last of all, because it counts the request.
  return stub.limit === undefined || secondsBeyond(stub, subject) !== undefined;
}

/** Whether it has answered as often in this session as it may. */
export async function isUsedUp({ id, times }: Stub, { store, session }: Subject): Promise<boolean> {
  return times !== undefined && (await store.count(session, "times", id)) >= times;
}

function ownOf({ operationId }: Stub): number {
  return operationId === EVERY_OPERATION ? 0 : 1;
}

function conditionsOf({ when: { conditions, counters, state, store }, chance, limit }: Stub): number {
  const more = [state, store, chance, limit].filter((one) => one !== undefined);
  return conditions.length + counters.length + more.length;
}

import { fraction, hashText, mix } from "../generate/hash.ts";
import { ProblemError } from "../problem/problem.ts";
import { count } from "./counts.ts";
import { startExpiry } from "./expiry.ts";
import { renderTurn, type RenderedResponse } from "./rendered.ts";
import { selectStub, spokenState, stateName, type Selected, type StubIndex } from "./select.ts";
import type { Phase, Stub } from "./stub.ts";
import type { Subject } from "./subject.ts";

/**
 * Selects a stub for the request and takes its turn; undefined when none matches, and at once where nothing but the
 * request has to be asked for that. Of any number of requests at the same time, each gets a step of its own; one that
 * comes too late for a turn is offered to the next stub.
 */
export function answerFromStubs(
  index: StubIndex,
  subject: Subject,
  phase: Phase,
): Promise<RenderedResponse | undefined> | undefined {
  const select = () => selectStub(index, subject, phase);
  const first = select();
  return first && takeTurns(first, subject, select);
}

async function takeTurns(
  first: ReturnType<typeof selectStub>,
  subject: Subject,
  again: () => ReturnType<typeof selectStub>,
): Promise<RenderedResponse | undefined> {
  let selected = await first;
  for (let attempt = 0; selected && attempt < mostAttempts; attempt++) {
    const response = await takeTurn(selected, subject);
    if (response) return response;
    selected = await again();
  }
  if (selected) throw contended();
  return undefined;
}

/** Each lost attempt is another request's turn; so many in a row are a store that lets nobody through. */
const mostAttempts = 10_000;

function contended(): ProblemError {
  return new ProblemError("store-unavailable", {
    detail: "The state of a scenario could not be moved: the store refused every attempt.",
    help: "Send the request again; if that does not help, reset the session: POST /__admin/reset.",
  });
}

/**
 * Advances `times`, the sequence, the state and the counter, and gives the response of this turn. Undefined when another
 * request took the last turn, or moved state or counter, since the stub was selected: then select again.
 */
async function takeTurn(selected: Selected, subject: Subject): Promise<RenderedResponse | undefined> {
  const { stub } = selected;
  const isOne = stub.responses.length === 1 || stub.weights !== undefined;
  // Who may lead on from a count or a state is settled before a turn is counted, so that who lost uses up none.
  const counted = stub.count === undefined ? nothing : await countFromSeen(selected, subject);
  if (!counted) return undefined;
  if (isOne && !(await moveState(selected, subject))) return undefined;
  const turn = await nextTurn(stub, subject);
  if (stub.times !== undefined && turn > stub.times) return undefined;
  const step = stepOf(stub, turn, subject.base);
  // The state moves with the last step: whoever moves it hands that step out, and nobody else does.
  if (!isOne && step === stub.responses.length && !(await moveState(selected, subject))) return undefined;
  if (stub.expires) await startExpiry(stub, subject);
  const counts = stub.count === undefined || counted.size > 0 ? counted : await countAnyway(stub, subject);
  const own = { state: spokenState(selected.state), turn, counts };
  return await renderTurn({ stub, step, own }, subject);
}

const nothing: ReadonlyMap<string, number> = new Map();

/**
 * Where the stub asked for the counter it counts, only one request may go on from what it saw; undefined for the others.
 * Empty where it did not ask.
 */
async function countFromSeen(
  { stub, counts }: Selected,
  subject: Subject,
): Promise<typeof nothing | undefined> {
  const seen = stub.count === undefined ? undefined : counts.get(stub.count);
  if (stub.count === undefined || seen === undefined) return nothing;
  const reached = await count(stub.count, subject, seen);
  return reached === undefined ? undefined : new Map([[stub.count, reached]]);
}

async function countAnyway(stub: Stub, subject: Subject): Promise<typeof nothing> {
  const reached = stub.count === undefined ? undefined : await count(stub.count, subject);
  return stub.count === undefined || reached === undefined ? nothing : new Map([[stub.count, reached]]);
}

/** Counts from 1, where anything depends on it; `times` and the steps of a sequence are the same turns. */
async function nextTurn({ id, times, isCounted }: Stub, { store, session }: Subject): Promise<number> {
  if (!isCounted) return 1;
  return await store.increment(session, times === undefined ? "sequences" : "times", id);
}

/**
 * Where the stub asked for a state, only one request may lead on from it; false for the others.
 * Where it did not, the state is set whatever it was.
 */
async function moveState({ stub, state }: Selected, { store, session }: Subject): Promise<boolean> {
  const to = stub.nextState;
  if (to === undefined) return true;
  const name = stateName(stub);
  if (stub.when.state) return await store.compareAndSet(session, name, { from: state, to });
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    if (await store.compareAndSet(session, name, { from: await store.state(session, name), to })) return true;
  }
  throw contended();
}

function stepOf({ id, responses, repeat, weights }: Stub, turn: number, base: number): number {
  if (weights) return chosen(weights, mix(mix(base, hashText(id)), turn));
  if (repeat === "cycle") return ((turn - 1) % responses.length) + 1;
  return Math.min(turn, responses.length);
}

/** By the turn and not by the request: of so many answers so many are this one, in whatever order requests arrive. */
function chosen(weights: readonly number[], seed: number): number {
  let left = fraction(seed) * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => (left -= weight) < 0);
  return index < 0 ? weights.length : index + 1;
}

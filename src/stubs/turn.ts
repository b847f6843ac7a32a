import { ProblemError } from "../problem/problem.ts";
import type { StubResponse, Trouble } from "./respond.ts";
import { renderErrors, renderHeaders } from "./response-parts.ts";
import { selectStub, stateName, type Selected, type StubIndex } from "./select.ts";
import type { Phase, Stub } from "./stub.ts";
import type { Subject } from "./subject.ts";
import { render } from "./template.ts";

/** What a stub answers this time, with its templates rendered. */
export interface RenderedResponse {
  readonly stub: Stub;
  /** Which of the stub's responses it is, from 1. */
  readonly step: number;
  readonly status: number | undefined;
  readonly undeclared: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** To be merged over what the contract would generate, and not to be changed; undefined: nothing to merge. */
  readonly body: unknown;
  readonly errors: Readonly<Record<string, readonly string[]>> | undefined;
  readonly trouble: Trouble;
  readonly example: string | undefined;
}

/**
 * Selects a stub for the request and takes its turn; undefined when none matches. Of any number of requests at the
 * same time, each gets a step of its own; one that comes too late for a turn is offered to the next stub.
 */
export async function answerFromStubs(
  index: StubIndex,
  subject: Subject,
  phase: Phase,
): Promise<RenderedResponse | undefined> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const selected = await selectStub(index, subject, phase);
    if (!selected) return undefined;
    const response = await takeTurn(selected, subject);
    if (response) return response;
  }
  throw contended();
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
 * Advances `times`, the sequence and the state, and gives the response of this turn. Undefined when another request
 * took the last turn, or moved the state, since the stub was selected: then select again.
 */
async function takeTurn(selected: Selected, subject: Subject): Promise<RenderedResponse | undefined> {
  const { stub } = selected;
  const only = stub.responses.length === 1;
  // Who may lead on from a state is settled before a turn is counted, so that a request that lost uses up none.
  if (only && !(await moveState(selected, subject))) return undefined;
  const turn = await nextTurn(stub, subject);
  if (stub.times !== undefined && turn > stub.times) return undefined;
  const step = stepOf(stub, turn);
  // The state moves with the last step: whoever moves it hands that step out, and nobody else does.
  if (!only && step === stub.responses.length && !(await moveState(selected, subject))) return undefined;
  return rendered(stub, step, subject);
}

/** Counts from 1, where anything depends on it; `times` and the steps of a sequence are the same turns. */
async function nextTurn({ id, times, responses }: Stub, { store, session }: Subject): Promise<number> {
  if (times === undefined && responses.length === 1) return 1;
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

function stepOf({ responses, repeat }: Stub, turn: number): number {
  if (repeat === "cycle") return ((turn - 1) % responses.length) + 1;
  return Math.min(turn, responses.length);
}

function rendered(stub: Stub, step: number, subject: Subject): RenderedResponse {
  const response: StubResponse | undefined = stub.responses[step - 1];
  if (!response) throw new RangeError(`stub ${stub.id} has no response ${step}`);
  return {
    stub,
    step,
    status: response.status,
    undeclared: response.undeclared,
    headers: renderHeaders(response.headers, subject),
    body: response.body && render(response.body, subject),
    errors: response.errors && renderErrors(response.errors, subject),
    trouble: response.trouble,
    example: response.example,
  };
}

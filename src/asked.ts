// A request on its way: what it is for, who asks, and what it says, before anything is decided.
import type { Contract } from "./contract/contract.ts";
import { findOperation } from "./contract/find-operation.ts";
import type { Operation } from "./contract/operation.ts";
import { perOperation } from "./contract/per-operation.ts";
import { hashText, mix } from "./generate/hash.ts";
import { requestSeed, unconditional } from "./generate/seed.ts";
import type { MockRequest } from "./http/message.ts";
import type { WhyStep } from "./problem/exchange.ts";
import type { Telling } from "./response/fail.ts";
import { byChance } from "./response/forced.ts";
import type { Preferences } from "./response/preferences.ts";
import type { Scenarios } from "./scenarios/scenarios.ts";
import { askedPreferences } from "./sessions/asked.ts";
import type { Session } from "./sessions/sessions.ts";
import type { Gate } from "./store/gate.ts";
import type { Store } from "./store/store.ts";
import { RequestSubject, type SubjectWorld } from "./stubs/request-subject.ts";
import { createReading, type ReadRequest } from "./validation/reading.ts";

/** A request, the session it belongs to, and where the exchange will be found: `/__admin/requests/default-1`. */
export interface Asking {
  readonly request: MockRequest;
  readonly session: Session;
  readonly instance: string;
  /** Which of its session's requests it is, from 1. */
  readonly ordinal: number;
}

/** A request on its way: found and read, not yet answered. */
export interface Asked extends Omit<Asking, "ordinal"> {
  readonly operation: Operation;
  readonly preferences: Preferences;
  /** For `Preference-Applied`. */
  readonly applied: string;
  readonly read: ReadRequest;
  /** The request as stubs see it. */
  readonly subject: RequestSubject;
  /** What all seeds of the session are made of. */
  readonly base: number;
  readonly seed: number;
  /** Another for each request of a session: what is not to be the same each time is drawn by it. */
  readonly luck: number;
  readonly drawSeed: () => Promise<number>;
  readonly telling: Telling;
  readonly why: WhyStep[];
  /** What reads the session's store to decide what to change there goes through it. */
  readonly oneByOne: Gate;
}

export interface AskedWorld extends Pick<Telling, "writer" | "headersOf"> {
  readonly contract: Contract;
  readonly store: Store;
  readonly scenarios: Scenarios;
  /** What stubs ask beside the request. */
  readonly stubs: SubjectWorld;
  readonly isStrict: boolean;
}

/** Makes what reads requests. It throws ProblemError where there is no such operation, or a preference makes no sense. */
export function createAsked(world: AskedWorld): (asking: Asking) => Asked {
  const { contract, scenarios, store, writer, headersOf } = world;
  const readingOf = createReading(contract, world.isStrict);
  const found = perOperation(({ method, path }): WhyStep => ({
    step: "operation",
    said: `${method} ${path}`,
  }));

  return ({ request, session, instance, ordinal }) => {
    const { operation, pathValues } = findOperation(request, contract);
    const { preferences: wanted, query, applied, notes } = askedPreferences(request, session, operation);
    const known = scenarios.credentials(wanted.scenario, session.told);
    const read = readingOf(operation)({ request, query, pathValues, known });
    const { values } = read;
    const body = read.body?.value;
    const base = wanted.seed === undefined ? session.seed : hashText(wanted.seed);
    const seed = requestSeed({ base, operationId: operation.id, parameters: unconditional(values), body });
    const luck = mix(seed, ordinal);
    const preferences = byChance(wanted, luck);
    const { dynamic } = preferences;
    const telling = { operation, path: request.path, seed, instance, dynamic, writer, headersOf };
    let drawn: Promise<number> | undefined;
    const drawSeed = () => (drawn ??= seedOfTurn(operation, session, seed));
    const { windows, oneByOne } = session;
    const subject = new RequestSubject({
      operation,
      request,
      query,
      values,
      body,
      session: session.name,
      world: world.stubs,
      base,
      drawSeed,
      luck,
      windows,
    });
    const why = [found(operation)];
    for (const said of notes) why.push({ step: "preferences", said });
    return {
      request,
      session,
      instance,
      operation,
      preferences,
      applied,
      read,
      subject,
      base,
      seed,
      luck,
      drawSeed,
      telling,
      why,
      oneByOne,
    };
  };

  /** Repeating an unsafe request creates another thing, so it draws other values. */
  async function seedOfTurn({ method }: Operation, session: Session, seed: number): Promise<number> {
    if (method === "GET" || method === "HEAD") return seed;
    return mix(seed, await store.increment(session.name, "ordinals", seed.toString(36)));
  }
}

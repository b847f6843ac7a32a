// The story of one request, top to bottom: each step opens one door, and the first answer wins.
// An error can be had on any request; a success must be earned by a valid one.
import type { Contract } from "./contract/contract.ts";
import { findOperation } from "./contract/find-operation.ts";
import type { Operation } from "./contract/operation.ts";
import { hashText, mix } from "./generate/hash.ts";
import { plainSeed, requestSeed, unconditional } from "./generate/seed.ts";
import type { MockRequest } from "./http/message.ts";
import type { WhyStep } from "./problem/exchange.ts";
import { ProblemError } from "./problem/problem.ts";
import type { Violation } from "./problem/violation.ts";
import type { ErrorWriter } from "./response/error-body.ts";
import { findingOf, refuse, scriptedFindings, wantedError, type Telling } from "./response/fail.ts";
import type { DoEffects } from "./response/effects.ts";
import { failureOf, noted } from "./refused.ts";
import { faultReply } from "./response/fault.ts";
import { byChance, force } from "./response/forced.ts";
import { patched } from "./response/patched.ts";
import type { Preferences } from "./response/preferences.ts";
import { told, type Reply } from "./response/reply.ts";
import { refusedByStore, unacceptable } from "./response/refusals.ts";
import type { Earned, Scripted } from "./response/earned.ts";
import type { Refusal } from "./response/stored.ts";
import type { Scenarios } from "./scenarios/scenarios.ts";
import { sendableIndex } from "./scenarios/sendable.ts";
import { askedPreferences } from "./sessions/asked.ts";
import type { Session } from "./sessions/sessions.ts";
import type { Store } from "./store/store.ts";
import type { Phase } from "./stubs/stub.ts";
import { RequestSubject, type SubjectWorld } from "./stubs/request-subject.ts";
import type { Subject } from "./stubs/subject.ts";
import { isAnswerless } from "./trouble/fault.ts";
import { saysNothing, type RenderedResponse } from "./stubs/rendered.ts";
import { answerFromStubs } from "./stubs/turn.ts";
import { challengeHeaders, createReading, type ReadRequest } from "./validation/reading.ts";

export interface World {
  readonly contract: Contract;
  readonly store: Store;
  readonly scenarios: Scenarios;
  readonly writer: ErrorWriter;
  readonly headersOf: Telling["headersOf"];
  readonly success: (earned: Earned) => Promise<Reply | Refusal>;
  readonly doEffects: DoEffects;
  /** What stubs ask beside the request. */
  readonly stubs: SubjectWorld;
  readonly isStrict: boolean;
}

/** A request, the session it belongs to, and where the exchange will be found: `/__admin/requests/default-1`. */
export interface Asking {
  readonly request: MockRequest;
  readonly session: Session;
  readonly instance: string;
  /** Which of its session's requests it is, from 1. */
  readonly ordinal: number;
}

/** What the story says of a request. */
export interface Answer {
  readonly reply: Reply;
  readonly operation: Operation;
  readonly preferences: Preferences;
  /** For `Preference-Applied`. */
  readonly applied: string;
  /** What is wrong with the request, whether or not that decided the answer. */
  readonly violations: readonly Violation[];
  readonly why: readonly WhyStep[];
  readonly seed: number;
  /** Another for each request of a session: what is not to be the same each time is drawn by it. */
  readonly luck: number;
  readonly read: ReadRequest;
  /** The request as stubs saw it. */
  readonly subject: RequestSubject;
}

/** A request on its way: found and read, not yet answered. */
interface Asked extends Omit<Asking, "ordinal"> {
  readonly operation: Operation;
  readonly preferences: Preferences;
  readonly read: ReadRequest;
  readonly subject: Subject;
  readonly drawSeed: () => Promise<number>;
  readonly telling: Telling;
  readonly why: WhyStep[];
}

/** Makes the function that answers requests. It throws ProblemError where the mock answers in its own voice. */
export function createAnswer(world: World): (asking: Asking) => Promise<Answer> {
  const { contract, scenarios, store, writer, headersOf } = world;
  const readingOf = createReading(contract, world.isStrict);

  return async ({ request, session, instance, ordinal }) => {
    const { operation, pathValues } = findOperation(request, contract);
    const { preferences: wanted, query, applied, notes } = askedPreferences(request, session, operation);
    const known = scenarios.credentials(wanted.scenario, session.told);
    const read = readingOf(operation)({ request, query, pathValues, known });
    const { values } = read;
    const body = read.body?.value;
    const base = seedBase(wanted, session);
    const seed = requestSeed({ base, operationId: operation.id, parameters: unconditional(values), body });
    const luck = mix(seed, ordinal);
    const preferences = byChance(wanted, luck);
    const { dynamic } = preferences;
    const telling = { operation, path: request.path, seed, instance, dynamic, writer, headersOf };
    let drawn: Promise<number> | undefined;
    const drawSeed = () => (drawn ??= seedOfTurn(operation, session, seed));
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
      windows: session.windows,
    });
    const why: WhyStep[] = [{ step: "operation", said: `${operation.method} ${operation.path}` }];
    for (const said of notes) why.push({ step: "preferences", said });
    const asked = {
      request,
      session,
      instance,
      operation,
      preferences,
      read,
      subject,
      drawSeed,
      telling,
      why,
    };
    const reply = await decide(asked);
    const violations = noted(operation, read);
    return { reply, operation, preferences, applied, violations, why, seed, luck, read, subject };
  };

  async function decide(asked: Asked): Promise<Reply> {
    return forced(asked) ?? (await scripted(asked, "first")) ?? (await earned(asked));
  }

  async function earned(asked: Asked): Promise<Reply> {
    return refused(asked) ?? (await scripted(asked, "after")) ?? (await succeed(asked));
  }

  /** An error or a fault that the request itself asks for, or its session. */
  function forced({ preferences, telling, read, why, subject }: Asked): Reply | undefined {
    const reply = force({
      preferences,
      telling,
      findings: () => read.noted().map(findingOf),
      headersOf: (status) => challengeHeaders(status, read),
      beyond: (limit) =>
        subject.beyond(`preference ${String(limit.requests)}/${String(limit.within)}`, limit),
    });
    return reply && told(why, "forced", reply);
  }

  async function scripted(asked: Asked, phase: Phase): Promise<Reply | undefined> {
    const { session, operation, preferences, request } = asked;
    const index = scenarios.index(preferences.scenario, session.told);
    if (index.candidates(operation.id, phase).length === 0) return undefined;
    const sendable = sendableIndex(index, { operation, preferences, accept: request.headers["accept"] });
    const response = await answerFromStubs(sendable, asked.subject, phase);
    if (!response) return void asked.why.push({ step: "scripted", said: `no stub matches (phase ${phase})` });
    session.answered.increment(response.stub.id);
    asked.why.push({ step: "scripted", said: response.said });
    const reply = saysNothing(response)
      ? await (phase === "first" ? earned(asked) : succeed(asked))
      : await perform(response, asked);
    if (response.effects.length > 0 && isItsOwn(reply, response)) {
      const done = await world.doEffects(response.effects, earn(asked, undefined));
      for (const said of done) asked.why.push({ step: "effect", said });
    }
    return { ...reply, ...response.trouble };
  }

  async function perform(response: RenderedResponse, asked: Asked): Promise<Reply> {
    const { said, source, status, body: given, example, errors = {}, trouble } = response;
    const headers = { ...challengeHeaders(status, asked.read), ...response.headers };
    if (trouble.fault !== undefined && isAnswerless(trouble.fault)) return faultReply(trouble.fault, source);
    const script = { source, status, given, headers, example };
    const reply =
      status === undefined || status < 400
        ? await succeed(asked, script)
        : wantedError({ ...script, status, said, findings: scriptedFindings(errors) }, asked.telling);
    return reply.source === source ? patched(reply, response.patch) : reply;
  }

  function refused({ read, telling, why }: Asked): Reply | undefined {
    if (read.admission.admitted) why.push({ step: "security", said: read.admission.by });
    const failure = failureOf(read);
    if (failure) return refuse(why, telling, failure);
    return void why.push({ step: "validation", said: "the request keeps the contract" });
  }

  async function succeed(asked: Asked, script?: Scripted): Promise<Reply> {
    const { why, telling } = asked;
    try {
      const reply = await world.success(earn(asked, script));
      if ("kind" in reply) return refuse(why, telling, refusedByStore(reply));
      return told(why, "success", reply);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== "not-acceptable") throw error;
      return refuse(why, telling, unacceptable(error));
    }
  }

  function earn(asked: Asked, scriptedSuccess: Scripted | undefined): Earned {
    const { request, operation, preferences, read, session, instance, drawSeed } = asked;
    return {
      operation,
      session: session.name,
      headers: request.headers,
      preferences,
      drawSeed,
      path: read.values.path,
      query: read.values.query,
      body: read.body?.value,
      bodySchema: read.body?.media?.schema,
      target: request.prefix + request.path,
      search: request.query,
      seedOf: (operationId, path) => plainSeed(seedBase(preferences, session), operationId, path),
      instance,
      scripted: scriptedSuccess,
    };
  }

  /** Repeating an unsafe request creates another thing, so it draws other values. */
  async function seedOfTurn({ method }: Operation, session: Session, seed: number): Promise<number> {
    if (method === "GET" || method === "HEAD") return seed;
    return mix(seed, await store.increment(session.name, "ordinals", seed.toString(36)));
  }
}

/** Not a refusal that came in its place: what it asks for cannot be had, or the store is against it. */
function isItsOwn(reply: Reply, response: RenderedResponse): boolean {
  return saysNothing(response) ? reply.status < 400 : reply.source === response.source;
}

function seedBase({ seed }: Preferences, session: Session): number {
  return seed === undefined ? session.seed : hashText(seed);
}

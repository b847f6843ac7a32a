// The story of one request, top to bottom: each step opens one door, and the first answer wins.
// An error can be had on any request; a success must be earned by a valid one.
import { createAsked, type Asked, type AskedWorld, type Asking } from "./asked.ts";
import { plainSeed } from "./generate/seed.ts";
import type { WhyStep } from "./problem/exchange.ts";
import { ProblemError } from "./problem/problem.ts";
import type { Violation } from "./problem/violation.ts";
import { findingOf, refuse, scriptedFindings, wantedError } from "./response/fail.ts";
import type { DoEffects } from "./response/effects.ts";
import { failureOf, noted } from "./refused.ts";
import { faultReply } from "./response/fault.ts";
import { force } from "./response/forced.ts";
import { patched } from "./response/patched.ts";
import { told, type Reply } from "./response/reply.ts";
import { refusedByStore, unacceptable } from "./response/refusals.ts";
import type { Earned, Scripted } from "./response/earned.ts";
import type { Refusal } from "./response/stored.ts";
import { sendableIndex } from "./scenarios/sendable.ts";
import { openGate } from "./store/gate.ts";
import type { Phase } from "./stubs/stub.ts";
import { isAnswerless } from "./trouble/fault.ts";
import { saysNothing, type RenderedResponse } from "./stubs/rendered.ts";
import { answerFromStubs } from "./stubs/turn.ts";
import { challengeHeaders } from "./validation/reading.ts";

export interface World extends AskedWorld {
  readonly success: (earned: Earned) => Promise<Reply | Refusal>;
  readonly doEffects: DoEffects;
}

/** What the story says of a request. */
export interface Answer extends Pick<
  Asked,
  "operation" | "preferences" | "applied" | "read" | "subject" | "seed" | "luck" | "why"
> {
  readonly reply: Reply;
  /** What is wrong with the request, whether or not that decided the answer. */
  readonly violations: readonly Violation[];
}

// Steps that say the same of nearly every request are the same for all of them: journals keep many.
const valid: WhyStep = { step: "validation", said: "the request keeps the contract" };
const unmatched: Readonly<Record<Phase, WhyStep>> = {
  first: { step: "scripted", said: "no stub matches (phase first)" },
  after: { step: "scripted", said: "no stub matches (phase after)" },
};

/** Makes the function that answers requests. It throws ProblemError where the mock answers in its own voice. */
export function createAnswer(world: World): (asking: Asking) => Promise<Answer> {
  const { scenarios } = world;
  const ask = createAsked(world);

  return async (asking) => {
    const asked = ask(asking);
    const reply = await (forced(asked) ?? unforced(asked));
    const { operation, preferences, applied, read, subject, seed, luck, why } = asked;
    const violations = noted(operation, read);
    return { reply, violations, operation, preferences, applied, read, subject, seed, luck, why };
  };

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

  /** What a stub asks for must be as the request before has left it: nobody else of the session is answered meanwhile. */
  function unforced(asked: Asked): Promise<Reply> {
    const { operation, preferences, session } = asked;
    return scenarios.index(preferences.scenario, session.told).isStateful(operation.id)
      ? session.oneByOne(() => unguarded({ ...asked, oneByOne: openGate }))
      : unguarded(asked);
  }

  async function unguarded(asked: Asked): Promise<Reply> {
    const first = scripted(asked, "first");
    return (first && (await first)) ?? (await earned(asked));
  }

  async function earned(asked: Asked): Promise<Reply> {
    const refusal = refused(asked);
    if (refusal) return refusal;
    const after = scripted(asked, "after");
    return (after && (await after)) ?? (await succeed(asked));
  }

  /** Undefined at once, for what nearly all requests get. */
  function scripted(asked: Asked, phase: Phase): Promise<Reply | undefined> | undefined {
    const { session, operation, preferences, request } = asked;
    const index = scenarios.index(preferences.scenario, session.told);
    if (index.candidates(operation.id, phase).length === 0) return undefined;
    const sendable = sendableIndex(index, { operation, preferences, accept: request.headers["accept"] });
    const answering = answerFromStubs(sendable, asked.subject, phase);
    return answering ? play(answering, asked, phase) : void asked.why.push(unmatched[phase]);
  }

  async function play(
    answering: ReturnType<typeof answerFromStubs>,
    asked: Asked,
    phase: Phase,
  ): Promise<Reply | undefined> {
    const response = await answering;
    if (!response) return void asked.why.push(unmatched[phase]);
    asked.session.answered.increment(response.stub.id);
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
    const findings = scriptedFindings(errors);
    const reply =
      status === undefined || status < 400
        ? await succeed(asked, { source, status, given, headers, example })
        : wantedError({ source, status, said, findings, given, headers, example }, asked.telling);
    return reply.source === source ? patched(reply, response.patch) : reply;
  }

  function refused({ read, telling, why }: Asked): Reply | undefined {
    if (read.admission.admitted) why.push(read.admission.why);
    const failure = failureOf(read);
    if (failure) return refuse(why, telling, failure);
    return void why.push(valid);
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
    const { request, operation, preferences, read, session, instance, base, drawSeed, oneByOne } = asked;
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
      seedOf: (operationId, path) => plainSeed(base, operationId, path),
      instance,
      scripted: scriptedSuccess,
      oneByOne,
    };
  }
}

/** Not a refusal that came in its place: what it asks for cannot be had, or the store is against it. */
function isItsOwn(reply: Reply, response: RenderedResponse): boolean {
  return saysNothing(response) ? reply.status < 400 : reply.source === response.source;
}

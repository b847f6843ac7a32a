import type { Answer, Asking } from "./answer.ts";
import type { Contract } from "./contract/contract.ts";
import type { MockRequest, MockResponse } from "./http/message.ts";
import type { Clock, Log } from "./ports.ts";
import type { Exchange } from "./problem/exchange.ts";
import { InputError } from "./problem/input-error.ts";
import { problem, ProblemError } from "./problem/problem.ts";
import type { Violation } from "./problem/violation.ts";
import { finish } from "./response/finish.ts";
import { problemReply, type Reply } from "./response/reply.ts";
import type { Session } from "./sessions/sessions.ts";
import type { Store } from "./store/store.ts";
import { violationOf } from "./validation/words.ts";

export interface ExchangeParts {
  readonly answer: (asking: Asking) => Promise<Answer>;
  readonly contract: Contract;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** RFC 9110, section 9.2.1: such requests change nothing, so they need not wait for what others changed. */
const isSafe = ({ method }: MockRequest) => method === "GET" || method === "HEAD";

/** What is sent and noted, however it came about. */
type Outcome = Pick<Answer, "reply" | "violations" | "why"> & Partial<Answer>;

/** One exchange from end to end: the answer is checked against the contract, made safe, journalled and given out. */
export function createExchange(
  parts: ExchangeParts,
): (request: MockRequest, session: Session) => Promise<MockResponse> {
  const { contract, store, clock, log } = parts;

  return async (request, session) => {
    const exchangeId = `${session.name}-${String(session.journal.nextNumber())}`;
    const instance = `/__admin/requests/${exchangeId}`;
    const outcome = await settled({ request, session, instance });
    const { reply, operation, preferences, applied = "", seed = 0, why } = outcome;
    const violations = [...outcome.violations, ...check(reply)];
    const response = finish(reply, { exchangeId, violations, applied, delay: preferences?.delay, seed });
    const exchange: Exchange = {
      id: exchangeId,
      session: session.name,
      time: clock.now(),
      operationId: operation?.id,
      source: reply.source,
      request,
      response,
      violations,
      why,
    };
    session.journal.record(exchange);
    log.debug(
      () => `${request.method} ${request.path} → ${String(reply.status)} (${reply.source}) ${instance}`,
    );
    return response;
  };

  async function settled(asking: Asking): Promise<Outcome> {
    try {
      const answer = await parts.answer(asking);
      if (!isSafe(asking.request)) await store.settle(asking.session.name);
      return answer;
    } catch (error) {
      const { problem: told, headers } = toProblem(error);
      const reply = problemReply(told, asking.instance, { headers });
      return { reply, violations: [], why: [{ step: "problem", said: told.detail }] };
    }
  }

  /** A response can break the contract too: by an authored example, by what a scenario says, or by our mistake. */
  function check({ content }: Reply): readonly Violation[] {
    if (content?.media.schema === undefined) return [];
    try {
      return contract.schemas
        .validator(content.media.schema)(content.value)
        .map((error) => violationOf(error, "response"));
    } catch (error) {
      if (error instanceof ProblemError) return [];
      throw error;
    }
  }

  function toProblem(error: unknown): Pick<ProblemError, "problem" | "headers"> {
    if (error instanceof ProblemError) return error;
    if (error instanceof InputError) {
      const help = error.help ?? "`locum validate` lists everything that is wrong with the document.";
      return { problem: problem("unusable-schema", { detail: error.message, help }), headers: {} };
    }
    log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const detail = `The mock made a mistake: ${error instanceof Error ? error.message : String(error)}.`;
    const help = "Please report it with the document and the request; the exchange is in the journal.";
    return { problem: problem("internal", { detail, help }), headers: {} };
  }
}

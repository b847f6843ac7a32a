import type { Answer } from "./answer.ts";
import type { Asking } from "./asked.ts";
import type { Callbacks } from "./callbacks/callbacks.ts";
import type { Coverage } from "./coverage/coverage.ts";
import type { Contract } from "./contract/contract.ts";
import { perOperation } from "./contract/per-operation.ts";
import type { MockRequest, MockResponse } from "./http/message.ts";
import type { ShownExchange } from "./journal/shown.ts";
import { createDocumentReader } from "./media/read.ts";
import { createWriter } from "./media/write.ts";
import type { Traffic } from "./metrics/traffic.ts";
import type { Clock, Log } from "./ports.ts";
import type { Exchange, WhyStep } from "./problem/exchange.ts";
import { InputError } from "./problem/input-error.ts";
import { problem, ProblemError } from "./problem/problem.ts";
import { declaredFor } from "./response/choose.ts";
import { toldDisturbance } from "./response/fault.ts";
import { finish } from "./response/finish.ts";
import { judgedValue } from "./response/judged.ts";
import { problemReply } from "./response/reply.ts";
import type { Session } from "./sessions/sessions.ts";
import type { Store } from "./store/store.ts";
import { withPlace } from "./contract/place.ts";
import { createHeaderJudge } from "./validation/response-headers.ts";
import { violationOf } from "./validation/words.ts";
import { loadInTurn } from "./load-in-turn.ts";

export interface ExchangeParts {
  readonly answer: (asking: Asking) => Promise<Answer>;
  readonly callbacks: Callbacks;
  readonly contract: Contract;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** An exchange as it may leave the process. */
  readonly show: (exchange: Exchange) => ShownExchange;
  readonly coverage: Coverage;
  readonly traffic: Traffic;
}

/** RFC 9110, section 9.2.1: such requests change nothing, so they need not wait for what others changed. */
const isSafe = ({ method }: MockRequest) => method === "GET" || method === "HEAD";

type Refused = Pick<ProblemError, "problem" | "headers">;

/** What is sent and noted, however it came about. */
type Outcome = Pick<Answer, "reply" | "violations" | "why"> &
  Partial<Answer> & {
    /** Of a request that was refused on its way. */
    readonly operationId?: string | undefined;
  };

interface CallingBack {
  readonly id: string;
  readonly request: MockRequest;
  readonly outcome: Outcome;
  readonly why: WhyStep[];
}

/** One exchange from end to end: the answer is checked against the contract, made safe, journalled and given out. */
export function createExchange(
  parts: ExchangeParts,
): (request: MockRequest, session: Session) => Promise<MockResponse> {
  const { callbacks, contract, store, clock, log } = parts;
  const writer = createWriter(contract.schemas);
  const documents = createDocumentReader(contract.schemas);
  const judgeHeaders = createHeaderJudge(contract.schemas);
  const declaresHeaders = perOperation(({ responses }) =>
    responses.some(({ headers }) => headers.length > 0),
  );

  return async (request, session) => {
    const time = clock.now();
    const ordinal = session.journal.nextNumber();
    const exchangeId = `${session.name}-${String(ordinal)}`;
    const instance = `${mountOf(request)}/__admin/requests/${exchangeId}`;
    const outcome = withHeaders(checked(await settled({ request, session, instance, ordinal }), instance));
    const { reply, violations, operation, preferences: asked = {}, applied = "", luck = 0 } = outcome;
    const finished = finish(reply, { exchangeId, violations, applied, asked, luck, writer });
    const trouble = toldDisturbance(finished);
    const why = [...outcome.why, ...(trouble === undefined ? [] : [{ step: "trouble", said: trouble }])];
    const sent = callBack(finished, { id: exchangeId, request, outcome, why });
    const response = sent ? { ...finished, sent } : finished;
    const exchange: Exchange = {
      id: exchangeId,
      session: session.name,
      time,
      duration: Math.max(0, clock.now() - time) + (response.delay ?? 0),
      operationId: operation?.id ?? outcome.operationId,
      source: reply.source,
      request,
      response,
      violations,
      why,
    };
    session.journal.record(exchange);
    parts.traffic.note(exchange);
    cover(exchange, outcome);
    log.debug(
      () =>
        `${request.method} ${request.path} → ${String(reply.status)} (${reply.source}) ${linkTo(instance, request)}`,
    );
    return response;
  };

  function cover({ session, response }: Exchange, { operation, read }: Outcome): void {
    if (!operation) return;
    const { status, headers, fault } = response;
    const isAnswered = fault === undefined || fault === "slow-dribble";
    parts.coverage.note(session, operation, {
      values: read?.values,
      body: read?.body?.value,
      status: isAnswered ? status : undefined,
      // RFC 9110, sections 15.3.5 and 15.4.5: these have no content, whatever was meant to be in it.
      type: status === 204 || status === 304 ? "" : (headers["Content-Type"] ?? ""),
    });
  }

  async function settled(asking: Asking): Promise<Outcome> {
    try {
      const answer = await parts.answer(asking);
      if (!isSafe(asking.request)) await store.settle(asking.session.name);
      return answer;
    } catch (error) {
      const refused = toProblem(error);
      const outcome = refusedBy(await explained(refused, asking.request), asking.instance);
      return isLost(refused) ? outcome : { ...outcome, operationId: askedFor(asking.request) };
    }
  }

  /** What a request was for that was refused on its way. */
  function askedFor({ method, path, query, headers }: MockRequest): string | undefined {
    const found = contract.find(method, path, { query, headers });
    return found.kind === "operation" ? found.operation.id : undefined;
  }

  /** With what was probably meant, where the contract has no operation for the request. */
  async function explained(refused: Refused, request: MockRequest): Promise<Refused> {
    if (!isLost(refused)) return refused;
    // Loaded when a request is lost: a start need not wait for it.
    const { explanationOf } = await loadInTurn(() => import("./explain/problem.ts"));
    const explanation = explanationOf(request, { contract, show: parts.show });
    return { ...refused, problem: { ...refused.problem, explanation } };
  }

  /** To be called when the response has been sent; what comes of it joins `why`, which the journal has by then. */
  function callBack({ status, headers, fault }: MockResponse, called: CallingBack): (() => void) | undefined {
    const { id, request, outcome, why } = called;
    const { operation, read, reply, seed = 0 } = outcome;
    if (!operation || !read || (fault && fault !== "slow-dribble")) return undefined;
    const { content } = reply;
    return callbacks({
      id,
      operation,
      request,
      body: { value: read.body?.value, schema: read.body?.media?.schema },
      path: read.values.path,
      response: {
        status,
        headers,
        content: content && { value: content.value, schema: content.media.schema },
      },
      seed,
      note: (said) => void why.push({ step: "callback", said }),
    });
  }

  /**
   * A response can break the contract too: by an authored example, by what a scenario says, or by our mistake. A schema
   * that cannot be used vouches for nothing: what it should have judged is no success.
   */
  function checked(outcome: Outcome, instance: string): Outcome {
    const { content, status } = outcome.reply;
    if (content?.media.schema === undefined) return outcome;
    try {
      const errors = contract.schemas.validator(content.media.schema)(judgedValue(content, documents));
      if (errors.length === 0) return outcome;
      const violations = errors.map((error) => withPlace(violationOf(error, "response")));
      return { ...outcome, violations: [...outcome.violations, ...violations] };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return status < 300 ? { ...outcome, ...refusedBy(error, instance) } : outcome;
    }
  }

  /** The same with what is wrong with the headers that somebody wrote. */
  function withHeaders(outcome: Outcome): Outcome {
    const { operation, reply, violations } = outcome;
    if (!operation || !declaresHeaders(operation)) return outcome;
    const declared = declaredFor(operation, reply.status);
    const found = declared
      ? judgeHeaders(declared, reply.headers, /^(scenario|stub):/.test(reply.source))
      : [];
    return found.length === 0 ? outcome : { ...outcome, violations: [...violations, ...found] };
  }

  function toProblem(error: unknown): Refused {
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

/** The contract has no operation for the request. */
function isLost({ problem: { code } }: Refused): boolean {
  return code === "no-operation" || code === "method-not-allowed";
}

/** Where an application of somebody's own has the mock. */
function mountOf({ prefix }: MockRequest): string {
  return prefix === "" ? "" : prefix.replace(/\/__session\/[^/]*$/, "");
}

/** To be opened as it is, as far as the request tells where the mock is. */
function linkTo(instance: string, { headers }: MockRequest): string {
  const host = headers["host"] ?? "";
  return /^[\w.:[\]-]{1,200}$/.test(host) ? `http://${host}${instance}` : instance;
}

function refusedBy({ problem: told, headers }: Refused, instance: string): Outcome {
  const reply = problemReply(told, instance, { headers });
  return { reply, violations: [], why: [{ step: "problem", said: told.detail }] };
}

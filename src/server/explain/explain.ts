import { lostRequest } from "../../explain/lost.ts";
import { explainUnmatched, type LostRequest } from "../../explain/unmatched.ts";
import type { Exchange } from "../../problem/exchange.ts";
import type { Rehearsal } from "../../rehearsal.ts";
import type { Served } from "../served.ts";
import { sightOf } from "../verify/seen.ts";
import { dryRun, exchangeOf, type DryRun } from "./dry.ts";
import { lookElsewhere } from "./elsewhere.ts";
import { fixesFor } from "./fixes.ts";
import { readInput, type ExplainInput } from "./input.ts";
import type { ShownAnswer, ShownExplanation } from "./shown.ts";
import { spokenIn } from "./spoken.ts";
import { explainStubs } from "./stubs.ts";
import { inSession } from "./try.ts";
import { explanationText } from "./text.ts";
import { showViolation } from "./violations.ts";

/** Where the explanation was asked for. */
export interface ExplainPlace {
  readonly served: Served;
  /** The session meant where the request itself names none; it need not exist. */
  readonly session: string;
  /** The host that the call was addressed to; undefined where there was no call. */
  readonly host: string | undefined;
}

/**
 * Tells what a request would get, and why not anything else, without leaving a trace: it is answered by the same story,
 * in a copy of its session that is then forgotten. Throws `admin-invalid-request` for what no client could send.
 */
export async function explain(
  { served, session, host }: ExplainPlace,
  input: ExplainInput,
): Promise<ShownExplanation> {
  const { maxBody } = served.options;
  const dry = await dryRun(readInput(input, { session, host, maxBody }), session, served);
  const exchange = exchangeOf(dry);
  const shown = served.show(exchange);
  const { rehearsal } = dry;
  const seen = rehearsal && dry.session !== undefined ? await look(dry.session, rehearsal, served) : nothing;
  const unmatched =
    rehearsal && isLost(exchange)
      ? explainUnmatched(lostIn(dry, served), served.contract)
      : { nearest: [], fixes: [] };
  const told: Omit<ShownExplanation, "text"> = {
    session: dry.session ?? null,
    request: shown.request,
    operationId: shown.operationId,
    answer: dry.response ? answerOf(dry, shown.response) : null,
    why: shown.why,
    nearest: unmatched.nearest,
    ...seen,
    fixes: [...unmatched.fixes, ...seen.fixes],
    untold: untoldOf(dry, served),
  };
  return { ...told, text: explanationText(told) };
}

function lostIn({ request, session = "default" }: DryRun, { show }: Served): LostRequest {
  return inSession(lostRequest(request, show), request, session);
}

type Seen = Pick<ShownExplanation, "violations" | "stubs" | "moreStubs" | "elsewhere" | "fixes">;

const nothing: Seen = { violations: [], stubs: [], moreStubs: 0, elsewhere: [], fixes: [] };

/** What the request was held against. */
async function look(session: string, rehearsal: Rehearsal, served: Served): Promise<Seen> {
  const { exchange, answer, answered } = rehearsal;
  const subject = rehearsal.subject ?? sightOf(served)(exchange);
  const spoken = spokenIn(served);
  const judged = {
    request: exchange.request,
    path: subject?.path ?? {},
    body: subject?.body,
    response: { headers: exchange.response.headers, body: served.show(exchange).response.body },
  };
  const violations = exchange.violations.map((one) =>
    showViolation(one, judged, { contract: served.contract, spoken }),
  );
  if (!subject || !answer) return { ...nothing, violations };
  const { operation, preferences } = answer;
  const asked = { subject, session, preferences, answered, source: exchange.source };
  const { stubs, more } = await explainStubs(asked, served, spoken);
  const isMissing = exchange.source === "store" && exchange.response.status === 404;
  const isFree = answered.size === 0 && exchange.source !== "forced";
  const elsewhere = isFree ? await lookElsewhere({ subject, session, stubs, isMissing }, served) : [];
  const fixes = await fixesFor({ served, session, operation, exchange, stubs, elsewhere }, subject);
  return { violations, stubs: stubs.map(({ shown }) => shown), moreStubs: more, elsewhere, fixes };
}

/** The contract has no operation for it. */
function isLost({ operationId, response }: Exchange): boolean {
  return operationId === undefined && (response.status === 404 || response.status === 405);
}

function answerOf(
  { request, response }: DryRun,
  shown: Pick<ShownAnswer, "status" | "headers" | "body">,
): ShownAnswer {
  const { status, headers, body } = shown;
  return {
    ...{ status, headers },
    source: headers["X-Mock-Source"] ?? null,
    body: request.method === "HEAD" ? null : body,
    delay: response?.delay ?? 0,
    fault: response?.fault ?? null,
  };
}

function untoldOf({ said, response, rehearsal }: DryRun, { store }: Served): string[] {
  return [
    ...(response ? [] : [said]),
    ...(rehearsal && store.health().state !== "ok"
      ? ["The store is degraded: with --durable a request that writes is answered with 503 until it is well."]
      : []),
  ];
}

import { lostRequest } from "../../explain/lost.ts";
import { explainUnmatched, type Unmatched } from "../../explain/unmatched.ts";
import type { Exchange } from "../../problem/exchange.ts";
import { compareCondition } from "../../stubs/explain.ts";
import type { Served } from "../served.ts";
import { sightOf } from "../verify/seen.ts";
import type { ShownStub, ShownViolation } from "./shown.ts";
import { spokenIn } from "./spoken.ts";
import { showViolation } from "./violations.ts";

/** What an exchange of the journal was held against, as far as that can still be told. */
export interface Held {
  readonly unmatched: Unmatched | undefined;
  readonly violations: readonly ShownViolation[];
  /** Those that are asked now, beside the request alone: what the session remembered then is gone. */
  readonly stubs: readonly HeldStub[];
  readonly moreStubs: number;
  /** What cannot be told any more, as sentences. */
  readonly untold: readonly string[];
}

export interface HeldStub extends Pick<ShownStub, "name" | "scenario" | "comparisons"> {
  /** What it asks of the session, which is not compared: `state`, `times`. */
  readonly remembered: readonly string[];
}

const mostStubs = 20;

/** Holds an exchange against the contract and the stubs that are in force now. */
export function heldAgainst(exchange: Exchange, served: Served): Held {
  const { operationId, response, request } = exchange;
  const isLost = operationId === undefined && (response.status === 404 || response.status === 405);
  const unmatched = isLost ? explainUnmatched(lostRequest(request, served.show), served.contract) : undefined;
  const isCut = exchange.cut?.request !== undefined;
  const subject = isCut ? undefined : sightOf(served)(exchange);
  const spoken = spokenIn(served);
  const judged = {
    request,
    path: subject?.path ?? {},
    body: subject?.body,
    response: { headers: response.headers, body: served.show(exchange).response.body },
  };
  const violations = exchange.violations.map((one) =>
    showViolation(one, judged, { contract: served.contract, spoken }),
  );
  const { told } = served.sessions.find(exchange.session) ?? {};
  const index = served.scenarios.index(undefined, told);
  const asked = subject
    ? (["first", "after"] as const).flatMap((phase) => index.candidates(subject.operation.id, phase))
    : [];
  const stubs = asked.slice(0, mostStubs).flatMap(({ name, scenario = null, when, times, expires }) => {
    if (!subject || when.asked.length > 0) return [];
    const comparisons = when.conditions.map((condition) => compareCondition(condition, subject, spoken));
    const remembered = Object.entries({
      state: when.state,
      times,
      expires,
      store: when.store,
      counter: when.counters[0],
    });
    return [
      {
        name,
        scenario,
        comparisons,
        remembered: remembered.flatMap(([what, one]) => (one === undefined ? [] : [what])),
      },
    ];
  });
  const untold = [
    ...(isCut ? ["The journal has only the beginning of the body, so it is not compared with stubs."] : []),
    ...(stubs.length > 0
      ? ["Stubs are those in force now, beside the request alone: states and counts have moved on since."]
      : []),
  ];
  return { unmatched, violations, stubs, moreStubs: asked.length - stubs.length, untold };
}

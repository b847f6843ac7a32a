import { isActive } from "../../scenarios/scenarios.ts";
import { sendableIndex } from "../../scenarios/sendable.ts";
import { compareStub, type Comparison, type Spoken } from "../../stubs/explain.ts";
import type { Phase, Stub } from "../../stubs/stub.ts";
import type { Subject } from "../../stubs/subject.ts";
import type { Preferences } from "../../response/preferences.ts";
import type { Source } from "../../problem/exchange.ts";
import type { Served } from "../served.ts";
import type { ShownStub } from "./shown.ts";

/** What stubs are held against. */
export interface Asked {
  /** The request before anything of it has happened. */
  readonly subject: Subject;
  readonly session: string;
  readonly preferences: Preferences;
  /** Who answered, and the stubs that did, by their ids. */
  readonly source: Source;
  readonly answered: ReadonlySet<string>;
}

/** A stub, and what is shown of it. */
export interface ExplainedStub {
  readonly stub: Stub;
  readonly shown: ShownStub;
  readonly failed: readonly Comparison[];
}

export interface ExplainedStubs {
  readonly stubs: readonly ExplainedStub[];
  readonly more: number;
}

/** Of so many stubs of an operation the first are held against the request; the others are counted. */
const mostCompared = 1_000;
/** Of those that are asked, and of those that are not. */
const mostShown = 20;
const phases: readonly Phase[] = ["first", "after"];

/** The stubs of the request's operation beside the request: who answers first, then the nearest; those that are off last. */
export async function explainStubs(asked: Asked, served: Served, spoken: Spoken): Promise<ExplainedStubs> {
  const { scenarios, sessions } = served;
  const { subject, session, preferences } = asked;
  const told = sessions.find(session)?.told;
  const index = scenarios.index(preferences.scenario, told);
  const on = phases.flatMap((phase) => index.candidates(subject.operation.id, phase));
  const isOn = new Set(on);
  const own = told?.stubs.flatMap((one) => scenarios.read(one).stub ?? []) ?? [];
  const off = [...own, ...scenarios.all.flatMap(({ stubs }) => stubs)].filter(
    (stub) => !isOn.has(stub) && [subject.operation.id, "*"].includes(stub.operationId),
  );
  const sendable = sendableIndex(index, {
    operation: subject.operation,
    preferences,
    accept: subject.headers["accept"],
  });
  const isSendable = new Set(phases.flatMap((phase) => sendable.candidates(subject.operation.id, phase)));
  const explained: ExplainedStub[] = [];
  const all = [...on, ...off];
  for (const stub of all.slice(0, mostCompared)) {
    const compared = await compareStub(stub, subject, spoken);
    const accepted = isOn.has(stub) && !isSendable.has(stub) ? [...compared, unaccepted(subject)] : compared;
    explained.push(explain(stub, accepted, { ...asked, isOn: isOn.has(stub) }));
  }
  // The order in which they are asked decides between equals.
  const ordered = explained.toSorted((one, other) => rankOf(one) - rankOf(other));
  const shown = [true, false].flatMap((isAsked) =>
    ordered.filter(({ shown: one }) => one.isOn === isAsked).slice(0, mostShown),
  );
  const more = Math.max(0, on.length - mostShown);
  return { stubs: shown, more };

  function explain(stub: Stub, comparisons: Comparison[], how: Asked & { isOn: boolean }): ExplainedStub {
    const { id, name, scenario = null, phase } = stub;
    const failed = comparisons.filter(({ holds }) => !holds);
    const matched = failed.length === 0;
    const answered = how.isOn && how.answered.has(id);
    const lacking = failed.map(({ place }) => place);
    const isActive = isActiveHere(scenario);
    const verdict = verdictOf({ stub, matched, answered, isActive, lacking }, how);
    const shown = { id, name, scenario, phase, isOn: how.isOn, matched, answered, verdict, comparisons };
    return { stub, failed, shown };
  }

  function isActiveHere(scenario: string | null): boolean {
    const found = scenarios.all.find(({ name }) => name === scenario);
    return found === undefined || isActive(found, told);
  }
}

interface Judgement {
  readonly stub: Stub;
  readonly matched: boolean;
  readonly answered: boolean;
  readonly isActive: boolean;
  /** The places where something else was wanted. */
  readonly lacking: readonly string[];
}

/** What is said of stubs that lack nothing else. */
const spent: Readonly<Record<string, string>> = { times: "is used up", expires: "is out of time" };

function verdictOf(
  { stub, matched, answered, isActive: isActiveHere, lacking }: Judgement,
  { isOn, source, preferences, answered: others }: Asked & { isOn: boolean },
): string {
  if (answered) return "answers";
  const would = matched ? ", and would match" : ", and would not match either";
  if (!isOn && !isActiveHere) return `is not asked: the scenario ${stub.scenario ?? ""} is off${would}`;
  if (!isOn) return `is not asked: the request asks for scenario=${preferences.scenario ?? ""} alone${would}`;
  if (!matched) return spent[lacking.join()] ?? "does not match";
  const [first] = others;
  if (first !== undefined) return `matches, but ${first} goes before it`;
  if (source === "forced") return "matches, but the request or its session forces another answer";
  return "matches, but the request is refused before stubs of its phase are asked";
}

function unaccepted({ headers }: Subject): Comparison {
  const came = `it is ${JSON.stringify((headers["accept"] ?? "").slice(0, 100))}`;
  return { place: "header accept", expected: "must accept what the stub answers in", came, holds: false };
}

/** The fewest differences first; whoever nothing speaks for stands behind those whom something does. */
function rankOf({ shown, failed }: ExplainedStub): number {
  if (shown.answered) return -1;
  const isAlien = failed.length > 0 && failed.length === shown.comparisons.length ? 50 : 0;
  return (shown.isOn ? 0 : 1000) + isAlien + failed.length;
}

import { fieldsOf } from "../matchers/fields.ts";
import { belowStub } from "./misplaced.ts";
import type { Given } from "../matchers/given.ts";
import type { Limit } from "../trouble/limit.ts";
import type { Schemas } from "../schema/schema.ts";
import { isAnswerless } from "../trouble/fault.ts";
import type { Effect } from "./effect.ts";
import { readExpiry, type Expiry } from "./expiry.ts";
import { readChance, readLimit } from "./rate.ts";
import type { Asked } from "./recall.ts";
import { asUsual, readRespond, type Respond, type StubResponse } from "./respond.ts";
import { readThen } from "./then.ts";
import { asksMemory, readWhen, type When } from "./when.ts";

/** `first`: before the request is validated, for what a real API would say without reading it; `after`: all others. */
export type Phase = "first" | "after";

/** When this request, respond so. */
export interface Stub {
  /** Names its counters in a session's store: stable while the stub keeps its name. */
  readonly id: string;
  readonly name: string;
  readonly scenario: string | undefined;
  /** `Operation.id`, or `*` for every operation. */
  readonly operationId: string;
  readonly phase: Phase;
  /** The higher goes first; 0 unless told otherwise. */
  readonly priority: number;
  /** How often it answers in a session; undefined: always. */
  readonly times: number | undefined;
  /** The share of requests, from 0 to 1, that it takes part in; undefined: all. */
  readonly chance: number | undefined;
  /** Lets so many requests pass by and answers those beyond; undefined: answers all. */
  readonly limit: Limit | undefined;
  readonly when: When;
  readonly responses: readonly StubResponse[];
  readonly repeat: Respond["repeat"];
  /** How often each response is chosen; undefined where they come one after the other. */
  readonly weights: Respond["weights"];
  readonly expires: Expiry | undefined;
  /** The state its scenario goes to once the last of its responses was sent. */
  readonly nextState: string | undefined;
  /** The counter of the session that each answer adds one to. */
  readonly count: string | undefined;
  /** What each answer does to the store, in order. */
  readonly effects: readonly Effect[];
  /** Whether a turn has a number that something depends on. */
  readonly isCounted: boolean;
  /** Whether a template of its answers says what state the scenario is in. */
  readonly tellsState: boolean;
  /** Whether it asks for, or changes, what the session remembers. */
  readonly isStateful: boolean;
}

/** What a stub does not say itself. */
export interface StubOrigin {
  readonly scenario: string | undefined;
  readonly operationId: string;
  /** Counted from 1 in its file; names a stub that has no name. */
  readonly position: number;
  /** What `schema` of a matcher is judged by; undefined: it cannot be used. */
  readonly schemas?: Schemas;
}

/** What a stub may say. */
export const stubKeys = [
  "name",
  "operation",
  "when",
  "respond",
  "then",
  "priority",
  "times",
  "expires",
  "phase",
  "chance",
  "limit",
] as const;

/** Reads a stub; everything that cannot be used is noted in the findings. */
export function readStub(given: Given, { scenario, operationId, position, schemas }: StubOrigin): Stub {
  fieldsOf(given, stubKeys, belowStub);
  const name = readStubName(given, position);
  const limit = given.has("limit") ? readLimit(given.at("limit")) : undefined;
  const isRefusing = limit !== undefined && !given.has("respond");
  const { responses, repeat, weights } = isRefusing ? refuseRest : readRespond(given.at("respond"));
  const then = readThen(given.at("then"), schemas);
  const asked = [...responses, ...then.effects].flatMap((part) => part.asked);
  const times = timesOf(readNumber(given.at("times"), 1), { responses, repeat });
  const expires = given.has("expires") ? readExpiry(given.at("expires")) : undefined;
  const when = readWhen(given.at("when"), schemas);
  const isCounted = times !== undefined || responses.length > 1 || asksFor("turn", asked);
  const isLasting = expires === undefined && limit === undefined && !isCounted;
  return {
    id: [scenario, name].filter((part) => part !== undefined).join("/"),
    name,
    scenario,
    operationId,
    phase: readPhase(given.at("phase")) ?? phaseOf(responses),
    priority: readNumber(given.at("priority"), Number.MIN_SAFE_INTEGER) ?? 0,
    times,
    chance: given.has("chance") ? readChance(given.at("chance")) : undefined,
    limit,
    when,
    responses,
    repeat,
    weights,
    expires,
    nextState: then.state,
    count: then.count,
    effects: then.effects,
    isCounted,
    tellsState: asksFor("state", asked),
    isStateful: !isLasting || asked.length > 0 || asksMemory(when) || changesMemory(then),
  };
}

/** What a stub with a limit answers unless told otherwise (RFC 6585, section 4). */
const refuseRest: Respond = {
  responses: [{ ...asUsual, status: 429, undeclared: true }],
  repeat: "last",
  weights: undefined,
};

function changesMemory({ state, count, effects }: ReturnType<typeof readThen>): boolean {
  return state !== undefined || count !== undefined || effects.length > 0;
}

function asksFor(kind: Asked["reference"]["kind"], asked: readonly Asked[]): boolean {
  return asked.some(({ reference }) => reference.kind === kind);
}

/** A sequence that does not repeat answers as often as it is long. */
function timesOf(
  times: number | undefined,
  { responses, repeat }: Pick<Respond, "responses" | "repeat">,
): number | undefined {
  return repeat === "once" ? Math.min(times ?? Infinity, responses.length) : times;
}

/** Refusals an API gives without reading the body, and failures of the server, come before validation. */
function phaseOf(responses: readonly StubResponse[]): Phase {
  return responses.length > 0 && responses.every(isBeforeValidation) ? "first" : "after";
}

function isBeforeValidation({ status = 0, trouble: { fault } }: StubResponse): boolean {
  return (
    (fault !== undefined && isAnswerless(fault)) ||
    status === 401 ||
    status === 403 ||
    status === 429 ||
    status >= 500
  );
}

function readStubName(given: Given, position: number): string {
  const { value } = given.at("name");
  if (typeof value === "string" && value !== "" && value.length <= 200) return value;
  if (value !== undefined) given.at("name").refuse("a name is a short text", "Write what the stub is for");
  return String(position);
}

function readPhase(given: Given): Phase | undefined {
  if (given.value === undefined || given.value === "first" || given.value === "after") return given.value;
  return given.refuse(
    "phase is first or after",
    "Write phase: first to answer before the request is validated",
  );
}

function readNumber(given: Given, least: number): number | undefined {
  if (given.value === undefined) return undefined;
  if (Number.isSafeInteger(given.value) && Number(given.value) >= least) return Number(given.value);
  return given.refuse(
    "this wants a whole number",
    least > 0 ? `Write a number from ${least}` : "Write a number",
  );
}

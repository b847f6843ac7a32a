import type { Dribble, FaultName } from "../http/message.ts";
import { fieldsOf } from "../matchers/fields.ts";
import { besideRespond, inEach } from "./misplaced.ts";
import type { Given } from "../matchers/given.ts";
import type { Delay } from "../trouble/delay.ts";
import { isAnswerless } from "../trouble/fault.ts";
import { readDelay } from "./delay.ts";
import { readDribble, readFault } from "./fault.ts";
import { readErrors, readHeaders, type NamedTemplate } from "./response-parts.ts";
import { readPatch } from "./patch.ts";
import type { Asked } from "./recall.ts";
import { askedIn, compileTemplate, type Template } from "./template.ts";

/** One answer of a stub; what it leaves out is filled by the contract. */
export interface StubResponse {
  readonly status: number | undefined;
  /** The contract need not know the status or the body. */
  readonly undeclared: boolean;
  readonly headers: readonly NamedTemplate[];
  /** Merged over what the contract would generate; undefined: nothing to merge. */
  readonly body: Template | undefined;
  /** Messages by field, to take the shape of the contract's error. */
  readonly errors: readonly NamedTemplate[] | undefined;
  readonly trouble: Trouble;
  /** Of the contract, by name. */
  readonly example: string | undefined;
  /** JSON Patch (RFC 6902) on the body as it would be sent. */
  readonly patch: Template | undefined;
  /** What its templates ask for before they are rendered. */
  readonly asked: readonly Asked[];
}

/** What is to go wrong with an answer on its way. */
export interface Trouble {
  readonly delay?: Delay;
  readonly fault?: FaultName;
  readonly dribble?: Dribble;
}

/** What a stub answers: one response after the other, or one of several by their weights. */
export interface Respond {
  readonly responses: readonly StubResponse[];
  /** After the last response: it again, all from the first, or nothing any more. */
  readonly repeat: "last" | "cycle" | "once";
  /** Of `choose`, one for each response; undefined for a sequence. */
  readonly weights: readonly number[] | undefined;
}

/** What one response may say. */
export const responseKeys = [
  "status",
  "undeclared",
  "headers",
  "body",
  "errors",
  "delay",
  "fault",
  "dribble",
  "example",
  "patch",
] as const;
/** What several responses, one after the other, are given by. */
export const sequenceKeys = ["sequence", "repeat"] as const;
/** What several responses, one of which is drawn, are given by. */
export const choiceKeys = ["choose"] as const;
/** What one of those may say. */
export const chosenKeys = [...responseKeys, "weight"] as const;
/** More says nothing that less does not. */
const HEAVIEST = 1_000_000;
const once: Pick<Respond, "repeat" | "weights"> = { repeat: "last", weights: undefined };

/** Reads `respond`; without it the answer is what it would be without the stub. */
export function readRespond(given: Given): Respond {
  if (given.value === undefined) return { responses: [asUsual], ...once };
  if (given.has("sequence")) return readSequence(given);
  if (given.has("choose")) return readChoice(given);
  return { responses: [readResponse(given, [...responseKeys, "sequence", "choose"])], ...once };
}

function readSequence(given: Given): Respond {
  fieldsOf(given, sequenceKeys, inEach("sequence"));
  const items = given.at("sequence").items();
  if (items.length === 0) {
    given
      .at("sequence")
      .refuse("sequence wants a list of responses", "Write sequence: [{ status: 503 }, {}]");
  }
  return {
    responses: items.map((item) => readResponse(item, responseKeys)),
    repeat: given.has("repeat") ? readRepeat(given.at("repeat")) : "last",
    weights: undefined,
  };
}

function readChoice(given: Given): Respond {
  fieldsOf(given, choiceKeys, inEach("choose"));
  const items = given.at("choose").items();
  if (items.length === 0) {
    given
      .at("choose")
      .refuse(
        "choose wants a list of responses",
        "Write choose: [{ weight: 9 }, { weight: 1, status: 503 }]",
      );
  }
  return {
    responses: items.map((item) => readResponse(item, chosenKeys)),
    repeat: "last",
    weights: items.map((item) => (item.has("weight") ? readWeight(item.at("weight")) : 1)),
  };
}

function readWeight(given: Given): number {
  const { value } = given;
  if (typeof value === "number" && value > 0 && value <= HEAVIEST) return value;
  given.refuse(`a weight is a number above 0, at most ${HEAVIEST}`, "Write weight: 9, or leave it out for 1");
  return 1;
}

/** What there would be without the stub. */
export const asUsual: StubResponse = {
  status: undefined,
  undeclared: false,
  headers: [],
  body: undefined,
  errors: undefined,
  trouble: {},
  example: undefined,
  patch: undefined,
  asked: [],
};

function readRepeat(given: Given): Respond["repeat"] {
  const { value } = given;
  if (value === "last" || value === "cycle" || value === "once") return value;
  given.refuse(
    "repeat is last, cycle or once",
    "Write repeat: cycle to begin again after the last response, or once to let other stubs answer then",
  );
  return "last";
}

function readResponse(given: Given, keys: readonly string[]): StubResponse {
  if (!fieldsOf(given, keys, besideRespond)) return asUsual;
  const read = <T>(key: string, reader: (inner: Given) => T): T | undefined =>
    given.has(key) ? reader(given.at(key)) : undefined;
  const response: StubResponse = {
    status: read("status", readStatus),
    undeclared: read("undeclared", readFlag) ?? false,
    headers: read("headers", readHeaders) ?? [],
    body: read("body", compileTemplate),
    errors: read("errors", readErrors),
    trouble: readTrouble(given),
    example: read("example", readName),
    patch: read("patch", readPatch),
    asked: askedIn(given),
  };
  checkTogether(given, response);
  return response;
}

/** Dribbling is a fault, whose name need not be said. */
function readTrouble(given: Given): Trouble {
  const delay = given.has("delay") ? readDelay(given.at("delay")) : undefined;
  const dribble = given.has("dribble") ? readDribble(given.at("dribble")) : undefined;
  const fault = given.has("fault") ? readFault(given.at("fault")) : dribble && ("slow-dribble" as const);
  if (fault && dribble && fault !== "slow-dribble") {
    given
      .at("dribble")
      .refuseKey(`${fault} does not dribble`, "Leave out dribble, or write fault: slow-dribble");
  }
  return { ...(delay && { delay }), ...(fault && { fault }), ...(dribble && { dribble }) };
}

/** A connection that is broken in place of an answer has no status; an error has one. */
function checkTogether(given: Given, { trouble: { fault }, errors, status }: StubResponse): void {
  const spare = ["status", "headers", "body", "errors", "example", "patch"].find((key) => given.has(key));
  if (fault && isAnswerless(fault) && spare) {
    given.at(spare).refuseKey(`the fault ${fault} has no ${spare}`, `Leave out ${spare} or fault`);
  }
  if (errors && status === undefined && !given.has("status")) {
    given
      .at("errors")
      .refuseKey("errors belong to a status", "Write the status beside them, such as status: 422");
  }
}

function readStatus(given: Given): number | undefined {
  const { value } = given;
  if (Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599) return Number(value);
  return given.refuse("a status is a number from 200 to 599", "Write status: 422");
}

function readFlag(given: Given): boolean | undefined {
  if (typeof given.value === "boolean") return given.value;
  return given.refuse("this is true or false", "Write true or false");
}

function readName(given: Given): string | undefined {
  if (typeof given.value === "string" && given.value !== "") return given.value;
  return given.refuse("example wants the name of an example", "Write the name as the contract has it");
}

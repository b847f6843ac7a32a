import type { Dribble, FaultName } from "../http/message.ts";
import { fieldsOf } from "../matchers/fields.ts";
import type { Given } from "../matchers/given.ts";
import type { Delay } from "../trouble/delay.ts";
import { isAnswerless } from "../trouble/fault.ts";
import { readDelay } from "./delay.ts";
import { readDribble, readFault } from "./fault.ts";
import { readErrors, readHeaders, type NamedTemplate } from "./response-parts.ts";
import { compileTemplate, type Template } from "./template.ts";

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
}

/** What is to go wrong with an answer on its way. */
export interface Trouble {
  readonly delay?: Delay;
  readonly fault?: FaultName;
  readonly dribble?: Dribble;
}

/** What a stub answers: one response after the other, then the last again, or all from the first. */
export interface Respond {
  readonly responses: readonly StubResponse[];
  readonly repeat: "last" | "cycle";
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
] as const;
/** What several responses are given by. */
export const sequenceKeys = ["sequence", "repeat"] as const;

/** Reads `respond`; without it the answer is what it would be without the stub. */
export function readRespond(given: Given): Respond {
  if (given.value === undefined) return { responses: [asUsual], repeat: "last" };
  if (!given.has("sequence"))
    return { responses: [readResponse(given, [...responseKeys, "sequence"])], repeat: "last" };
  fieldsOf(given, sequenceKeys);
  const items = given.at("sequence").items();
  if (items.length === 0) {
    given
      .at("sequence")
      .refuse("sequence wants a list of responses", "Write sequence: [{ status: 503 }, {}]");
  }
  return {
    responses: items.map((item) => readResponse(item, responseKeys)),
    repeat: given.has("repeat") ? readRepeat(given.at("repeat")) : "last",
  };
}

const asUsual: StubResponse = {
  status: undefined,
  undeclared: false,
  headers: [],
  body: undefined,
  errors: undefined,
  trouble: {},
  example: undefined,
};

function readRepeat(given: Given): Respond["repeat"] {
  if (given.value === "last" || given.value === "cycle") return given.value;
  given.refuse(`repeat is last or cycle`, "Write repeat: cycle to begin again after the last response");
  return "last";
}

function readResponse(given: Given, keys: readonly string[]): StubResponse {
  if (!fieldsOf(given, keys)) return asUsual;
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
  const spare = ["status", "headers", "body", "errors", "example"].find((key) => given.has(key));
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

import { fieldsOf } from "../matchers/fields.ts";
import type { Given } from "../matchers/given.ts";
import { readStub, type Stub } from "../stubs/stub.ts";
import type { Credential } from "../validation/credentials.ts";
import { checkEffects, checkStored } from "./check-collection.ts";
import { checkWhen } from "./check-fields.ts";
import { checkRespond, checkStatuses } from "./check-response.ts";
import { checkCounter, checkTemplates } from "./check-templates.ts";
import { readCredentials } from "./credentials.ts";
import { readOperation } from "./operation-name.ts";
import type { Known } from "../stubs/known.ts";
import { namedStates, type NamedStates } from "./states.ts";

/** A named set of stubs. */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  /** On in every session; the others when they are asked for by name. */
  readonly active: boolean;
  readonly stubs: readonly Stub[];
  readonly states: NamedStates;
  readonly credentials: readonly Credential[];
}

/** What a scenario file may say. */
export const scenarioKeys = ["scenario", "description", "active", "credentials", "stubs"] as const;

const NAME = /^[A-Za-z0-9._-]{1,64}$/;
/** What a stub for all operations says instead of one. */
export const EVERY_OPERATION = "*";

/** Reads a scenario and holds it against the contract; whatever is wrong is in the findings, and what comes back is then incomplete. */
export function readScenario(given: Given, { counted, ...rest }: Known): Scenario {
  fieldsOf(given, scenarioKeys);
  const name = readName(given.at("scenario"));
  const stubs = given.at("stubs").items();
  const known = { ...rest, counted: counted ?? countedBy(stubs) };
  const credentials = given.has("credentials") ? readCredentials(given.at("credentials"), rest.contract) : [];
  // A scenario may be about who may do what, and leave all else to the contract.
  if (stubs.length === 0 && (given.has("stubs") || !given.has("credentials"))) {
    given
      .at("stubs")
      .refuse(
        "a scenario needs stubs",
        "Write stubs: and a list below it, a dash before each: - operation: …",
      );
  }
  return {
    name,
    description: readDescription(given.at("description")),
    active: readActive(given.at("active")),
    credentials,
    stubs: distinct(
      stubs.map((stub, index) => readCheckedStub(stub, { ...known, scenario: name, position: index + 1 })),
      stubs,
    ),
    states: namedStates(stubs),
  };
}

/** The counters that some stub counts. */
function countedBy(stubs: readonly Given[]): ReadonlySet<string> {
  const names = stubs.map((stub) => stub.at("then").at("count").value);
  return new Set(names.filter((name) => typeof name === "string"));
}

interface StubPlace extends Known {
  readonly scenario: string | undefined;
  /** Counted from 1. */
  readonly position: number;
}

/** Reads one stub and holds it against the contract, in a file or while the server runs. */
export function readCheckedStub(given: Given, { scenario, position, ...known }: StubPlace): Stub {
  const { contract } = known;
  const { schemas } = contract;
  const written = given.at("operation");
  const operation = written.value === EVERY_OPERATION ? undefined : readOperation(written, contract);
  const against = operation && { operation, schemas };
  if (against) {
    checkWhen(given.at("when"), against);
    checkRespond(given.at("respond"), against);
  } else if (written.value === EVERY_OPERATION) {
    checkStatuses(given.at("respond"), contract.operations);
  }
  for (const key of given.keys) {
    checkTemplates(given.at(key), { known, against, isAsking: key === "when" });
  }
  checkMemory(given, known);
  return readStub(given, { scenario, operationId: operation?.id ?? EVERY_OPERATION, position, schemas });
}

/** Notes counters and collections that nobody knows. */
function checkMemory(given: Given, known: Known): void {
  const { counter, store } = { counter: given.at("when").at("counter"), store: given.at("when").at("store") };
  for (const name of counter.keys) checkCounter(counter.at(name), name, { known, of: "key" });
  checkStored(store, known);
  checkEffects(given.at("then").at("store"), known);
}

/** Two stubs with one name would share their counters. */
function distinct(stubs: readonly Stub[], given: readonly Given[]): readonly Stub[] {
  const seen = new Set<string>();
  for (const [index, { id, name }] of stubs.entries()) {
    if (seen.has(id)) {
      given[index]
        ?.at("name")
        .refuse(`another stub of this scenario is called "${name}" too`, "Give each its own name");
    }
    seen.add(id);
  }
  return stubs;
}

function readName(given: Given): string {
  if (typeof given.value === "string" && NAME.test(given.value)) return given.value;
  given.refuse(
    "a scenario has a name of at most 64 letters, digits, dots, dashes and underscores",
    "Write scenario: and the name, for Prefer: scenario=<name> to use",
  );
  return "";
}

function readDescription(given: Given): string {
  if (given.value === undefined) return "";
  if (typeof given.value === "string") return given.value.trim();
  return given.refuse("a description is a text", "Write a sentence", "") ?? "";
}

function readActive(given: Given): boolean {
  if (given.value === undefined) return false;
  if (typeof given.value === "boolean") return given.value;
  return (
    given.refuse("active is true or false", "Write active: true for a scenario that is always on", false) ??
    false
  );
}

import { Given } from "../matchers/given.ts";
import { FIRST_STATE } from "../stubs/select.ts";

/** The states that a scenario's stubs name. */
export interface NamedStates {
  /** `Started` first, then in the order in which they are met. */
  readonly names: readonly string[];
  /** Whether a stub asks for states by what they look like, so that any may be meant. */
  readonly isOpen: boolean;
}

/** What compares a state with one that is written out, and what only leads to that. */
const naming = new Set(["equals", "in", "not", "any", "all", "exists"]);

/** Reads the states off what is written: what stubs ask for, and what they lead to. */
export function namedStates(stubs: readonly Given[]): NamedStates {
  const asked = stubs.flatMap((stub) => [...textsOf(stub.at("when").at("state"))]);
  const led = stubs.flatMap((stub) => [...textsOf(stub.at("then").at("state"))]);
  const names = [...asked, ...led].filter((text) => text !== undefined);
  return { names: [...new Set([FIRST_STATE, ...names])], isOpen: asked.includes(undefined) };
}

/** Undefined for one that cannot be told before a request comes. */
function* textsOf(given: Given): Generator<string | undefined> {
  const { value } = given;
  if (typeof value === "string") yield value.includes("{{") ? undefined : value;
  for (const item of given.items()) yield* textsOf(item);
  for (const key of given.keys) {
    if (naming.has(key)) yield* textsOf(given.at(key));
    else yield undefined;
  }
}

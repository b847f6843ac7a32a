import type { Contract } from "../contract/contract.ts";
import type { Finding, Given } from "../matchers/given.ts";
import { didYouMean, listed } from "../problem/nearest.ts";
import { FIRST_STATE, indexStubs } from "../stubs/select.ts";
import type { Stub } from "../stubs/stub.ts";
import { idleCredentials } from "./credentials.ts";
import { invalidAsks } from "./invalid-asks.ts";
import type { Mistake } from "./mistake.ts";
import type { Scenario } from "./scenario.ts";

type Warning = Finding & Pick<Mistake, "code">;

/** Keys beside which a stub still answers whenever it is asked for. */
const unconditional = ["name", "operation", "when", "respond", "then", "priority", "phase"];
/** Comparisons; more stubs than anyone writes by hand are not compared to the end. */
const mostLooks = 100_000;

/** What can be used, but was probably not meant: stubs and states that nothing reaches, credentials that change nothing. */
export function warningsOf(given: Given, scenario: Scenario, contract: Contract): readonly Warning[] {
  const stubs = given.at("stubs").items();
  const idle = idleCredentials(given.at("credentials"), contract);
  return [
    ...unreachableStubs(stubs, scenario.stubs),
    ...unreachableStates(stubs),
    ...stubs
      .flatMap((stub, index) => {
        const read = scenario.stubs[index];
        return read ? invalidAsks(stub, read, contract) : [];
      })
      .map((finding) => ({ ...finding, code: "stub-unreachable" as const })),
    ...idle.map((finding) => ({ ...finding, code: "credential-idle" as const })),
  ];
}

interface Written {
  readonly given: Given;
  readonly stub: Stub;
  /** What it asks for, one text for each thing. */
  readonly asks: ReadonlySet<string>;
}

function unreachableStubs(given: readonly Given[], stubs: readonly Stub[]): readonly Warning[] {
  const written = new Map<Stub, Written>();
  for (const [index, stub] of stubs.entries()) {
    const own = given[index];
    if (own) written.set(stub, { given: own, stub, asks: asksOf(own.at("when")) });
  }
  const index = indexStubs(stubs);
  let looks = 0;
  return stubs.flatMap((stub) => {
    if (looks > mostLooks) return [];
    const own = written.get(stub);
    const asked = (["first", "after"] as const).flatMap((phase) => index.candidates(stub.operationId, phase));
    const before = asked.slice(0, asked.indexOf(stub)).map((one) => written.get(one));
    looks += before.length;
    const taker = before.find((one) => own && one && takesAll(one, own));
    if (!own || !taker) return [];
    return [
      {
        path: own.given.path,
        of: "value" as const,
        code: "stub-unreachable" as const,
        cause: `this stub never answers: "${taker.stub.name}" takes all of its requests before`,
        help: "Give it a higher priority, or ask for more in when",
      },
    ];
  });
}

/** Whether the first takes whatever the second would; it must answer every time, and ask for nothing else. */
function takesAll(first: Written, second: Written): boolean {
  const { given, asks } = first;
  if (given.keys.some((key) => !unconditional.includes(key))) return false;
  if (given.at("respond").at("repeat").value === "once") return false;
  return [...asks].every((ask) => second.asks.has(ask));
}

function asksOf(when: Given): ReadonlySet<string> {
  const asks = when.keys.flatMap((place) => {
    const inner = when.at(place);
    const isOne = place === "store" || place === "state" || place === "session";
    if (isOne || !inner.isObject()) return [`${place} ${JSON.stringify(inner.value)}`];
    return inner.keys.map((name) => {
      const spelled = place === "headers" ? name.toLowerCase() : name;
      return `${place} ${spelled} ${JSON.stringify(inner.at(name).value)}`;
    });
  });
  return new Set(asks);
}

function unreachableStates(stubs: readonly Given[]): readonly Warning[] {
  const led = stubs.map((stub) => stub.at("then").at("state").value);
  const states = [FIRST_STATE, ...led.filter((state) => typeof state === "string")];
  // What a template puts out may be any of them.
  if (states.some((state) => state.includes("{{"))) return [];
  return stubs
    .flatMap((stub) => askedStates(stub.at("when").at("state")))
    .filter(({ value }) => typeof value === "string" && !value.includes("{{") && !states.includes(value))
    .map(({ path, value }) => ({
      path,
      of: "value",
      code: "state-unreachable",
      cause: `nothing in this file leads to the state "${String(value)}"${didYouMean(String(value), states)}`,
      help: `Use ${listed([...new Set(states)])}, or write then: { state: ${String(value)} } in a stub`,
    }));
}

/** States that a matcher names, where any of them would do. */
function askedStates(given: Given): readonly Given[] {
  if (!given.isObject()) return [given];
  return [given.at("equals"), ...given.at("in").items(), ...given.at("any").items().flatMap(askedStates)];
}

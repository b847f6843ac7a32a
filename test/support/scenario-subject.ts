import { Given } from "../../src/matchers/given.ts";
import { readStub, type Stub } from "../../src/stubs/stub.ts";
import type { Subject } from "../../src/stubs/subject.ts";
import { peopleContract } from "./scenario-contract.ts";
import { smallStore } from "./scenario-store.ts";

const contract = peopleContract();

/** A request that creates an ambassador, with what a test cares about changed. */
export function subject(parts: Partial<Subject> = {}): Subject {
  const operation = contract.operation("createAmbassador");
  if (!operation) throw new Error("the test's contract lost its operation");
  return {
    operation,
    method: "POST",
    headers: {},
    query: {},
    path: {},
    cookies: {},
    body: { firstname: "Ada", email: "ada@example.com" },
    session: "default",
    store: smallStore(),
    luck: 0,
    beyond: () => undefined,
    isFull: () => false,
    clock: { now: () => 0 },
    today: Date.UTC(2025, 10, 17, 9),
    base: 1,
    drawSeed: () => Promise.resolve(1),
    faked: (said, seed) => `${JSON.stringify(said)} ${seed}`,
    ...parts,
  };
}

/** A stub for creating an ambassador, of the scenario `demo`; throws what cannot be used. */
export function stub(value: Record<string, unknown>, position = 1): Stub {
  const given = new Given(value);
  const { schemas } = contract;
  const read = readStub(given, { scenario: "demo", operationId: "createAmbassador", position, schemas });
  if (given.findings.length > 0) throw new Error(given.findings.map(({ cause }) => cause).join("; "));
  return read;
}

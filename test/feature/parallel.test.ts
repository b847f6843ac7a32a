import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { MockServer, ShownExchange } from "../../src/index.ts";
import { startMock, stopAll, temporaryFolder } from "../support/mock.ts";

afterAll(stopAll);

const workers = 8;
const testsEach = 200;
/** Of these, those that are run a second time, in another order. */
const testsAgain = 60;

const namesOf = (tests: number) =>
  Array.from({ length: workers * tests }, (_, index) => {
    return `worker-${Math.floor(index / tests)}-test-${index % tests}`;
  });
const names = namesOf(testsEach);
const namesAgain = namesOf(testsAgain);

/** Each worker's first tests, so many; resolves with those that failed. */
async function run(mock: MockServer, tests: number, seed: number): Promise<string[]> {
  const failures = Array.from({ length: workers }, async (_, worker) => {
    const workerData = { url: mock.url, worker, tests, seed: seed + worker };
    const thread = new Worker("./test/support/parallel-worker.mjs", { workerData });
    return await new Promise<string[]>((resolve, reject) => {
      thread.on("message", resolve);
      thread.on("error", reject);
    });
  });
  return (await Promise.all(failures)).flat();
}

/** What sessions saw, but for times. */
async function journals(mock: MockServer): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (const name of namesAgain) all.set(name, withoutTimes(await mock.session(name).requests()));
  return all;
}

function withoutTimes(exchanges: readonly ShownExchange[]): string {
  const isTime = (name: string) => name === "time" || name === "duration";
  return JSON.stringify(exchanges, (name, value: unknown) => (isTime(name) ? undefined : value), 2);
}

test("eight workers with 200 tests each share one server, in any order, and every session's journal is the same", async () => {
  const scenarios = await temporaryFolder();
  writeFileSync(
    join(scenarios, "closing.yaml"),
    `scenario: closing
stubs:
  - { operation: removeBook, when: { state: Started }, respond: { status: 404 }, then: { state: Open } }
  - { operation: removeBook, when: { state: Open }, respond: { status: 204 } }
`,
  );
  const mock = await startMock({
    document: "test/examples/books.yaml",
    scenarios,
    maxSessions: names.length,
  });
  expect(await run(mock, testsEach, 1)).toEqual([]);
  const first = await journals(mock);
  await Promise.all(names.map((name) => mock.session(name).end()));
  expect(await run(mock, testsAgain, 2_000)).toEqual([]);
  const second = await journals(mock);
  const differing = namesAgain.filter((name) => second.get(name) !== first.get(name));
  expect({ differing, second: second.get(differing[0]!) }).toEqual({
    differing: [],
    second: first.get(differing[0]!),
  });
  expect(namesAgain.filter((name) => !first.get(name)!.includes('"operationId"'))).toEqual([]);
}, 180_000);

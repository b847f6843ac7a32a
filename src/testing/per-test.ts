import type { MockSession } from "../client/session.ts";
import type { ApiOf } from "../stubs/api.ts";
import {
  begin as beginTest,
  finish as finishTest,
  type MockSessionOptions,
  type ServerPlace,
} from "./each-test.ts";
import type { TestTitle } from "./title.ts";

/** The sessions of a file's tests, one after the other. */
export interface PerTest<A extends ApiOf<A>> {
  /** Stands for the session of the test that runs; throws where none does. */
  readonly session: MockSession<A>;
  begin(title: TestTitle, server: ServerPlace): Promise<void>;
  finish(failed: boolean): Promise<void>;
  /** After the last test. */
  end(): Promise<void>;
}

/** Sessions for tests that run one at a time; a runner's hooks call what it gives. */
export function sessionPerTest<A extends ApiOf<A>>(options: MockSessionOptions): PerTest<A> {
  let current: MockSession<A> | undefined;
  let isRunning = false;
  let hasPassed = false;

  // Not at the end of its test: hooks of the test's own may come after ours, and ask it something.
  const endLast = async () => {
    const last = hasPassed && options.keep !== true ? current : undefined;
    current = undefined;
    hasPassed = false;
    await last?.end();
  };

  return {
    session: standIn(() => current),
    async begin(title, server) {
      if (isRunning) throw new Error(`two tests of this file run at the same time\n  ${concurrently}`);
      isRunning = true;
      await endLast();
      current = await beginTest<A>(title, { ...options, ...server });
    },
    async finish(failed) {
      isRunning = false;
      if (!current) return;
      await finishTest(current, { ...options, failed });
      hasPassed = true;
    },
    end: endLast,
  };
}

const concurrently =
  'Give each its own: test.concurrent("title", () => withSession("title", async (mock) => { … }))';

function standIn<A extends ApiOf<A>>(current: () => MockSession<A> | undefined): MockSession<A> {
  return new Proxy({} as MockSession<A>, {
    get(_, key) {
      const session = current();
      if (session) return Reflect.get(session, key) as unknown;
      // Whoever prints it, or asks whether it is a promise, gets no error.
      if (typeof key === "symbol" || key === "then" || key === "toJSON") return undefined;
      throw new Error(
        `the mock session has no ${key} outside of a test: each test has a session of its own\n` +
          `  Use it in tests, beforeEach and afterEach. For tests that run at the same time: ${concurrently}`,
      );
    },
    has: (_, key) => key in (current() ?? {}),
  });
}

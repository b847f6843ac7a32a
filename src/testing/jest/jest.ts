import { relative } from "node:path";
import { afterAll, afterEach, beforeEach, expect } from "@jest/globals";
import type { MockSession } from "../../client/session.ts";
import type { AnyApi, ApiOf } from "../../stubs/api.ts";
import { during, type MockSessionOptions, type ServerPlace } from "../each-test.ts";
import { serverOfEnvironment } from "../environment.ts";
import { mockMatchers, type MockMatchers } from "../matchers.ts";
import { sessionPerTest } from "../per-test.ts";
import type { TestTitle } from "../title.ts";
import { serverOfRun } from "./hand-over.ts";
import { runningTest } from "./running-test.ts";

export type { MockSession } from "../../client/session.ts";
export type { MockSessionOptions } from "../each-test.ts";
export type { MockMatchers } from "../matchers.ts";

declare module "expect" {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- it merges
  interface Matchers<R extends void | Promise<void>, T> extends MockMatchers {}
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how @types/jest wants matchers declared
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- it merges
    interface Matchers<R, T> extends MockMatchers {}
  }
}

expect.extend(mockMatchers);

/**
 * A session of its own for each test of the file, begun before it and ended after it; the matchers of `expect` come with
 * it. For tests that run one at a time; `withSession` is for `test.concurrent`.
 */
export function mockSession<A extends ApiOf<A> = AnyApi>(options: MockSessionOptions = {}): MockSession<A> {
  const tests = sessionPerTest<A>(options);
  const seen = new Map<string, number>();
  beforeEach(() => {
    const server = serverFor(options);
    return tests.begin(titleOf(server, seen), server);
  });
  afterEach(() => tests.finish((runningTest()?.errors.length ?? 0) > 0));
  afterAll(() => tests.end());
  return tests.session;
}

/** Runs one test with a session of its own, which `title` names within the file. */
export function withSession<A extends ApiOf<A> = AnyApi>(
  title: string,
  test: (session: MockSession<A>) => Promise<void> | void,
  options: MockSessionOptions = {},
): Promise<void> {
  const server = serverFor(options);
  return during({ file: fileIn(server), titles: [title] }, { ...options, ...server }, test);
}

function serverFor({ url, token = serverOfEnvironment().token }: MockSessionOptions): ServerPlace {
  return url === undefined ? serverOfRun(Reflect.get(globalThis, "locum")) : { url, token };
}

function titleOf(server: ServerPlace, seen: Map<string, number>): TestTitle {
  const file = fileIn(server);
  const { currentTestName = "" } = expect.getState();
  const attempt = runningTest()?.invocations ?? 1;
  if (attempt > 1) return { file, titles: [currentTestName], mark: `retry${String(attempt - 1)}` };
  const count = (seen.get(currentTestName) ?? 0) + 1;
  seen.set(currentTestName, count);
  return { file, titles: [currentTestName], mark: count > 1 ? String(count) : undefined };
}

function fileIn({ folder = process.cwd() }: ServerPlace): string {
  return relative(folder, expect.getState().testPath ?? "");
}

import { relative } from "node:path";
import { afterAll, afterEach, beforeEach, expect, inject } from "vitest";
import type { MockSession } from "../../client/session.ts";
import type { AnyApi, ApiOf } from "../../stubs/api.ts";
import { during, type MockSessionOptions, type ServerPlace } from "../each-test.ts";
import { serverOfEnvironment } from "../environment.ts";
import { mockMatchers, type MockMatchers } from "../matchers.ts";
import { sessionPerTest } from "../per-test.ts";
import type { RunOptions } from "../run-server.ts";
import { serverOfRun } from "./server-of-run.ts";
import { createTitles } from "./titles.ts";

export type { MockSession } from "../../client/session.ts";
export type { MockSessionOptions } from "../each-test.ts";
export type { MockMatchers } from "../matchers.ts";
export type { RunOptions } from "../run-server.ts";

declare module "vitest" {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- it merges
  interface Matchers<T> extends MockMatchers {}
  interface ProvidedContext {
    locum: RunOptions;
  }
}

expect.extend(mockMatchers);

/**
 * A session of its own for each test of the file, begun before it and ended after it; the matchers of `expect` come with
 * it. For tests that run one at a time; `withSession` is for `test.concurrent`.
 */
export function mockSession<A extends ApiOf<A> = AnyApi>(options: MockSessionOptions = {}): MockSession<A> {
  const tests = sessionPerTest<A>(options);
  const titleOf = createTitles();
  beforeEach(({ task }) => tests.begin(titleOf(task), serverFor(options)));
  afterEach(({ task }) => tests.finish(task.result?.state === "fail"));
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
  const { folder = process.cwd() } = server;
  const file = relative(folder, expect.getState().testPath ?? "");
  return during({ file, titles: [title] }, { ...options, ...server }, test);
}

function serverFor({ url, token = serverOfEnvironment().token }: MockSessionOptions): ServerPlace {
  return url === undefined ? serverOfRun(inject("locum")) : { url, token };
}

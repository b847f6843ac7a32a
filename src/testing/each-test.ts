import { connect } from "../client/connect.ts";
import type { MockSession } from "../client/session.ts";
import type { ApiOf } from "../stubs/api.ts";
import { refuseForgotten } from "./matchers.ts";
import { fetchOverNode } from "./node-fetch.ts";
import { seenBy } from "./seen.ts";
import { sessionNameFor, type TestTitle } from "./title.ts";

/** How tests get their sessions. */
export interface MockSessionOptions {
  /** The server's; undefined: the one that was started for this run, or `LOCUM_URL`. */
  readonly url?: string | undefined;
  /** Of its admin API; undefined: `LOCUM_ADMIN_TOKEN`, if there is one. */
  readonly token?: string | undefined;
  /** Fails a test whose requests broke the contract. */
  readonly noViolations?: boolean | undefined;
  /** Scenarios that are on in every test. */
  readonly scenarios?: readonly string[] | undefined;
  /** Leaves the sessions of tests that passed on the server, for whoever reads their journals later. */
  readonly keep?: boolean | undefined;
}

/** Where the mock server is. */
export interface ServerPlace {
  readonly url: string;
  readonly token?: string | undefined;
  /** The project's, which the names of files are seen from; undefined: the one that the tests run in. */
  readonly folder?: string | undefined;
}

/** A session, whatever API it is typed by. */
interface Ended extends Pick<MockSession, "name" | "url" | "requests"> {
  verifyNoViolations(): Promise<void>;
}

type Ending = Pick<MockSessionOptions, "noViolations"> & { readonly failed: boolean };

/** The session of a test that begins: as if nothing had happened in it, whatever an earlier run or attempt left there. */
export async function begin<A extends ApiOf<A>>(
  title: TestTitle,
  options: MockSessionOptions & ServerPlace,
): Promise<MockSession<A>> {
  const { url, token, scenarios = [] } = options;
  const session = connect<A>(url, { token, fetch: fetchOverNode }).session(sessionNameFor(title));
  await session.reset();
  for (const scenario of scenarios) await session.use(scenario);
  return session;
}

/**
 * What is to be said at the end of a test. Rejects where its requests broke the contract although they must not, and where
 * it failed anyway: with what the server saw.
 */
export async function finish(session: Ended, { failed, noViolations = false }: Ending): Promise<void> {
  if (failed) throw withoutStack(new Error(await seenBy(session)));
  refuseForgotten(session);
  if (noViolations) await session.verifyNoViolations();
}

/**
 * One test with a session of its own, for tests that run at the same time. Where it fails, what the server saw is the
 * cause of its error.
 */
export async function during<A extends ApiOf<A>>(
  title: TestTitle,
  options: MockSessionOptions & ServerPlace,
  test: (session: MockSession<A>) => Promise<void> | void,
): Promise<void> {
  const session = await begin<A>(title, options);
  try {
    await test(session);
  } catch (error) {
    if (error instanceof Error) error.cause ??= withoutStack(new Error(await seenBy(session)));
    throw error;
  }
  await finish(session, { ...options, failed: false });
  if (options.keep !== true) await session.end();
}

/** Where it was made says nothing to whoever reads it. */
function withoutStack(error: Error): Error {
  error.stack = `${error.name}: ${error.message}`;
  return error;
}

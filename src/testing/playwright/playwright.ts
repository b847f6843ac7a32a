import type { BrowserContext, Route, TestInfo } from "@playwright/test";
import type { MockSession } from "../../client/session.ts";
import { begin, type MockSessionOptions } from "../each-test.ts";
import { seenBy } from "../seen.ts";
import { isMocks } from "./is-mocks.ts";
import { placeOf, titleOf } from "./title.ts";

export type { MockSession } from "../../client/session.ts";

/** What `use: { locum: { … } }` may say. */
export interface LocumOptions extends MockSessionOptions {
  /** What a proxy brings to the mock from elsewhere, as `page.route` takes it: `"http://localhost:5173/api/**"`. */
  readonly proxied?: readonly (string | RegExp)[] | undefined;
}

/** What a test is given. */
export interface MockFixtures {
  readonly locum: LocumOptions;
  /** The test's own session. */
  readonly mock: MockSession;
}

type Use<T> = (value: T) => Promise<void>;

/**
 * Fixtures for `base.extend<MockFixtures>(mockFixtures)`: each test has a session, `mock`, and what its pages ask the mock
 * server belongs to it. Requests to other servers stay as they are.
 */
export const mockFixtures = {
  locum: [{}, { option: true }] as [LocumOptions, { option: true }],

  async mock({ locum }: { locum: LocumOptions }, use: Use<MockSession>, testInfo: TestInfo): Promise<void> {
    const session = await begin(titleOf(testInfo), { ...locum, ...placeOf(locum) });
    await use(session);
    if (testInfo.status !== testInfo.expectedStatus) {
      await attach(session, testInfo);
      return;
    }
    if (locum.noViolations === true) await broken(session, testInfo);
    if (locum.keep !== true) await session.end();
  },

  async context(
    { context, locum, mock }: { context: BrowserContext; locum: LocumOptions; mock: MockSession },
    use: Use<BrowserContext>,
  ): Promise<void> {
    const { url } = placeOf(locum);
    // Not extraHTTPHeaders: those go to every server, and a page may not send them to most.
    const mark = (route: Route) => {
      const headers = { ...route.request().headers(), ...lowerCased(mock.headers) };
      return route.fallback({ headers });
    };
    await context.route((asked) => isMocks(asked, url), mark);
    for (const pattern of locum.proxied ?? []) await context.route(pattern, mark);
    await use(context);
  },
};

async function broken(session: MockSession, testInfo: TestInfo): Promise<void> {
  try {
    await session.verifyNoViolations();
  } catch (error) {
    await attach(session, testInfo);
    throw error;
  }
}

/** What the server saw goes into the report: to be read at once, and all of it. */
async function attach(session: MockSession, testInfo: TestInfo): Promise<void> {
  await testInfo.attach("locum", { body: await seenBy(session), contentType: "text/plain" });
  const journal = JSON.stringify(await session.requests(), undefined, 2);
  await testInfo.attach("locum-journal.json", { body: journal, contentType: "application/json" });
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

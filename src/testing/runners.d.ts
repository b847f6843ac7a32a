// As much of the runners as is used here. They are no dependencies of Locum's: whoever imports `locum/vitest` has Vitest,
// and the declarations that are shipped then mean the real ones. The examples are compiled with those.

declare module "vitest" {
  interface RunnerTestSuite {
    readonly name: string;
    readonly suite?: RunnerTestSuite | undefined;
  }

  interface RunnerTestCase extends RunnerTestSuite {
    readonly id: string;
    readonly file: { readonly name: string; readonly projectName?: string | undefined };
    readonly result?: { readonly state: string; readonly retryCount?: number; readonly repeatCount?: number };
  }

  interface Context {
    readonly task: RunnerTestCase;
  }

  /* eslint-disable @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- to be merged with */
  interface Matchers<T> {}
  interface ProvidedContext {}
  /* eslint-enable */

  function beforeEach(run: (context: Context) => unknown): void;
  function afterEach(run: (context: Context) => unknown): void;
  function afterAll(run: () => unknown): void;
  function inject<K extends keyof ProvidedContext>(key: K): ProvidedContext[K];
  const expect: {
    extend(matchers: object): void;
    getState(): { readonly testPath?: string };
  };
}

declare module "@playwright/test" {
  interface BrowserContext {
    route(
      what: string | RegExp | ((url: URL) => boolean),
      run: (route: Route) => Promise<void>,
    ): Promise<unknown>;
  }

  interface Route {
    request(): { headers(): Record<string, string> };
    fallback(options: { headers: Record<string, string> }): Promise<void>;
  }

  interface TestInfo {
    readonly file: string;
    readonly titlePath: string[];
    readonly config: { readonly rootDir: string };
    readonly project: { readonly name: string };
    readonly retry: number;
    readonly repeatEachIndex: number;
    readonly status?: string;
    readonly expectedStatus: string;
    attach(name: string, options: { readonly body: string; readonly contentType: string }): Promise<void>;
  }
}

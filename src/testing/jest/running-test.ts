/** What jest-circus knows of the test that runs, and its public interface does not tell. */
interface RunningTest {
  readonly errors: readonly unknown[];
  /** 1 at the first attempt. */
  readonly invocations: number;
}

/** The test that runs; undefined with another runner than jest-circus, which is Jest's own since version 27. */
export function runningTest(): RunningTest | undefined {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === "JEST_STATE_SYMBOL",
  );
  if (symbol === undefined) return undefined;
  const state = Reflect.get(globalThis, symbol) as { readonly currentlyRunningTest?: RunningTest | null };
  return state.currentlyRunningTest ?? undefined;
}

import type { RunnerTestCase, RunnerTestSuite } from "vitest";
import type { TestTitle } from "../title.ts";

/** Titles of the tests of a file; tests that are called the same are told apart by their order. */
export function createTitles(): (test: RunnerTestCase) => TestTitle {
  const seen = new Map<string, string[]>();
  return (test) => {
    const titles = [...outwards(test)].reverse();
    const ids = seen.get(titles.join("\0")) ?? [];
    seen.set(titles.join("\0"), ids);
    // The id is the same at every attempt.
    if (!ids.includes(test.id)) ids.push(test.id);
    const place = ids.indexOf(test.id) + 1;
    const { retryCount = 0, repeatCount = 0 } = test.result ?? {};
    const marks = [
      ...(place > 1 ? [String(place)] : []),
      ...(retryCount > 0 ? [`retry${String(retryCount)}`] : []),
      ...(repeatCount > 0 ? [`repeat${String(repeatCount)}`] : []),
    ];
    // One file may be in several projects, which run at the same time.
    const file = [test.file.projectName, test.file.name].filter(Boolean).join(":");
    return { file, titles, mark: marks.join("-") || undefined };
  };
}

function* outwards(test: RunnerTestCase): Generator<string> {
  for (let node: RunnerTestCase | RunnerTestSuite | undefined = test; node; node = node.suite)
    yield node.name;
}

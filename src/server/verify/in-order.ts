import { lineOf, patternLine } from "./lines.ts";
import { nearest } from "./often.ts";
import type { Pattern } from "./pattern.ts";
import type { Exchange } from "../../problem/exchange.ts";
import type { Verification } from "./verdict.ts";

/** That each pattern is met by a later exchange than the one before it; others may lie between them. */
export function inOrder(steps: readonly Pattern[]): Verification {
  return {
    judge(exchanges) {
      const oldestFirst = [...exchanges].reverse();
      const found = follow(steps, oldestFirst);
      const verified = found.length === steps.length;
      return {
        verified,
        isFinal: verified,
        about: [...found].reverse(),
        message: () => tell(steps, oldestFirst, found),
      };
    },
  };
}

/** The first exchange that meets each pattern: to take the earliest leaves most for those that follow. */
function follow(steps: readonly Pattern[], oldestFirst: readonly Exchange[]): readonly Exchange[] {
  const found: Exchange[] = [];
  for (const exchange of oldestFirst) {
    const step = steps[found.length];
    if (!step) break;
    if (step.matches(exchange)) found.push(exchange);
  }
  return found;
}

function tell(
  steps: readonly Pattern[],
  oldestFirst: readonly Exchange[],
  found: readonly Exchange[],
): string {
  const came = found.map((exchange, at) => `${String(at + 1)}. ${lineOf(exchange)}`);
  const missing = steps[found.length];
  const total = `${String(steps.length)} requests in this order`;
  if (!missing) return [`expected ${total}, and they came`, ...came].join("\n  ");
  const last = found.at(-1);
  const later = last === undefined ? oldestFirst : oldestFirst.slice(oldestFirst.indexOf(last) + 1);
  const tooEarly = oldestFirst.filter(
    (exchange) => !later.includes(exchange) && !found.includes(exchange) && missing.matches(exchange),
  );
  return [
    `expected ${total}, but number ${String(found.length + 1)} did not come${last ? ` after ${last.id}` : ""}`,
    ...came,
    `${String(found.length + 1)}. missing: ${patternLine(missing.shown)}`,
    ...(tooEarly.length > 0
      ? [`it came before that: ${tooEarly.slice(0, 3).map(lineOf).join(", ")}`]
      : nearest(missing, [...later].reverse())),
  ].join("\n  ");
}

import type { Exchange } from "../../problem/exchange.ts";
import type { Served } from "../served.ts";
import { foundBy, readPattern } from "./pattern.ts";

/** How often a request must have come; at least once where nothing is said. */
export interface TimesInput {
  readonly times?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly never?: boolean;
}

interface Asking {
  readonly served: Served;
  readonly session: string;
}

/** As many near misses as help. */
const mostMisses = 3;

/**
 * Whether the session was asked what the pattern says, as often as it says: undefined, or what is told to whoever
 * expected it, with the requests that came nearest. Throws `admin-invalid-request`.
 */
export function unmet(
  { served, session }: Asking,
  written: Readonly<Record<string, unknown>>,
  times: TimesInput,
): string | undefined {
  const pattern = readPattern(written, served);
  const found = foundBy(pattern, served, session);
  const { least, most, said } = boundsOf(times);
  if (found.length >= least && found.length <= most) return undefined;
  const expected = `expected ${JSON.stringify(written)} ${said}, but it came ${timesOf(found.length)}`;
  if (found.length >= least) return [expected, ...found.slice(0, mostMisses).map(lineOf)].join("\n  ");
  const others = served.sessions
    .exchanges(session)
    .map((exchange) => ({ exchange, misses: pattern.misses(exchange) }))
    .filter(({ misses }) => misses.length > 0)
    .toSorted((a, b) => a.misses.length - b.misses.length)
    .slice(0, mostMisses);
  const near = others.map(({ exchange, misses }) => `${lineOf(exchange)}: ${misses.join("; ")}`);
  const none = near.length === 0 ? ["nothing else came in this session"] : ["the nearest:", ...near];
  return [expected, ...none].join("\n  ");
}

/** What consumers broke of the contract in a session, a line each, the oldest first. */
export function violationsOf({ served, session }: Asking): readonly string[] {
  return [...served.sessions.exchanges(session)].reverse().flatMap((exchange) => {
    const unmatched = exchange.operationId === undefined ? [`${lineOf(exchange)}: not in the contract`] : [];
    const own = exchange.violations
      .filter((violation) => violation.in !== "response" && violation.in !== "response-header")
      .map(({ message }) => `${lineOf(exchange)}: ${message}`);
    return [...unmatched, ...own];
  });
}

function boundsOf({ times, atLeast, atMost, never }: TimesInput): {
  least: number;
  most: number;
  said: string;
} {
  if (never === true) return { least: 0, most: 0, said: "never" };
  if (times !== undefined) return { least: times, most: times, said: timesOf(times) };
  const least = atLeast ?? (atMost === undefined ? 1 : 0);
  const most = atMost ?? Infinity;
  const said = [
    ...(atLeast !== undefined || atMost === undefined ? [`at least ${timesOf(least)}`] : []),
    ...(atMost === undefined ? [] : [`at most ${timesOf(most)}`]),
  ];
  return { least, most, said: said.join(" and ") };
}

function timesOf(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : `${String(count)} times`;
}

function lineOf({ id, request, response }: Exchange): string {
  return `${id} ${request.method} ${request.path} → ${String(response.status)}`;
}

import { isUnmatched } from "../journal/unmatched.ts";
import type { Exchange } from "../problem/exchange.ts";

/** How often requests of one kind were answered. */
export interface RequestCount {
  /** operationId; empty where the contract has none. */
  readonly operation: string;
  readonly method: string;
  readonly status: string;
  /** As `X-Mock-Source` has it, without the name of the scenario or stub. */
  readonly source: string;
  readonly count: number;
}

/** Upper bounds in milliseconds; what took longer is in none. */
export const bounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000] as const;

/** Clients can ask for any status of any operation; beyond this, they are told apart no more. */
const mostKinds = 10_000;

type Tree = Map<string, Map<string, Map<number, Map<string, number>>>>;

/** What the mock has answered since it started, in all sessions: numbers that only ever grow. */
export class Traffic {
  readonly #requests: Tree = new Map();
  #kinds = 0;
  #others = 0;
  /** How many took at most as long as each bound and longer than the one before it. */
  readonly durations: number[] = bounds.map(() => 0);
  /** How many there were, and the milliseconds that they took together. */
  count = 0;
  milliseconds = 0;
  unmatched = 0;
  readonly violations = { request: 0, response: 0 };

  note(exchange: Exchange): void {
    const { duration, violations } = exchange;
    this.#count(exchange);
    this.count += 1;
    this.milliseconds += duration;
    const bucket = bounds.findIndex((bound) => duration <= bound);
    if (bucket >= 0) this.durations[bucket] = (this.durations[bucket] ?? 0) + 1;
    if (isUnmatched(exchange)) this.unmatched += 1;
    for (const violation of violations) {
      this.violations[violation.in.startsWith("response") ? "response" : "request"] += 1;
    }
  }

  get requests(): readonly RequestCount[] {
    const all = [...this.#requests].flatMap(([operation, methods]) =>
      [...methods].flatMap(([method, statuses]) =>
        [...statuses].flatMap(([status, sources]) =>
          [...sources].map(([source, count]) => ({
            operation,
            method,
            status: String(status),
            source,
            count,
          })),
        ),
      ),
    );
    if (this.#others === 0) return all;
    return [...all, { operation: "", method: "", status: "", source: "other", count: this.#others }];
  }

  #count({ operationId = "", request, response, source }: Exchange): void {
    const sources = within(within(within(this.#requests, operationId), request.method), response.status);
    const kind = kindOf(source);
    const before = sources.get(kind);
    if (before === undefined && this.#kinds >= mostKinds) {
      this.#others += 1;
      return;
    }
    if (before === undefined) this.#kinds += 1;
    sources.set(kind, (before ?? 0) + 1);
  }
}

function within<K, V extends Map<unknown, unknown>>(tree: Map<K, V>, key: K): V {
  let branch = tree.get(key);
  if (!branch) tree.set(key, (branch = new Map() as V));
  return branch;
}

function kindOf(source: string): string {
  if (source.startsWith("stub:")) return "stub";
  return source.startsWith("scenario:") ? "scenario" : source;
}

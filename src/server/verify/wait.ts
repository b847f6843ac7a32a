import { ProblemError } from "../../problem/problem.ts";
import type { Served } from "../served.ts";

export interface Waiting {
  readonly served: Served;
  readonly session: string;
  /** Milliseconds. */
  readonly within: number;
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
}

/** Each has its verification judged again with every exchange of its session. */
const mostWaits = 10_000;

/** Who waits for what is recorded, by session: one watcher of the journals serves all of them. */
interface Waits {
  readonly bySession: Map<string, Set<() => void>>;
  count: number;
  readonly unwatch: () => void;
}

const known = new WeakMap<Served["sessions"], Waits>();

/**
 * Asks again whenever something joined the session's journal, until it is over, the time is up, the server stops, or nobody
 * waits any more. Throws `too-many-watchers`.
 */
export function waitUntil(
  isOver: () => boolean,
  { served, session, within, signal }: Waiting,
): Promise<void> {
  if (within === 0 || isOver() || signal.aborted || served.ending.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    let isAsked = false;
    const end = () => {
      cancel();
      forget();
      signal.removeEventListener("abort", end);
      served.ending.removeEventListener("abort", end);
      resolve();
    };
    const wake = () => {
      // Exchanges come in bursts; one look at all of them is enough.
      if (isAsked) return;
      isAsked = true;
      setImmediate(() => {
        isAsked = false;
        if (isOver()) end();
      });
    };
    const forget = join(served.sessions, session, wake);
    const cancel = served.timer(within, end);
    signal.addEventListener("abort", end);
    served.ending.addEventListener("abort", end);
  });
}

function join(sessions: Served["sessions"], session: string, wake: () => void): () => void {
  const waits = known.get(sessions) ?? begin(sessions);
  if (waits.count >= mostWaits) {
    throw new ProblemError("too-many-watchers", {
      detail: `There are ${String(mostWaits)} verifications that wait already.`,
      help: "Wait for fewer at a time.",
    });
  }
  const own = waits.bySession.get(session) ?? new Set();
  waits.bySession.set(session, own.add(wake));
  waits.count += 1;
  return () => {
    own.delete(wake);
    waits.count -= 1;
    if (own.size === 0 && waits.bySession.get(session) === own) waits.bySession.delete(session);
    if (waits.count > 0) return;
    waits.unwatch();
    known.delete(sessions);
  };
}

function begin(sessions: Served["sessions"]): Waits {
  const bySession: Waits["bySession"] = new Map();
  const unwatch = sessions.watch(undefined, ({ session }) => {
    for (const wake of bySession.get(session) ?? []) wake();
  });
  const waits = { bySession, count: 0, unwatch };
  known.set(sessions, waits);
  return waits;
}

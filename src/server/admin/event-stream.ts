import type { Recorded } from "../../journal/journal.ts";
import type { Session } from "../../sessions/sessions.ts";
import type { Served } from "../served.ts";

/** Milliseconds between signs of life, which proxies and clients want to see. */
const heartbeat = 15_000;
/** Milliseconds after which a client that lost the connection should come back. */
const retry = 1000;
/** Exchanges that one reader holds on to at a time. */
const batch = 20;

export interface Reading {
  readonly served: Served;
  /** Undefined: all of them. */
  readonly session: string | undefined;
  /** What was recorded up to there has been read. */
  readonly position: number;
}

/**
 * Server-sent events (HTML standard, section 9.2) for one reader. There is no queue: it reads the journal from where it
 * is, at its own pace, and is told when the journal has forgotten what it did not get to.
 */
export class EventStream {
  readonly #served: Served;
  readonly #session: string | undefined;
  #position: number;
  /** The newest forgotten one that the reader knows of. */
  #warned = 0;
  /** Sessions whose journal was emptied since it last read. */
  readonly #cleared = new Set<string>();
  readonly #unwatch: () => void;
  #wake: (() => void) | undefined;
  #isOver = false;

  /** Throws `too-many-watchers`; from then on `end` has to be called some time. */
  constructor({ served, session, position }: Reading) {
    this.#served = served;
    this.#session = session;
    this.#position = position;
    this.#unwatch = served.sessions.watch(session, (news) => {
      if (news.kind === "cleared") this.#cleared.add(news.session);
      this.#wake?.();
    });
  }

  end(): void {
    this.#isOver = true;
    this.#unwatch();
    this.#wake?.();
  }

  async *pieces(): AsyncGenerator<string> {
    yield `retry: ${String(retry)}\n\n`;
    while (!this.#isOver) {
      const [told, recorded] = [this.#told(), this.#next()];
      if (told.length + recorded.length === 0) {
        yield* await this.#more();
        continue;
      }
      yield* told;
      for (const { sequence, exchange } of recorded) {
        this.#position = sequence;
        yield this.#event("exchange", this.#served.show(exchange));
      }
    }
  }

  /** What the reader has to be told before it reads on. */
  #told(): readonly string[] {
    const cleared = [...this.#cleared].map((session) => this.#event("cleared", { session }));
    this.#cleared.clear();
    const forgotten = Math.max(0, ...this.#sessions().map(({ journal }) => journal.forgotten));
    if (forgotten <= this.#position || forgotten <= this.#warned) return cleared;
    this.#warned = forgotten;
    return [this.#event("forgotten", {}), ...cleared];
  }

  /** The oldest that it has not been sent, of all its sessions in the order in which they were recorded. */
  #next(): readonly Recorded[] {
    const found = this.#sessions().flatMap(({ journal }) => journal.after(this.#position, batch));
    return found.toSorted((a, b) => a.sequence - b.sequence).slice(0, batch);
  }

  #sessions(): readonly Session[] {
    const { sessions } = this.#served;
    if (this.#session === undefined) return [...sessions.opened];
    const session = sessions.find(this.#session);
    return session ? [session] : [];
  }

  /** Waits until there is something to look for; a comment to send where that took long. */
  #more(): Promise<readonly string[]> {
    if (this.#isOver) return Promise.resolve([]);
    return new Promise((resolve) => {
      const rest = this.#served.timer(heartbeat, () => done([": still here\n\n"]));
      const done = (pieces: readonly string[]) => {
        rest();
        this.#wake = undefined;
        resolve(pieces);
      };
      this.#wake = () => done([]);
    });
  }

  /** JSON has no line breaks, so that one line holds it. */
  #event(name: string, value: unknown): string {
    const id = eventId(this.#served, this.#position);
    return `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(value)}\n\n`;
  }
}

/** Names a place among all exchanges of this run of the server: one that starts anew counts anew. */
function eventId({ startedAt }: Served, position: number): string {
  return `${startedAt.toString(36)}-${String(position)}`;
}

/** The place that an id names, 0 where it is another run's; undefined where it is no id of ours. */
export function positionOf(id: string, { startedAt, sessions }: Served): number | undefined {
  const [, run, position] = /^([0-9a-z]{1,11})-(\d{1,15})$/.exec(id) ?? [];
  if (position === undefined) return undefined;
  return run === startedAt.toString(36) ? Math.min(Number(position), sessions.latest) : 0;
}

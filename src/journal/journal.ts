import type { Exchange } from "../problem/exchange.ts";

export interface JournalLimits {
  /** Exchanges kept in a session. */
  readonly count: number;
  /** Bytes of request and response bodies kept in a session. */
  readonly bytes: number;
}

export interface JournalPage {
  /** Newest first. */
  readonly exchanges: readonly Exchange[];
  /** How many are kept. */
  readonly total: number;
}

/** The exchanges of one session: bounded by count and bytes, oldest out first. */
export class Journal {
  readonly #limits: JournalLimits;
  readonly #exchanges = new Map<string, Exchange>();
  /**
   * Walks the exchanges once, oldest first. A fresh iterator would step over every one dropped since the map was last
   * rehashed: forty microseconds a request once the journal is full.
   */
  #oldest: Iterator<Exchange, undefined> | undefined;
  #bytes = 0;
  #last = 0;

  constructor(limits: JournalLimits) {
    this.#limits = limits;
  }

  /** The number of the next exchange; known before the answer, because problems name it. */
  nextNumber(): number {
    this.#last += 1;
    return this.#last;
  }

  record(exchange: Exchange): void {
    this.#exchanges.set(exchange.id, exchange);
    this.#bytes += sizeOf(exchange);
    while (
      this.#exchanges.size > this.#limits.count ||
      (this.#bytes > this.#limits.bytes && this.#exchanges.size > 1)
    ) {
      this.#dropOldest();
    }
  }

  /** An empty one that counts on from here. */
  fork(): Journal {
    const fork = new Journal(this.#limits);
    fork.#last = this.#last;
    return fork;
  }

  get(id: string): Exchange | undefined {
    return this.#exchanges.get(id);
  }

  page({ offset = 0, limit = 100 }: { offset?: number; limit?: number } = {}): JournalPage {
    const newestFirst = [...this.#exchanges.values()].reverse();
    return { exchanges: newestFirst.slice(offset, offset + limit), total: this.#exchanges.size };
  }

  /** Forgets the exchanges; numbers go on, so that no old link shows another exchange. */
  clear(): void {
    this.#exchanges.clear();
    this.#oldest = undefined;
    this.#bytes = 0;
  }

  /** Forgets the exchanges and the numbers: the next one is the first. */
  reset(): void {
    this.clear();
    this.#last = 0;
  }

  #dropOldest(): void {
    this.#oldest ??= this.#exchanges.values();
    const { value } = this.#oldest.next();
    if (!value) {
      this.#oldest = undefined;
      return;
    }
    this.#exchanges.delete(value.id);
    this.#bytes -= sizeOf(value);
  }
}

/** Bodies, and a flat thousand for everything around them. */
function sizeOf({ request, response }: Exchange): number {
  return 1000 + request.body.length + response.body.length;
}

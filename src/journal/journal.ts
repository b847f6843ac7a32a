import type { Exchange } from "../problem/exchange.ts";
import { withBodiesCut } from "./cut.ts";
import { Feed } from "./feed.ts";

export interface JournalLimits {
  /** Exchanges kept in a session. */
  readonly count: number;
  /** Bytes of what was sent and answered that are kept in a session, and a thousand for each exchange. */
  readonly bytes: number;
  /** Bytes kept of one body; the rest of it is cut off. */
  readonly body: number;
}

export interface JournalPage {
  /** Newest first. */
  readonly exchanges: readonly Exchange[];
  /** How many are kept. */
  readonly total: number;
}

/** An exchange, and its place among all that the server recorded. */
export interface Recorded {
  readonly sequence: number;
  readonly exchange: Exchange;
}

/** As many forgotten exchanges as are worth moving the others for. */
const worthMoving = 1000;

/** The exchanges of one session: bounded by count and bytes, oldest out first. */
export class Journal {
  readonly #limits: JournalLimits;
  readonly #feed: Feed;
  readonly #byId = new Map<string, Exchange>();
  /** In the order they were recorded, which need not be that of their ids; those before `#first` are forgotten. */
  #exchanges: (Exchange | undefined)[] = [];
  #sequences: number[] = [];
  #first = 0;
  #bytes = 0;
  #last = 0;
  #forgotten = 0;
  #dropped = 0;

  constructor(limits: JournalLimits, feed = new Feed()) {
    this.#limits = limits;
    this.#feed = feed;
  }

  /** How many are kept. */
  get size(): number {
    return this.#exchanges.length - this.#first;
  }

  /** What they are taken to hold. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The sequence of the newest that it has forgotten; 0 where it has all. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** How many had to make room for others since it was last emptied. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The number of the next exchange; known before the answer, because problems name it. */
  nextNumber(): number {
    this.#last += 1;
    return this.#last;
  }

  record(whole: Exchange): void {
    const exchange = withBodiesCut(whole, this.#limits.body);
    this.#byId.set(exchange.id, exchange);
    this.#exchanges.push(exchange);
    this.#sequences.push(this.#feed.next());
    this.#bytes += sizeOf(exchange);
    while (this.size > this.#limits.count || (this.#bytes > this.#limits.bytes && this.size > 1)) {
      this.#dropOldest();
    }
    this.#feed.tellExchange(exchange);
  }

  /** An empty one that counts on from here, tells nobody, and keeps bodies whole. */
  fork(): Journal {
    const fork = new Journal({ ...this.#limits, body: Infinity });
    fork.#last = this.#last;
    return fork;
  }

  get(id: string): Exchange | undefined {
    return this.#byId.get(id);
  }

  page({ offset = 0, limit = 100 }: { offset?: number; limit?: number } = {}): JournalPage {
    const end = Math.max(this.#first, this.#exchanges.length - offset);
    const start = Math.max(this.#first, end - limit);
    return { exchanges: present(this.#exchanges.slice(start, end)).reverse(), total: this.size };
  }

  /** So many that were recorded after that sequence, the oldest first. */
  after(sequence: number, limit: number): readonly Recorded[] {
    const start = this.#firstAfter(sequence);
    return present(this.#exchanges.slice(start, start + limit)).map((exchange, index) => ({
      exchange,
      sequence: this.#sequences[start + index] ?? 0,
    }));
  }

  /** The place of an exchange among all that were recorded; undefined where it is not kept. */
  sequenceOf(exchange: Exchange): number | undefined {
    const index = this.#exchanges.indexOf(exchange, this.#first);
    return index < 0 ? undefined : this.#sequences[index];
  }

  /** Forgets the exchanges; numbers go on, so that no old link shows another exchange. */
  clear(): void {
    this.#forgotten = this.#sequences.at(-1) ?? this.#forgotten;
    this.#byId.clear();
    this.#exchanges = [];
    this.#sequences = [];
    this.#first = 0;
    this.#bytes = 0;
    this.#dropped = 0;
  }

  /** Forgets the exchanges and the numbers: the next one is the first. */
  reset(): void {
    this.clear();
    this.#last = 0;
  }

  #dropOldest(): void {
    const oldest = this.#exchanges[this.#first];
    if (!oldest) return;
    this.#bytes -= sizeOf(oldest);
    this.#dropped += 1;
    // One that began before a reset and ended after it has the id of another.
    if (this.#byId.get(oldest.id) === oldest) this.#byId.delete(oldest.id);
    this.#forgotten = this.#sequences[this.#first] ?? this.#forgotten;
    this.#exchanges[this.#first] = undefined;
    this.#first += 1;
    if (this.#first < worthMoving || this.#first * 2 < this.#exchanges.length) return;
    this.#exchanges = this.#exchanges.slice(this.#first);
    this.#sequences = this.#sequences.slice(this.#first);
    this.#first = 0;
  }

  /** The index of the first after a sequence: they only ever grow. */
  #firstAfter(sequence: number): number {
    let [low, high] = [this.#first, this.#sequences.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sequences[middle] ?? 0) > sequence) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function present(exchanges: readonly (Exchange | undefined)[]): Exchange[] {
  return exchanges.filter((exchange) => exchange !== undefined);
}

/** A flat thousand for an exchange as such, and all that whoever asks or answers can make long; the same each time. */
function sizeOf({ request, response, violations }: Exchange): number {
  const { path, query, body } = request;
  let size = 1000 + path.length + query.length + body.length + response.body.length;
  size += lengthOf(request.headers) + lengthOf(response.headers);
  for (const { pointer, message } of violations) size += 300 + pointer.length + message.length;
  return size;
}

function lengthOf(headers: Exchange["request"]["headers"]): number {
  let length = 0;
  for (const name in headers) length += name.length + (headers[name]?.length ?? 0);
  return length;
}

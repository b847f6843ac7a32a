import type { Limit } from "./limit.ts";

interface Window {
  readonly since: number;
  count: number;
}

/** Windows that a session keeps; beyond that it forgets the one that began first. */
const mostWindows = 1000;

/**
 * Counts requests in fixed windows, each of which begins with the first request after the one before it is over.
 * Nothing runs by itself: a window that is over is forgotten when the next request comes, or when others need its place.
 */
export class Windows {
  /** In the order in which they began. */
  readonly #windows = new Map<string, Window>();

  /** Counts one request at that time; when it is one too many, the seconds (rounded up) until it would not be. */
  count(name: string, limit: Limit, now: number): number | undefined {
    const window = this.#at(name, limit, now) ?? this.#begin(name, now);
    window.count++;
    return window.count > limit.requests ? secondsLeft(window, limit, now) : undefined;
  }

  /** Whether a request at that time would be one too many; counts nothing. */
  isFull(name: string, limit: Limit, now: number): boolean {
    return (this.#at(name, limit, now)?.count ?? 0) >= limit.requests;
  }

  /** The same to go on from. */
  fork(): Windows {
    const fork = new Windows();
    for (const [name, window] of this.#windows) fork.#windows.set(name, { ...window });
    return fork;
  }

  reset(): void {
    this.#windows.clear();
  }

  /** A clock that was set back begins a new window. */
  #at(name: string, { within }: Limit, now: number): Window | undefined {
    const window = this.#windows.get(name);
    return window && now >= window.since && now - window.since < within ? window : undefined;
  }

  #begin(name: string, now: number): Window {
    const window = { since: now, count: 0 };
    this.#windows.delete(name);
    this.#windows.set(name, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > mostWindows && oldest !== undefined) this.#windows.delete(oldest);
    return window;
  }
}

function secondsLeft({ since }: Window, { within }: Limit, now: number): number {
  return Math.ceil((since + within - now) / 1000);
}

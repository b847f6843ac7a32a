import type { Timer } from "../ports.ts";
import { longestDelay } from "../trouble/delay.ts";

/** Connections that may stall at once: a server has only so many, and others want to be answered, too. */
const mostStalled = 1000;

export const realTimer: Timer = (milliseconds, call) => {
  const timer = setTimeout(call, milliseconds);
  return () => clearTimeout(timer);
};

/** Who waits for an answer, and may go away: the response of a server, say. */
export interface Waiting {
  readonly destroyed: boolean;
  on(event: "close", gone: () => void): unknown;
  off(event: "close", gone: () => void): unknown;
}

/** Answers that are kept waiting on purpose. None outlives its client, and none keeps the server from stopping. */
export class Holding {
  readonly #timer: Timer;
  /** What ends each wait at once. */
  readonly #waiting = new Set<() => void>();
  /** The same of those that stall, the oldest first. */
  readonly #stalled = new Set<() => void>();
  #isOver = false;
  #inside = 0;
  #left: (() => void) | undefined;

  constructor(timer: Timer) {
    this.#timer = timer;
  }

  /** Goes on after so many milliseconds; at once when the server stops, and never when the client is gone by then. */
  wait(response: Waiting, milliseconds: number, goOn: () => void): void {
    if (response.destroyed) return;
    if (this.#isOver || milliseconds <= 0) goOn();
    else this.#hold(response, { milliseconds, goOn, among: this.#waiting });
  }

  /** Says nothing until the client gives up; the connection ends with the server, in ten minutes, or when too many stall. */
  stall(response: Waiting, goOn: () => void): void {
    if (this.#isOver) {
      goOn();
      return;
    }
    const [oldest] = this.#stalled;
    if (this.#stalled.size >= mostStalled) oldest?.();
    this.#hold(response, { milliseconds: longestDelay, goOn, among: this.#stalled });
  }

  /** Lets everything go: what waits is answered, what stalls is cut off, now and from now on. */
  release(): void {
    this.#isOver = true;
    for (const end of [...this.#stalled, ...this.#waiting]) end();
  }

  /** A request has come whose answer is not known yet. */
  enter(): void {
    this.#inside += 1;
  }

  /** Its answer is known. */
  leave(): void {
    this.#inside -= 1;
    if (this.#inside === 0) this.#left?.();
  }

  /** Resolves when every answer is known. */
  left(): Promise<void> {
    if (this.#inside === 0) return Promise.resolve();
    return new Promise((resolve) => (this.#left = resolve));
  }

  #hold(response: Waiting, { milliseconds, goOn, among }: Hold): void {
    const forget = () => {
      cancel();
      among.delete(end);
      response.off("close", forget);
    };
    const end = () => {
      forget();
      goOn();
    };
    const cancel = this.#timer(milliseconds, end);
    among.add(end);
    response.on("close", forget);
  }
}

interface Hold {
  readonly milliseconds: number;
  readonly goOn: () => void;
  readonly among: Set<() => void>;
}

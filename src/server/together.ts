// As it was when this was loaded: a mock inside of a test must answer while the test's own timers stand still.
import { setImmediate } from "node:timers";

/** Requests told together at most, so that the first of many need not wait for the last. */
const most = 32;

/**
 * Lets requests that came in together be told together, each step for all of them before the next one. Between two reads
 * from the network a processor has forgotten the code that tells a request: told one after the other, each pays for that.
 * Resolves once a turn of the event loop has brought nothing more, or there are enough.
 */
export function createBatches(): () => Promise<void> {
  let next: Batch | undefined;
  return () => {
    if (next === undefined || next.isBegun) next = new Batch();
    next.join();
    return next.begun;
  };
}

class Batch {
  readonly begun: Promise<void>;
  isBegun = false;
  #waiting = 0;
  #resolve: () => void = () => undefined;

  constructor() {
    this.begun = new Promise((resolve) => (this.#resolve = resolve));
    setImmediate(() => this.#look(0));
  }

  join(): void {
    this.#waiting += 1;
    if (this.#waiting === most) this.#begin();
  }

  /** `before`: how many there were a turn ago. */
  #look(before: number): void {
    if (this.isBegun) return;
    const now = this.#waiting;
    if (now === before) this.#begin();
    else setImmediate(() => this.#look(now));
  }

  #begin(): void {
    this.isBegun = true;
    this.#resolve();
  }
}

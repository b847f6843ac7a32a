/** Named counts. Beyond `most` names the oldest is forgotten, so that a session's memory stays flat. */
export class Counts {
  readonly values = new Map<string, number>();
  readonly #most: number;
  /**
   * Walks the names once, oldest first. Asking a fresh iterator for the first name instead would step over every
   * name forgotten since the map was last rehashed.
   */
  #oldest: Iterator<string, undefined> | undefined;

  constructor(most = Infinity) {
    this.#most = most;
  }

  get(name: string): number {
    return this.values.get(name) ?? 0;
  }

  increment(name: string): number {
    const next = this.get(name) + 1;
    this.values.set(name, next);
    if (this.values.size > this.#most) this.#forgetOldest();
    return next;
  }

  #forgetOldest(): void {
    this.#oldest ??= this.values.keys();
    const { value } = this.#oldest.next();
    if (value !== undefined) this.values.delete(value);
  }
}

/** Deeper places are told of by what holds them, so that whoever looks may recurse. */
const deepest = 500;

/** A place that is looked for in a text, and those below it; a member is met once, however many are looked for. */
export class Wanted {
  readonly children = new Map<string, Wanted>();
  /** Where in the text it is written; undefined until it is found. */
  offset: number | undefined;
  readonly #parent: Wanted | undefined;

  constructor(parent?: Wanted) {
    this.#parent = parent;
  }

  /** The place of a pointer below this one. */
  add(segments: readonly string[]): Wanted {
    return segments.slice(0, deepest).reduce((place: Wanted, segment) => place.#child(segment), this);
  }

  /** Its offset, or that of what should have held it. */
  get nearest(): number {
    return this.offset ?? this.#parent?.nearest ?? 0;
  }

  #child(segment: string): Wanted {
    const known = this.children.get(segment);
    if (known) return known;
    const child = new Wanted(this);
    this.children.set(segment, child);
    return child;
  }
}

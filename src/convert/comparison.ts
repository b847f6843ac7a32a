import type { Difference, Meaning } from "./difference.ts";
import type { Aspect, Page } from "./model.ts";
import type { Version } from "./version.ts";

/** A thing some captures state. */
export interface Statement<T> {
  readonly what: string;
  /** The captures that state it, the richest first. */
  readonly stated: readonly Version<T>[];
  /** The captures that were asked and do not state it. */
  readonly absent: readonly Page[];
  /** Absent: every layout shows it. */
  readonly aspect?: Aspect | undefined;
  /** What captures that do not state it give away elsewhere. */
  readonly hints?: Difference["stated"];
  /** How a value is told to people, and compared. */
  readonly tell: (value: T) => string;
}

/** Compares the captures of one operation, place by place, and notes every difference. */
export class Comparison {
  private readonly operation: string;
  private readonly at: readonly string[];
  private readonly notes: Difference[];

  constructor(operation: string, notes: Difference[], at: readonly string[] = []) {
    this.operation = operation;
    this.notes = notes;
    this.at = at;
  }

  /** The same comparison, one place further down. */
  below(place: string): Comparison {
    return new Comparison(this.operation, this.notes, [...this.at, place]);
  }

  note(parts: Pick<Difference, "what" | "stated" | "absentFrom" | "meaning" | "outcome">): void {
    this.notes.push({ operation: this.operation, at: this.at, ...parts });
  }

  /** Notes who lacks a thing; what that means depends on whether their layouts show such things. */
  noteAbsences<T>({ what, stated, absent, aspect, hints = [], tell }: Statement<T>): void {
    const [first] = stated;
    if (!first) return;
    const shown = (page: Page) => aspect === undefined || page.shows.has(aspect);
    const lacking: readonly (readonly [Meaning, readonly Page[]])[] = [
      ["absent", absent.filter(shown)],
      ["not shown", absent.filter((page) => !shown(page))],
    ];
    for (const [meaning, pages] of lacking) {
      if (pages.length === 0) continue;
      this.note({
        what,
        stated: [
          ...told(stated, tell),
          ...hints.filter(({ capture }) => pages.some((page) => page.capture === capture)),
        ],
        absentFrom: pages.map(({ capture }) => capture),
        meaning,
        outcome: "kept",
      });
    }
  }

  /** The richest capture's statement; contradictions and absences are noted. */
  pick<T>(statement: Statement<T>): T | undefined {
    const { what, stated, tell } = statement;
    const [first] = stated;
    if (!first) return undefined;
    if (stated.some(({ value }) => tell(value) !== tell(first.value))) {
      this.note({
        what,
        stated: told(stated, tell),
        absentFrom: [],
        meaning: "contradicts",
        outcome: tell(first.value),
      });
    }
    this.noteAbsences(statement);
    return first.value;
  }
}

/** Statements as a difference tells them. */
export function told<T>(stated: readonly Version<T>[], tell: (value: T) => string): Difference["stated"] {
  return stated.map(({ page, value }) => ({ capture: page.capture, value: tell(value) }));
}

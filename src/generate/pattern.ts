import { compilePattern, type Pattern } from "../schema/pattern.ts";
import { below, fraction, mix } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import { PatternReader, type Part, type Range } from "./pattern-syntax.ts";

/** How many characters a string may have, inclusive. */
export interface Lengths {
  readonly least: number;
  readonly most: number;
}

/** Makes strings that match a pattern. */
export interface PatternSource {
  readonly pattern: string;
  /** A string of the pattern, of a length within bounds where the pattern has one; by the seed alone. */
  make(seed: number): string;
  /** Whether everything it makes is known to match. */
  readonly exact: boolean;
  /** Whether a string matches; never holds the process up. */
  test(text: string): boolean;
}

type Effort = "natural" | "short" | "long";

const longest = 50_000;
const mostSteps = 200_000;

/** Reads a pattern; throws Impossible where strings cannot be made from it. */
export function patternSource(pattern: string, lengths: Lengths): PatternSource {
  const { part, exact } = new PatternReader(pattern).read();
  const matcher = compiled(pattern);
  const least = leastOf(part);
  if (least > lengths.most)
    throw new Impossible(`the pattern ${pattern} needs more than ${lengths.most} characters`);
  const make = (seed: number): string => {
    const natural = write(part, {
      seed,
      steps: 0,
      effort: "natural",
      extra: lengths.most - least,
      wide: !exact,
    });
    if (natural.length >= lengths.least && natural.length <= lengths.most) return natural;
    const effort = natural.length > lengths.most ? "short" : "long";
    const extra = Math.max(lengths.least - least, 0);
    const text = write(part, { seed, steps: 0, effort, extra, wide: !exact });
    return text.length < lengths.least ? padded(text) : text;
  };
  /** What a pattern has no end or no start for may go on there. */
  const padded = (text: string): string => {
    const more = "x".repeat(lengths.least - text.length);
    return [text + more, more + text].find((one) => matcher.test(one)) ?? text;
  };
  return { pattern, make, exact, test: (text) => matcher.test(text) };
}

function compiled(pattern: string): Pattern {
  try {
    return compilePattern(pattern);
  } catch {
    throw new Impossible(`the pattern ${pattern} is not a regular expression`);
  }
}

/** The fewest characters a part takes. */
function leastOf(part: Part): number {
  switch (part.kind) {
    case "set":
      return 1;
    case "repeat":
      return part.least === 0 ? 0 : part.least * leastOf(part.part);
    case "sequence":
      return part.parts.reduce((sum, one) => sum + leastOf(one), 0);
    case "options":
      return Math.min(...part.options.map(leastOf));
  }
}

/** Whether a part can grow without end. */
function grows(part: Part): boolean {
  switch (part.kind) {
    case "set":
      return false;
    case "repeat":
      return part.most > part.least;
    case "sequence":
      return part.parts.some(grows);
    case "options":
      return part.options.some(grows);
  }
}

interface Pen {
  seed: number;
  /** Parts written so far. */
  steps: number;
  readonly effort: Effort;
  /** Characters that may still be added to the least. */
  extra: number;
  /** Draw from all of a set, not from its letters and digits first: something may look for the rest. */
  readonly wide: boolean;
}

function write(part: Part, pen: Pen): string {
  if (pen.steps++ > mostSteps) throw new Impossible("a pattern asks for too much repetition");
  switch (part.kind) {
    case "set":
      return writeSet(part.ranges, pen);
    case "sequence":
      return part.parts.map((one) => write(one, pen)).join("");
    case "options":
      return write(choose(part.options, pen), pen);
    case "repeat":
      return writeRepeat(part, pen);
  }
}

function next(pen: Pen): number {
  return (pen.seed = mix(pen.seed, 0x5bd1e995));
}

function choose(options: readonly Part[], pen: Pen): Part {
  const drawn = options[below(next(pen), options.length)] ?? { kind: "sequence", parts: [] };
  if (pen.effort === "short") return options.reduce((a, b) => (leastOf(b) < leastOf(a) ? b : a), drawn);
  if (pen.effort === "long") return grows(drawn) ? drawn : (options.find(grows) ?? drawn);
  return drawn;
}

function writeRepeat(part: Part & { kind: "repeat" }, pen: Pen): string {
  const size = Math.max(1, leastOf(part.part));
  const room = Math.min(part.most - part.least, Math.ceil(pen.extra / size));
  const wish =
    part.most === Infinity
      ? (part.least === 0 ? 1 : 0) + below(next(pen), 7)
      : below(next(pen), part.most - part.least + 1);
  const more =
    pen.effort === "short" ? 0 : pen.effort === "long" ? room : Math.min(wish, Math.floor(pen.extra / size));
  pen.extra -= more * size;
  const count = part.least + more;
  let text = "";
  for (let i = 0; i < count; i++) {
    text += write(part.part, pen);
    if (text.length > longest) throw new Impossible(`a pattern asks for more than ${longest} characters`);
  }
  return text;
}

const likely: readonly Range[] = [
  [97, 122],
  [48, 57],
  [65, 90],
];

function writeSet(ranges: readonly Range[], pen: Pen): string {
  const preferred = pen.wide
    ? []
    : likely.flatMap(([from, to]) =>
        ranges.flatMap(([a, b]) => overlap([Math.max(a, from), Math.min(b, to)])),
      );
  const from = preferred.length > 0 ? preferred : ranges;
  const total = from.reduce((sum, [a, b]) => sum + b - a + 1, 0);
  if (total <= 0) throw new Impossible("a pattern has an empty class of characters");
  let left = Math.floor(fraction(next(pen)) * total);
  for (const [a, b] of from) {
    if (left <= b - a) return String.fromCodePoint(a + left);
    left -= b - a + 1;
  }
  return "";
}

function overlap([from, to]: Range): readonly Range[] {
  return from <= to ? [[from, to]] : [];
}

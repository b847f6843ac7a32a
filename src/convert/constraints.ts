import { readValue, splitValues } from "./constraint-values.ts";
import type { Constraints } from "./model.ts";
import type { TypeNotation } from "./type-notation.ts";

/** A paragraph of constraint sentences, read; `unreadable` names a value that does not fit the type. */
export interface ConstraintReading {
  readonly constraints: Constraints;
  readonly unreadable: string | undefined;
}

interface Cut {
  readonly rest: string;
  /** What the sentence says, without its full stop. */
  readonly said: string | undefined;
}

const PATTERN =
  /(?:^|(?<=\. ))(Format should match the following pattern|Format of each should match[^:]*): /;

/** What the sentences of a paragraph say, before their values are read. */
interface Sentences {
  readonly counts: Constraints;
  readonly pattern: { readonly said: string; readonly each: boolean } | undefined;
  /** Empty: none are listed. */
  readonly values: readonly string[];
  /** Empty: there is no default. */
  readonly byDefault: readonly string[];
}

/**
 * Reads a paragraph that consists of constraint sentences; undefined for any other prose.
 * It is read backwards (default, values, pattern, counts): a regular expression may hold `. ` and `: `,
 * so only what follows it can be cut off safely.
 */
export function readConstraints(
  paragraph: string,
  type: TypeNotation | undefined,
): ConstraintReading | undefined {
  const sentences = readSentences(paragraph.trim());
  if (!sentences) return undefined;
  const { counts, pattern, values, byDefault } = sentences;
  const itemType = type?.alternatives.length === 1 ? type.alternatives[0]?.items : undefined;
  const read = values.map((text) => readValue(text, itemType ?? type));
  const preset = byDefault.map((text) => readValue(text, type));
  const listed = read.length > 0 ? { enum: read } : {};
  const matched = pattern ? { pattern: pattern.said } : {};
  const ofItems = itemType ? listed : {};
  const ofOwn = itemType ? {} : listed;
  const each = pattern?.each ?? false;
  return {
    constraints: {
      own: {
        ...counts.own,
        ...ofOwn,
        ...(preset.length > 0 ? { default: preset[0] } : {}),
        ...(each ? {} : matched),
      },
      items: { ...counts.items, ...ofItems, ...(each ? matched : {}) },
    },
    unreadable: [...values, ...byDefault].find((_, at) => [...read, ...preset][at] === undefined),
  };
}

function readSentences(text: string): Sentences | undefined {
  const byDefault = cutLast(text, "Default value is ");
  const several = cutLast(byDefault.rest, "Values are ");
  const single =
    several.said === undefined ? cutLast(several.rest, "Value is ") : { rest: several.rest, said: undefined };
  const pattern = cutPattern(single.rest);
  const counts = readCounts(pattern.rest);
  const list = several.said === undefined ? undefined : splitValues(several.said);
  // One value in a list, or a value of several words, is prose: "Values are in seconds.", "Value is the sum."
  if (text === "" || !counts || list?.length === 1 || /\s/.test(single.said ?? "")) return undefined;
  return {
    counts,
    pattern: pattern.said === undefined ? undefined : { said: pattern.said, each: pattern.each },
    values: list ?? asList(single.said),
    byDefault: asList(byDefault.said),
  };
}

function asList(said: string | undefined): string[] {
  return said === undefined ? [] : [said];
}

function cutLast(text: string, opening: string): Cut {
  for (
    let at = text.lastIndexOf(opening);
    at !== -1;
    at = at === 0 ? -1 : text.lastIndexOf(opening, at - 1)
  ) {
    if ((at === 0 || text.slice(0, at).endsWith(". ")) && text.endsWith(".")) {
      return { rest: text.slice(0, at).trimEnd(), said: text.slice(at + opening.length, -1) };
    }
  }
  return { rest: text, said: undefined };
}

function cutPattern(text: string): Cut & { each: boolean } {
  const opening = PATTERN.exec(text);
  if (!opening || !text.endsWith(".")) return { rest: text, said: undefined, each: false };
  return {
    rest: text.slice(0, opening.index).trimEnd(),
    said: text.slice(opening.index + opening[0].length, -1),
    each: opening[0].startsWith("Format of each"),
  };
}

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`;

/** `low` and `high` are a sentence's numbers; `each` says that they hold for an array's items. */
const COUNTS = [
  {
    sentence:
      /^Minimum length(?<each> of each)? is (?<low>\d+)(?:, maximum length(?: of each)? is (?<high>\d+))?\./,
    low: "minLength",
    high: "maxLength",
  },
  { sentence: /^Maximum length(?<each> of each)? is (?<high>\d+)\./, low: "minLength", high: "maxLength" },
  {
    sentence: new RegExp(
      `^Minimum value(?<each> of each)? is (?<low>${NUMBER})(?:, maximum value(?: of each)? is (?<high>${NUMBER}))?\\.`,
    ),
    low: "minimum",
    high: "maximum",
  },
  {
    sentence: new RegExp(`^Maximum value(?<each> of each)? is (?<high>${NUMBER})\\.`),
    low: "minimum",
    high: "maximum",
  },
  {
    sentence: /^At least (?<low>\d+)(?: but not more than (?<high>\d+))? elements?\./,
    low: "minItems",
    high: "maxItems",
  },
  { sentence: /^Not more than (?<high>\d+) elements?\./, low: "minItems", high: "maxItems" },
] as const;

function readCounts(text: string): Constraints | undefined {
  const found: { own: Record<string, number>; items: Record<string, number> } = { own: {}, items: {} };
  let rest = text;
  while (rest !== "") {
    const hit = COUNTS.map((count) => ({ ...count, match: count.sentence.exec(rest) })).find(
      ({ match }) => match,
    );
    if (!hit?.match) return undefined;
    const { each, low, high } = hit.match.groups ?? {};
    const target = each ? found.items : found.own;
    if (low) target[hit.low] = Number(low);
    if (high) target[hit.high] = Number(high);
    rest = rest.slice(hit.match[0].length).trimStart();
  }
  return found;
}

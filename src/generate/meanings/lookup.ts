import { business } from "./business.ts";
import { identifiers, machinery, primaryId } from "./identity.ts";
import type { Meaning } from "./meaning.ts";
import { momentName, moments, spans } from "./moments.ts";
import { people } from "./people.ts";
import { places } from "./places.ts";
import { prose } from "./prose.ts";
import { flags, qualities } from "./qualities.ts";
import { ranges } from "./ranges.ts";
import { translations } from "./translations.ts";
import { hinted } from "./words.ts";

/** Where a schema stands, as far as names go. */
export interface Position {
  /** The property's words; the singular of the list's for an item; empty at the top. */
  readonly words: string;
  /** The kind of the object around it and what that is called. */
  readonly context: string;
  /** Whether it tells one of a list from the others. */
  readonly primary: boolean;
}

export type Wanted = "text" | "number" | "flag";

const timeFormats = new Set(["date", "date-time"]);
// Earlier tables win: an identifier of a person is an identifier.
const byName = [
  ...identifiers,
  ...translations,
  ...ranges,
  ...people,
  ...places,
  ...spans.slice(0, 2),
  ...business,
  ...prose,
  ...machinery,
  ...qualities,
  ...spans,
];

const having = (...columns: readonly (keyof Meaning)[]): readonly Meaning[] =>
  byName.filter((meaning) => columns.some((column) => meaning[column] !== undefined));
/** The tables for each column, and, for strings, for each format. */
const tables = {
  text: having("text", "instant"),
  number: having("number", "instant"),
  flag: [...having("flag"), ...flags],
} as const;
const withFormat = tables.text.filter(
  (meaning) => meaning.formats !== undefined || meaning.instant !== undefined,
);
/** Identifiers that look like somebody's: a platform's digits, a UUID. */
const special = identifiers.slice(0, -1);
const births = people.filter((meaning) => meaning.instant !== undefined);

export interface About {
  /** Only what fits this format of a string. */
  readonly format?: string | undefined;
  readonly description?: string | undefined;
}

/** What a name means for a type, by the first line of the tables that has something for it. */
export function meaningOf(
  position: Position,
  wanted: Wanted,
  { format, description }: About,
): Meaning | undefined {
  if (wanted === "flag") return first(tables.flag, position);
  if (position.primary && format === undefined)
    return (wanted === "text" ? first(special, position) : undefined) ?? primaryId;
  const moment = momentOf(position, format);
  if (moment) return moment;
  if (format !== undefined) {
    return withFormat.find(
      (meaning) => meaning.formats?.includes(format) === true && fits(meaning, position),
    );
  }
  const named = first(tables[wanted], position);
  if (named !== undefined) return named;
  const hint = hinted(description);
  return hint === undefined ? undefined : meaningOf({ ...position, words: hint }, wanted, {});
}

function momentOf(position: Position, format: string | undefined): Meaning | undefined {
  const isTime = format !== undefined && timeFormats.has(format);
  if (format !== undefined && !isTime) return undefined;
  return (
    first(births, position) ??
    (isTime || momentName.test(position.words) ? first(moments, position) : undefined)
  );
}

function first(meanings: readonly Meaning[], position: Position): Meaning | undefined {
  return meanings.find((meaning) => fits(meaning, position));
}

function fits({ name, of }: Meaning, { words, context }: Position): boolean {
  return name.test(words) && (of === undefined || of.test(context));
}

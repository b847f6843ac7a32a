import { readType, readTypePrefix, type TypeNotation } from "./type-notation.ts";

/** The line that introduces an attribute: `name type Required`. */
export interface AttributeLine {
  /** Empty: the page lost it and shows the type alone. */
  readonly name: string;
  readonly type: TypeNotation | undefined;
  readonly flags: ReadonlySet<string>;
}

const FLAG =
  /^(Required|Additional properties|Deprecated|Read-only|Write-only|Beta|Technical preview|Generally available|Added in \S+)(?:;?\s+|;?$)/;

/** Badges of an operation or flags of an attribute; undefined where the text holds anything else. */
export function readFlags(text: string): string[] | undefined {
  const flags: string[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const match = FLAG.exec(rest);
    if (!match?.[1]) return undefined;
    flags.push(match[1].replace(/;$/, ""));
    rest = rest.slice(match[0].length);
  }
  return flags;
}

/**
 * Reads `NAME [TYPE] [flags]` or, where the name was lost, `TYPE [flags]`.
 * Undefined for anything else: the first word of a description is never a name.
 */
export function readAttributeLine(text: string): AttributeLine | undefined {
  const [, name = "", after = ""] = /^(\S+)\s*(.*)$/.exec(text) ?? [];
  const named = readTypeAndFlags(after);
  const nameless = readTypePrefix(text);
  // A property may well be called `object`, but only where a type of its own follows is that certain.
  if (nameless && !named?.type) {
    const flags = readFlags(nameless.rest);
    if (flags) return { name: "", type: nameless.type, flags: new Set(flags) };
  }
  return named && name !== "" ? { name, ...named } : undefined;
}

function readTypeAndFlags(text: string): Omit<AttributeLine, "name"> | undefined {
  const typed = readTypePrefix(text);
  const flags = readFlags(typed ? typed.rest : text);
  return flags && { type: typed?.type, flags: new Set(flags) };
}

/** `Hide roles attributes Show roles attributes object`: who has children here, and whether just one. */
export interface Label {
  /** A property, `response`, `headers`, `*` or nothing. */
  readonly of: string;
  readonly singular: boolean;
  readonly type: TypeNotation | undefined;
}

const LABEL = /^Hide (?:(\S+) )?attribute(s?) Show (?:\S+ )?attributes?(?: (.+))?$/;

/** Reads a Hide/Show label. */
export function readLabel(text: string): Label | undefined {
  const match = LABEL.exec(text);
  return match
    ? { of: match[1] ?? "", singular: match[2] === "", type: readType(match[3] ?? "") }
    : undefined;
}

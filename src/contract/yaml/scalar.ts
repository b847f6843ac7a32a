/** Thrown where a text is not of the plain kind that is read fast; the whole library reads it then, or says what is wrong. */
export class NotPlain extends Error {}

const number = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

/** A plain scalar by YAML 1.2's core schema: `on`, `no` and `2020-01-01` are texts. */
export function scalarOf(text: string): unknown {
  const first = text.charCodeAt(0);
  // Most are words: a number begins with + - . or a digit.
  if (first > 57 && text.length > 5) return text;
  if (words.has(text)) return words.get(text);
  if (first > 57 || first < 43) return text;
  if (number.test(text)) return Number(text);
  if (/^0o[0-7]+$|^0x[\da-fA-F]+$|^[-+]?\.(?:inf|nan)$/i.test(text)) throw new NotPlain();
  return text;
}

/** What a line holds before its comment, without the space around it. */
export function withoutComment(text: string): string {
  if (!text.includes("#")) return text.trim();
  const [, before = ""] = /^(.*?)(?:(?:^|[ \t])#.*)?$/s.exec(text) ?? [];
  return before.trim();
}

/** Where a `"…"` or `'…'` that opens at `start` closes; -1 where it does not in this text. */
export function closingQuote(text: string, start: number): number {
  const quote = text[start];
  for (let end = text.indexOf(quote ?? "", start + 1); end >= 0; end = text.indexOf(quote ?? "", end + 1)) {
    if (quote === "'") {
      if (text[end + 1] !== "'") return end;
      end++;
    } else if (!isEscaped(text, end)) return end;
  }
  return -1;
}

/** Whether an odd number of backslashes stands before a place. */
export function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}

const escape = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^]?)/g;
const escapes = new Map([
  ...Object.entries({
    "0": "\0",
    a: "\x07",
    b: "\b",
    e: "\x1b",
    f: "\f",
    n: "\n",
    r: "\r",
    t: "\t",
    v: "\v",
  }),
  ...Object.entries({
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    N: "\x85",
    _: "\xa0",
    L: "\u2028",
    P: "\u2029",
  }),
]);

/** The text between quotes. */
export function unquoted(inside: string, quote: string): string {
  if (quote === "'") return inside.replaceAll("''", "'");
  if (!inside.includes("\\")) return inside;
  return inside.replace(escape, (written) => {
    const code = written.length > 2 ? Number.parseInt(written.slice(2), 16) : undefined;
    if (code !== undefined && code <= 0x10ffff) return String.fromCodePoint(code);
    const character = escapes.get(written.slice(1));
    if (character === undefined) throw new NotPlain();
    return character;
  });
}

/** One line of two columns: what was wanted, and what came. */
export interface Row {
  readonly left: string;
  readonly right: string;
  /** Marked at the front. */
  readonly differs: boolean;
}

/** Of a column: two of them, their marks and the rule between them fit 100 characters. */
const width = 46;
/** A value that needs more lines is cut off. */
const mostLines = 4;

/** Two columns, `!` before each line that differs, at most 100 characters wide. */
export function columns(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(({ left, right, differs }) => {
    const [one, other] = [wrapped(left, width), wrapped(right, width)];
    const lines = Array.from({ length: Math.max(one.length, other.length) }, (_, index) => index);
    return lines.map((index) =>
      `${differs ? "!" : " "} ${padded(one[index] ?? "")} | ${other[index] ?? ""}`.trimEnd(),
    );
  });
}

// Controls, what turns the direction of writing or is not to be seen, ends of lines, and halves of surrogate pairs.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text that a terminal shows and does not obey: what it might obey is written out, as JSON would write it. */
export function visible(text: string): string {
  return text.replace(unsafe, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}

/** The beginning of a text, and whether there was more. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** A text in lines of at most so many columns, between its words where that can be; what needs more than four is cut off. */
export function wrapped(text: string, width: number): string[] {
  if (text.length <= width && plain.test(text)) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of visible(cut(text, width * mostLines)).split(/(?<= )/)) {
    if (widthOf(line + word.trimEnd()) > width && line !== "") {
      lines.push(line.trimEnd());
      line = "";
    }
    for (const character of word) {
      if (widthOf(line) + widthOf(character) > width) {
        lines.push(line);
        line = "";
      }
      line += character;
    }
  }
  lines.push(line.trimEnd());
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), `${(lines[mostLines - 1] ?? "").slice(0, width - 1)}…`];
}

function padded(text: string): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

const plain = /^[\x20-\x7e]*$/;
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** As a terminal shows it: letters of East Asia and pictures take two columns, marks on letters none (UAX 11). */
function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

function columnsOf(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  const isPicture = (character.codePointAt(0) ?? 0) >= 0x1f300;
  return isPicture || wide.test(character) ? 2 : 1;
}

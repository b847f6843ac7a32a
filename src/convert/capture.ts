import { InputError } from "../problem/input-error.ts";

/** One documentation page saved as text; `name` is the file as the user named it. */
export interface Capture {
  readonly name: string;
  readonly text: string;
}

/** One line of a capture: 1-based number, leading spaces, trimmed text without its bullet. */
export interface Line {
  readonly number: number;
  readonly indent: number;
  readonly text: string;
  readonly bullet: boolean;
  /** As the capture has it. */
  readonly raw: string;
}

const BULLET = /^•(?:\s+|$)/;

/** A capture split into lines, and the voice in which a layout doubts it (`warn`) or refuses it (`refuse`). */
export class CaptureText {
  readonly name: string;
  readonly text: string;
  readonly lines: readonly Line[];
  readonly warnings: string[] = [];

  constructor({ name, text }: Capture) {
    this.name = name;
    // Browsers and terminals leave byte order marks, CRLF, tabs and no-break spaces behind.
    this.text = text
      .replace(/^\uFEFF/, "")
      .replace(/\r\n?/g, "\n")
      .replace(/\t/g, "  ")
      .replace(/\u00A0/g, " ");
    this.lines = this.text.split("\n").map(toLine);
  }

  /** The line that holds a character of `text`. */
  lineAt(offset: number): number {
    let line = 1;
    for (let at = this.text.indexOf("\n"); at !== -1 && at < offset; at = this.text.indexOf("\n", at + 1))
      line++;
    return line;
  }

  warn(line: number, message: string): void {
    this.warnings.push(`${this.name}:${line}: ${message}`);
  }

  refuse(line: number, cause: string, help: string): never {
    throw new InputError(cause, { place: `${this.name}:${line}`, help });
  }
}

function toLine(raw: string, index: number): Line {
  const trimmed = raw.trim();
  const bullet = BULLET.test(trimmed);
  return {
    number: index + 1,
    indent: raw.length - raw.trimStart().length,
    text: bullet ? trimmed.replace(BULLET, "") : trimmed,
    bullet,
    raw,
  };
}

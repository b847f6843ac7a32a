import { NotPlain } from "./scalar.ts";

/** The lines of a text, and the place up to which they are read. */
export class Lines {
  readonly #lines: string[];
  /** Number of the line, from 0. */
  at = 0;
  /** Where in the line the part begins that is still to be read: what is before it counts as indentation. */
  column = 0;

  constructor(text: string) {
    this.#lines = text.split("\n");
    if (this.#lines.at(-1) === "") this.#lines.pop();
    if (/^---[ \t]*$/.test(this.line)) this.at++;
  }

  get line(): string {
    return this.#lines[this.at] ?? "";
  }

  get isOver(): boolean {
    return this.at >= this.#lines.length;
  }

  /** Goes on to a line. */
  jump(at: number): void {
    this.at = at;
    this.column = 0;
  }

  /** Goes on to what is next to be read; its column, -1 at the end. Comments and empty lines are passed over. */
  skip(): number {
    for (; !this.isOver; this.at++, this.column = 0) {
      const { line } = this;
      let column = this.column;
      while (line.charCodeAt(column) === 32) column++;
      if (column >= line.length || line[column] === "#") continue;
      if (line[column] === "\t" || (column === 0 && /^(?:---|\.\.\.|%)/.test(line))) throw new NotPlain();
      return (this.column = column);
    }
    return -1;
  }

  /** The lines from `from` on that belong to a text indented by more than `parent`: empty ones, and deeper ones. */
  deeper(from: number, parent: number): string[] {
    const found: string[] = [];
    for (let at = from; at < this.#lines.length; at++) {
      const line = this.#lines[at] ?? "";
      if (indentOf(line) <= parent && line.trim() !== "") break;
      found.push(line);
    }
    return found;
  }
}

/** How many spaces a line begins with. */
export function indentOf(line: string): number {
  let indent = 0;
  while (line.charCodeAt(indent) === 32) indent++;
  return indent;
}

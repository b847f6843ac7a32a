import type { Wanted } from "./wanted.ts";

const space = /[\t\n\r ]*/y;
/** Everything between two brackets or quotes. */
const filler = /[^"[\]{}]*/y;
const scalar = /[^\t\n\r ,\]}]*/y;

/** Finds the offsets of what is wanted in a well-formed JSON text, in one pass over it. */
export function locateInJson(json: string, wanted: Wanted): true {
  const scanner = new Scanner(json);
  scanner.skip(space);
  wanted.offset = scanner.at;
  scanner.settle(wanted);
  return true;
}

class Scanner {
  readonly #json: string;
  at = 0;

  constructor(json: string) {
    this.#json = json;
  }

  /** Moves behind what a sticky expression matches; gives what it was. */
  skip(expression: RegExp): string {
    expression.lastIndex = this.at;
    const [found = ""] = expression.exec(this.#json) ?? [];
    this.at += found.length;
    return found;
  }

  /** From the first character of a value to behind its last; recurses only as deep as somebody asks. */
  settle(wanted: Wanted): void {
    const opening = this.#json[this.at];
    if (wanted.children.size === 0 || (opening !== "{" && opening !== "[")) this.#skipValue();
    else this.#settleMembers(wanted, opening === "{");
  }

  #settleMembers(wanted: Wanted, isObject: boolean): void {
    for (let index = 0; ; index++) {
      this.at += 1;
      this.skip(space);
      // The end of what holds nothing.
      if (/[\]}]/.test(this.#json[this.at] ?? "]")) break;
      const offset = this.at;
      const name = isObject ? this.#key() : String(index);
      const child = wanted.children.get(name);
      if (child) {
        child.offset = offset;
        this.settle(child);
      } else {
        this.#skipValue();
      }
      this.skip(space);
      if (this.#json[this.at] !== ",") break;
    }
    this.at += 1;
  }

  /** A member's name; moves to its value. */
  #key(): string {
    const raw = this.#skipText();
    this.skip(space);
    this.at += 1;
    this.skip(space);
    return raw.includes("\\") ? (JSON.parse(raw) as string) : raw.slice(1, -1);
  }

  #skipValue(): void {
    const first = this.#json[this.at];
    if (first === '"') this.#skipText();
    else if (first !== "{" && first !== "[") this.skip(scalar);
    else this.#skipNested();
  }

  /** By hand: an expression would keep a state for each character of a text that may be megabytes long. */
  #skipText(): string {
    const start = this.at;
    do this.at += this.#json[this.at] === "\\" ? 2 : 1;
    while (this.#json[this.at] !== '"' && this.at < this.#json.length);
    this.at += 1;
    return this.#json.slice(start, this.at);
  }

  #skipNested(): void {
    let depth = 0;
    do {
      const char = this.#json[this.at];
      if (char === '"') this.#skipText();
      else this.at += 1;
      if (char === "{" || char === "[") depth += 1;
      if (char === "}" || char === "]") depth -= 1;
      if (depth > 0) this.skip(filler);
    } while (depth > 0 && this.at < this.#json.length);
  }
}

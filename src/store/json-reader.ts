/** The text is not what it should be; `at` is the offset where that shows. */
export class Misread extends Error {
  override readonly name = "Misread";
  readonly at: number;

  constructor(cause: string, at: number) {
    super(cause);
    this.at = at;
  }
}

const opening = new Set(["{", "["]);
// eslint-disable-next-line no-control-regex -- RFC 8259 section 7: in strings they have to be escaped
const inString = /[^"\\\u0000-\u001f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Reads JSON piece by piece, so that a large file neither holds the event loop nor has to be parsed where it did not
 * change, and so that every error has a position (not all of JSON.parse's have). As strict as JSON.parse.
 */
export class JsonReader {
  readonly text: string;
  #at: number;
  /** Where the last token ended, blanks after it not counted. */
  #end = 0;
  #lineEnd = -1;

  constructor(text: string, at = 0) {
    this.text = text;
    this.#at = at;
    this.#blank();
  }

  /** Offset of what comes next. */
  get at(): number {
    return this.#at;
  }

  /** The next character that is not blank; empty at the end. */
  peek(): string {
    return this.text.charAt(this.#at);
  }

  fail(cause: string, at = this.#at): never {
    throw new Misread(at >= this.text.length ? "the file ends in the middle" : cause, at);
  }

  /** The names of an object; each value is to be read before the next name is asked for. */
  *members(what: string): Generator<string> {
    if (this.peek() !== "{") this.fail(`${what} should be an object`);
    for (let more = this.#enter("}"); more; more = this.#more("}")) yield this.#name();
  }

  /** The offsets of an array's items; each item is to be read before the next is asked for. */
  *items(what: string): Generator<number> {
    if (this.peek() !== "[") this.fail(`${what} should be an array`);
    for (let more = this.#enter("]"); more; more = this.#more("]")) yield this.#at;
  }

  /** Steps over a value of any depth and returns its text. */
  skip(): string {
    const start = this.#at;
    const closers: string[] = [];
    do {
      if (opening.has(this.peek())) {
        const closer = this.peek() === "{" ? "}" : "]";
        if (this.#enter(closer)) {
          closers.push(closer);
          if (closer === "}") this.#name();
          continue;
        }
      } else this.#scalar();
      this.#leave(closers);
    } while (closers.length > 0);
    return this.text.slice(start, this.#end);
  }

  value(): unknown {
    const line = this.#objectOnLine();
    if (line) return line.value;
    return JSON.parse(this.skip());
  }

  /** Steps over an object that has this very text, which is much faster than reading it again; false if it has not. */
  skipKnown(json: string): boolean {
    // Compared as strings, at memcmp's speed; startsWith goes character by character.
    if (this.text.slice(this.#at, this.#at + json.length) !== json) return false;
    this.#step(json.length);
    return true;
  }

  /** Makes sure that nothing follows. */
  end(): void {
    if (this.#at < this.text.length) this.fail("something follows the end of the JSON");
  }

  /**
   * Files have a record a line: if the rest of the line, but for a comma, is an object by itself, that is the value, found
   * at JSON.parse's speed. (No value is the beginning of another one that starts with a brace.)
   */
  #objectOnLine(): { readonly value: unknown } | undefined {
    if (this.peek() !== "{") return undefined;
    let end = this.#endOfLine();
    if (this.text.charAt(end - 1) === ",") end--;
    if (this.text.charAt(end - 1) !== "}") return undefined;
    try {
      const value: unknown = JSON.parse(this.text.slice(this.#at, end));
      this.#step(end - this.#at);
      return { value };
    } catch {
      return undefined;
    }
  }

  /** Searched for once a line: a file may well be one long line. */
  #endOfLine(): number {
    if (this.#lineEnd < this.#at) {
      const found = this.text.indexOf("\n", this.#at);
      this.#lineEnd = found < 0 ? this.text.length : found;
    }
    return this.text.charAt(this.#lineEnd - 1) === "\r" ? this.#lineEnd - 1 : this.#lineEnd;
  }

  #leave(closers: string[]): void {
    for (let closer = closers.at(-1); closer !== undefined; closer = closers.at(-1)) {
      if (this.#more(closer)) {
        if (closer === "}") this.#name();
        return;
      }
      closers.pop();
    }
  }

  /** Past the opening bracket; false when the container is empty, which is then behind us. */
  #enter(closer: string): boolean {
    this.#step(1);
    if (this.peek() !== closer) return true;
    this.#step(1);
    return false;
  }

  /** Past a comma (true) or past the closing bracket (false). */
  #more(closer: string): boolean {
    const next = this.peek();
    if (next !== "," && next !== closer) this.fail(`expected "," or "${closer}"`);
    this.#step(1);
    return next === ",";
  }

  #name(): string {
    if (this.peek() !== '"') this.fail("expected a name in double quotes");
    const start = this.#at;
    this.#string();
    const name: unknown = JSON.parse(this.text.slice(start, this.#end));
    if (this.peek() !== ":") this.fail('expected ":"');
    this.#step(1);
    return String(name);
  }

  #scalar(): void {
    if (this.peek() === '"') {
      this.#string();
      return;
    }
    literal.lastIndex = this.#at;
    const found = literal.exec(this.text)?.[0];
    if (found === undefined) this.fail("expected a value");
    this.#step(found.length);
  }

  #string(): void {
    const start = this.#at;
    let at = start + 1;
    for (;;) {
      inString.lastIndex = at;
      inString.exec(this.text);
      at = inString.lastIndex;
      const stop = this.text.charAt(at);
      if (stop === '"') break;
      if (stop !== "\\") this.fail("this string is not closed on its line", stop === "" ? at : start);
      escape.lastIndex = at;
      if (!escape.test(this.text)) this.fail("this is no escape that JSON knows", at);
      at = escape.lastIndex;
    }
    this.#step(at + 1 - start);
  }

  #step(length: number): void {
    this.#at += length;
    this.#end = this.#at;
    this.#blank();
  }

  #blank(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }
}

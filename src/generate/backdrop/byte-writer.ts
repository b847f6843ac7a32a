import { lasting } from "../../http/lasting.ts";

/** Beyond this many characters the engine's own encoder is faster. */
const short = 256;
/** Up to so many bytes a loop is faster than asking the engine to copy them. */
const few = 64;
const quote = 0x22;
const backslash = 0x5c;

const json = { null: Buffer.from("null"), true: Buffer.from("true"), false: Buffer.from("false") };

/** Puts JSON together in UTF-8, in memory that is used again and again: most values are short and plain ASCII. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(16_384);
  #at = 0;

  /** Begins anew: what was to be written before may have failed halfway. */
  clear(): void {
    this.#at = 0;
  }

  get length(): number {
    return this.#at;
  }

  /** Bytes that are JSON already, or a part of them. */
  raw(bytes: Buffer, from = 0, to = bytes.length): void {
    const length = to - from;
    this.#reserve(length);
    const [target, at] = [this.#bytes, this.#at];
    if (length > few) target.set(length === bytes.length ? bytes : bytes.subarray(from, to), at);
    else for (let i = 0; i < length; i++) target[at + i] = bytes[from + i] ?? 0;
    this.#at = at + length;
  }

  /** What JSON.stringify makes of it. */
  value(value: unknown): void {
    if (typeof value === "string" && this.#quoted(value)) return;
    if (value === null) this.raw(json.null);
    else if (value === true) this.raw(json.true);
    else if (value === false) this.raw(json.false);
    else if (typeof value === "number" && Number.isFinite(value)) this.#ascii(String(value));
    else this.#text(JSON.stringify(value));
  }

  /** All of it, to stay. */
  take(): Buffer {
    return lasting(this.#bytes.subarray(0, this.#at));
  }

  /** False where it has to be escaped or encoded, or is long. */
  #quoted(text: string): boolean {
    const { length } = text;
    if (length > short) return false;
    this.#reserve(length + 2);
    const bytes = this.#bytes;
    let at = this.#at;
    bytes[at++] = quote;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x20 || unit > 0x7e || unit === quote || unit === backslash) return false;
      bytes[at++] = unit;
    }
    bytes[at++] = quote;
    this.#at = at;
    return true;
  }

  #ascii(text: string): void {
    const { length } = text;
    this.#reserve(length);
    const [target, at] = [this.#bytes, this.#at];
    for (let i = 0; i < length; i++) target[at + i] = text.charCodeAt(i);
    this.#at = at + length;
  }

  #text(text: string): void {
    this.#reserve(text.length * 3);
    this.#at += this.#bytes.write(text, this.#at);
  }

  #reserve(length: number): void {
    const needed = this.#at + length;
    if (needed <= this.#bytes.length) return;
    const more = Buffer.allocUnsafe(Math.max(needed, 2 * this.#bytes.length));
    more.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = more;
  }
}

import { Impossible } from "./impossible.ts";

/** Code points from and to, inclusive. */
export type Range = readonly [number, number];

/** A regular expression, as far as strings are made from it. */
export type Part =
  | { readonly kind: "set"; readonly ranges: readonly Range[] }
  | { readonly kind: "repeat"; readonly part: Part; readonly least: number; readonly most: number }
  | { readonly kind: "sequence"; readonly parts: readonly Part[] }
  | { readonly kind: "options"; readonly options: readonly Part[] };

export interface Syntax {
  readonly part: Part;
  /** Every string made from `part` matches: nothing looks around, refers back, or anchors in the middle. */
  readonly exact: boolean;
}

const code = (sign: string): number => sign.codePointAt(0) ?? 0;
const digits: readonly Range[] = [[48, 57]];
const upper: readonly Range[] = [[65, 90]];
const lower: readonly Range[] = [[97, 122]];
const word: readonly Range[] = [...digits, ...upper, [95, 95], ...lower];
const space: readonly Range[] = [[32, 32]];
const printable: Range = [32, 126];
const nothing: Part = { kind: "sequence", parts: [] };
const deepest = 100;

/** What is left of the printable ASCII characters. */
function complement(ranges: readonly Range[]): readonly Range[] {
  const rest: Range[] = [];
  let from = printable[0];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (start > from) rest.push([from, Math.min(start - 1, printable[1])]);
    from = Math.max(from, end + 1);
  }
  if (from <= printable[1]) rest.push([from, printable[1]]);
  return rest.filter(([start, end]) => start <= end);
}

/** Reads the common subset of ECMA-262 patterns; throws Impossible for what it cannot make strings from. */
export class PatternReader {
  private readonly signs: readonly string[];
  private position = 0;
  private exact = true;
  private depth = 0;

  constructor(source: string) {
    this.signs = Array.from(source);
  }

  read(): Syntax {
    const part = this.options();
    if (this.position < this.signs.length) this.refuse();
    return { part, exact: this.exact };
  }

  private refuse(): never {
    throw new Impossible(`strings cannot be made from the pattern ${this.signs.slice(0, 100).join("")}`);
  }

  private peek(ahead = 0): string {
    return this.signs[this.position + ahead] ?? "";
  }

  private next(): string {
    return this.signs[this.position++] ?? this.refuse();
  }

  private skip(text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.peek(i) !== text[i]) return false;
    this.position += text.length;
    return true;
  }

  private options(): Part {
    const options = [this.sequence()];
    while (this.skip("|")) options.push(this.sequence());
    return options.length === 1 && options[0] ? options[0] : { kind: "options", options };
  }

  private sequence(): Part {
    const parts: Part[] = [];
    while (this.position < this.signs.length && this.peek() !== "|" && this.peek() !== ")") {
      const atStart = parts.length === 0;
      const atom = this.atom(atStart);
      parts.push(this.repeated(atom));
    }
    return { kind: "sequence", parts };
  }

  private atom(atStart: boolean): Part {
    const sign = this.next();
    if (sign === "^") return this.anchor(atStart);
    if (sign === "$") return this.anchor(this.peek() === "" || this.peek() === "|");
    if (sign === "(") return this.group();
    if (sign === "[") return { kind: "set", ranges: this.set() };
    if (sign === ".") return { kind: "set", ranges: [printable] };
    if (sign === "\\") return this.escaped();
    if ("*+?".includes(sign)) this.refuse();
    return { kind: "set", ranges: [[code(sign), code(sign)]] };
  }

  private anchor(atEdge: boolean): Part {
    if (!atEdge || this.depth > 0) this.exact = false;
    return nothing;
  }

  private group(): Part {
    if (++this.depth > deepest) this.refuse();
    const looks = ["?=", "?!", "?<=", "?<!"].some((mark) => this.skip(mark));
    if (looks) this.exact = false;
    else if (!this.skip("?:") && this.skip("?<")) while (this.next() !== ">");
    else if (this.peek() === "?") this.refuse();
    const part = this.options();
    if (!this.skip(")")) this.refuse();
    this.depth--;
    return looks ? nothing : part;
  }

  private repeated(part: Part): Part {
    const bounds = this.quantifier();
    if (!bounds) return part;
    this.skip("?");
    const [least, most] = bounds;
    return { kind: "repeat", part, least, most };
  }

  private quantifier(): readonly [number, number] | undefined {
    if (this.skip("*")) return [0, Infinity];
    if (this.skip("+")) return [1, Infinity];
    if (this.skip("?")) return [0, 1];
    if (this.peek() !== "{") return undefined;
    const close = this.signs.indexOf("}", this.position);
    const bounds = /^\{(\d+)(?:(,)(\d*))?\}$/.exec(this.signs.slice(this.position, close + 1).join(""));
    if (!bounds) return undefined;
    this.position = close + 1;
    const least = Number(bounds[1]);
    const most = bounds[2] === undefined ? least : bounds[3] === "" ? Infinity : Number(bounds[3]);
    return [least, most];
  }

  private escaped(): Part {
    const sign = this.peek();
    if (sign === "b" || sign === "B" || sign === "k" || /[1-9]/.test(sign)) {
      if (sign !== "b" && sign !== "B") this.refuse();
      this.position++;
      this.exact = false;
      return nothing;
    }
    return { kind: "set", ranges: this.escape() };
  }

  /** What stands after a backslash, in a class or outside. */
  private escape(): readonly Range[] {
    const sign = this.next();
    const known = {
      d: digits,
      D: complement(digits),
      w: word,
      W: complement(word),
      s: space,
      S: complement(space),
    }[sign];
    if (known) return known;
    if (sign === "p" || sign === "P") return this.property(sign === "P");
    if (sign === "x") return this.hexadecimal(2);
    if (sign === "u") return this.peek() === "{" ? this.braced() : this.hexadecimal(4);
    const control = { n: 10, r: 13, t: 9, v: 11, f: 12, 0: 0 }[sign];
    const point = control ?? code(sign);
    return [[point, point]];
  }

  private hexadecimal(length: number): readonly Range[] {
    const point = Number.parseInt(Array.from({ length }, () => this.next()).join(""), 16);
    return Number.isNaN(point) ? this.refuse() : [[point, point]];
  }

  private braced(): readonly Range[] {
    const point = Number.parseInt(this.name(), 16);
    return Number.isNaN(point) ? this.refuse() : [[point, point]];
  }

  private name(): string {
    let name = "";
    if (this.next() !== "{") this.refuse();
    for (let sign = this.next(); sign !== "}"; sign = this.next()) name += sign;
    return name;
  }

  // Only the ASCII part of a Unicode class: enough to make strings, which are tested where it matters.
  private property(negated: boolean): readonly Range[] {
    const name = this.name().replace(/^(?:gc|General_Category|Script|sc)=/, "");
    const ranges = /^(Lu|Uppercase_Letter|Uppercase)$/.test(name)
      ? upper
      : /^(Ll|Lowercase_Letter|Lowercase)$/.test(name)
        ? lower
        : /^(N|Nd|Number|Decimal_Number)$/.test(name)
          ? digits
          : /^(L|Letter|Alphabetic|Latin|Latn)$/.test(name)
            ? [...upper, ...lower]
            : /^(Z|Zs|Separator|Space_Separator|White_Space)$/.test(name)
              ? space
              : undefined;
    if (ranges) return negated ? complement(ranges) : ranges;
    this.exact = false;
    return [printable];
  }

  private set(): readonly Range[] {
    const negated = this.skip("^");
    const ranges: Range[] = [];
    while (!this.skip("]")) {
      const from = this.member();
      const single = from.length === 1 && from[0]?.[0] === from[0]?.[1];
      if (single && this.peek() === "-" && this.peek(1) !== "]") {
        this.position++;
        ranges.push([from[0]?.[0] ?? 0, this.member()[0]?.[1] ?? 0]);
      } else ranges.push(...from);
    }
    return negated ? complement(ranges) : ranges;
  }

  private member(): readonly Range[] {
    if (this.skip("\\")) return this.peek() === "b" ? (this.position++, [[8, 8]]) : this.escape();
    const point = code(this.next());
    return [[point, point]];
  }
}

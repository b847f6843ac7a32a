/** What a text must hold for a pattern to match it. */
export interface Literal {
  readonly text: string;
  /** The text must be that and nothing else. */
  readonly isWhole: boolean;
  /** What the text must begin with; empty where anything will do. */
  readonly prefix: string;
}

/**
 * The longest literal text in a pattern of RE2, to ask before the pattern itself is asked: most stubs are told apart by
 * that, at a fiftieth of the cost. Undefined where there is none, or it takes more than a look to be sure.
 */
export function literalOf(source: string): Literal | undefined {
  // Alternatives, flags, quotations and escapes of several characters change what the characters around them mean.
  if (/\||\(\?(?!:|P?<[A-Za-z])|\\[QECxupPc0-9]/.test(source)) return undefined;
  const runs = runsOf(source);
  const longest = runs.toSorted((a, b) => b.length - a.length)[0] ?? "";
  if (longest === "") return undefined;
  const isWhole = source.startsWith("^") && source.endsWith("$") && source.slice(1, -1) === escaped(longest);
  return { text: longest, isWhole, prefix: source.startsWith("^") ? (runs[1] ?? "") : "" };
}

const quantifiers = "*+?{";

/** Texts that stand in the pattern outside of groups and classes, none of their characters optional or repeated; whatever is between two of them ends one. */
function runsOf(source: string): readonly string[] {
  const runs: string[] = [];
  let run = "";
  let depth = 0;
  const end = () => {
    runs.push(run);
    run = "";
  };
  for (let at = 0; at < source.length;) {
    const { text, length } = atomAt(source, at);
    const opens = source[at] === "(";
    if (opens || source[at] === ")") depth += opens ? 1 : -1;
    at += length;
    const isRepeated = quantifiers.includes(source[at] ?? ".");
    if (text !== undefined && depth === 0 && !isRepeated) run += text;
    else end();
  }
  end();
  return runs;
}

interface Atom {
  /** What it stands for, where that is one character. */
  readonly text: string | undefined;
  readonly length: number;
}

function atomAt(source: string, at: number): Atom {
  const one = String.fromCodePoint(source.codePointAt(at) ?? 0);
  if (one === "\\") {
    const next = source[at + 1] ?? "";
    // Punctuation stands for itself when escaped; a letter is something else.
    return /[!-/:-@[-`{-~]/.test(next) ? { text: next, length: 2 } : { text: undefined, length: 2 };
  }
  if (one === "[") return { text: undefined, length: classLength(source, at) };
  if (one === "{") return { text: undefined, length: Math.max(1, source.indexOf("}", at) - at + 1) };
  return { text: ".*+?()^$".includes(one) ? undefined : one, length: one.length };
}

/** `[]a]` and `[^]a]` hold a bracket. */
function classLength(source: string, at: number): number {
  let end = at + (source[at + 1] === "^" ? 2 : 1);
  if (source[end] === "]") end++;
  for (; end < source.length && source[end] !== "]"; end++) {
    if (source[end] === "\\") end++;
    if (source.startsWith("[:", end)) end = Math.max(end, source.indexOf(":]", end) + 1);
  }
  return end - at + 1;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

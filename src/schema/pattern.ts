import { createContext, Script, type Context } from "node:vm";
import { RE2JS } from "re2js";

/** A compiled regular expression that cannot hold the process up, whatever it is matched against. */
export interface Pattern {
  test(text: string): boolean;
}

/** Longest text on which a simple pattern may use the engine's own backtracking matcher. */
const shortText = 256;
const budgetMs = 50;
const leastBudgetMs = 5;
/** How often a match is tried anew that was stopped while other processes had the machine. */
const mostTries = 20;

/**
 * Compiles an ECMA-262 regular expression. Simple ones run natively on short texts, all others on RE2's linear
 * matcher; what RE2 cannot express (lookaround, backreferences) or reads otherwise runs natively under a time budget,
 * and counts as not matching when the budget is spent. Throws SyntaxError when it is no regular expression.
 */
export function compilePattern(source: string): Pattern {
  const native = compileNative(source);
  if (!native) return compileForeign(source);
  // RE2 takes a reference to a named group for a letter.
  const linear = source.includes("\\k<")
    ? undefined
    : compileLinear(() => RE2JS.compile(RE2JS.translateRegExp(source)));
  const slow = withBudget(native);
  if (!linear) return slow;
  const isShortEnough = isSimple(source);
  return {
    test(text) {
      if (isShortEnough && text.length <= shortText) return native.test(text);
      return readOtherwise.test(text) ? slow.test(text) : linear.test(text);
    },
  };
}

/** White space and line ends that are such to ECMA-262 and not to RE2: `\s` and `.` part ways on them. */
const readOtherwise = /[\v\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/;

/** JSON Schema asks for Unicode semantics, in which needless escapes (`\\-`) are an error; many patterns have them. */
function compileNative(source: string): RegExp | undefined {
  for (const written of [source, withoutNeedlessEscapes(source)]) {
    try {
      return new RegExp(written, "u");
    } catch {
      // Another way to read it follows.
    }
  }
  return isForeign.test(source) ? undefined : new RegExp(source);
}

function withoutNeedlessEscapes(source: string): string {
  return source.replace(/\\(.)/gs, (escape, char: string) =>
    /[-\s!"#%&',:;<=>@_`~]/.test(char) ? `\\u{${char.charCodeAt(0).toString(16)}}` : escape,
  );
}

/** `\A`, `\z`, `[[:alpha:]]`, `(?i)`, `(?P<name>`: what other languages write, and ECMA-262 takes for something else. */
const isForeign = /\\[AZzQ]|\\[pP]\{|\[\[:|\(\?(?:[imsU]|P<)/;

/** A pattern that is none by ECMA-262, and that RE2 reads as Perl, Python, Java and Go do. */
function compileForeign(source: string): Pattern {
  const linear = compileLinear(() => RE2JS.compile(source.replaceAll("\\Z", "\\z")));
  return linear ?? withBudget(new RegExp(source));
}

function compileLinear(compile: () => RE2JS): Pattern | undefined {
  try {
    const pattern = compile();
    return { test: (text) => pattern.matcher(text).find() };
  } catch {
    return undefined;
  }
}

/** No group is repeated and at most two quantifiers are open: at worst quadratic, which 256 characters allow. */
function isSimple(source: string): boolean {
  if (/\)[*+{?]|\\[1-9]|\(\?[=!<]/.test(source)) return false;
  return (source.match(/[*+]|\{\d+,\d*\}/g) ?? []).length <= 2;
}

let room: { readonly context: Context; readonly script: Script } | undefined;

function withBudget(native: RegExp): Pattern {
  let budget = budgetMs;
  return {
    test(text) {
      const before = process.cpuUsage();
      for (let tries = 0; tries < mostTries; tries++) {
        const found = matchWithin(budget, native, text);
        if (found !== undefined) return found;
        if (process.cpuUsage(before).user >= budget * 1000) break;
      }
      // A hundred such texts in one body must not take a hundred times as long.
      budget = Math.max(leastBudgetMs, budget / 2);
      return false;
    },
  };
}

/** Undefined when the time is up. */
function matchWithin(timeout: number, pattern: RegExp, text: string): boolean | undefined {
  // One context for all patterns: making one takes a millisecond.
  room ??= {
    context: createContext(Object.create(null) as object),
    script: new Script("pattern.test(text)"),
  };
  const { context, script } = room;
  context["pattern"] = pattern;
  context["text"] = text;
  try {
    return script.runInContext(context, { timeout }) as boolean;
  } catch {
    return undefined;
  }
}

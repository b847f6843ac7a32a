import { createContext, Script } from "node:vm";
import { RE2JS } from "re2js";

/** A compiled regular expression that cannot hold the process up, whatever it is matched against. */
export interface Pattern {
  test(text: string): boolean;
}

/** Longest text on which a simple pattern may use the engine's own backtracking matcher. */
const shortText = 256;
const budgetMs = 50;

/**
 * Compiles an ECMA-262 regular expression. Simple ones run natively on short texts, all others on RE2's linear
 * matcher; what RE2 cannot express (lookaround, backreferences) runs natively under a time budget, and counts as
 * not matching when the budget is spent. Throws SyntaxError when it is no regular expression.
 */
export function compilePattern(source: string): Pattern {
  const native = compileNative(source);
  const linear = compileLinear(source);
  if (!linear) return withBudget(native);
  if (!isSimple(source)) return linear;
  return { test: (text) => (text.length <= shortText ? native.test(text) : linear.test(text)) };
}

/** JSON Schema asks for Unicode semantics; patterns with needless escapes (`\-`) are only valid without. */
function compileNative(source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch {
    return new RegExp(source);
  }
}

function compileLinear(source: string): Pattern | undefined {
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(source));
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

function withBudget(native: RegExp): Pattern {
  const context = createContext({ pattern: native, text: "" });
  const script = new Script("pattern.test(text)");
  return {
    test(text) {
      context["text"] = text;
      try {
        return script.runInContext(context, { timeout: budgetMs }) as boolean;
      } catch {
        return false;
      }
    },
  };
}

import { closingQuote } from "./yaml/scalar.ts";

type Wanted = "value" | "value or end" | "name" | "name or end" | "colon" | "comma or end";

const space = /[ \t\n\r]*/y;
const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;

/** The offset at which a text stops being JSON, which JSON.parse does not always tell. */
export function jsonMistake(text: string): number {
  const closers: string[] = [];
  let wanted: Wanted = "value";
  for (let at = after(space, text, 0); ; at = after(space, text, at)) {
    const char = text[at];
    if (char === undefined) return at;
    const end = endOfToken(text, at);
    if (isMisplaced(char, wanted, closers.at(-1)) || end < 0) return at;
    at = end;
    if (char === "{" || char === "[") closers.push(char === "{" ? "}" : "]");
    if (char === "}" || char === "]") closers.pop();
    wanted = following(char, wanted, closers.at(-1));
  }
}

function isMisplaced(char: string, wanted: Wanted, closer: string | undefined): boolean {
  if (char === "}" || char === "]") return char !== closer || !wanted.endsWith("end");
  if (char === ":") return wanted !== "colon";
  if (char === ",") return wanted !== "comma or end" || closer === undefined;
  if (char === '"') return !/^(?:value|name)/.test(wanted);
  return !wanted.startsWith("value");
}

function following(char: string, wanted: Wanted, closer: string | undefined): Wanted {
  if (char === "{") return "name or end";
  if (char === "[") return "value or end";
  if (char === ":") return "value";
  if (char === ",") return closer === "}" ? "name" : "value";
  return wanted.startsWith("name") && char === '"' ? "colon" : "comma or end";
}

/** Behind the token; -1 where there is none. */
function endOfToken(text: string, at: number): number {
  if (text[at] === '"') return closingQuote(text, at) + 1 || -1;
  if (/[{}[\],:]/.test(text[at] ?? "")) return at + 1;
  const end = after(word, text, at);
  return end > at ? end : -1;
}

/** Behind what a sticky expression matches. */
function after(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}

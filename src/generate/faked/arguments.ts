const mostArguments = 4;
const mostMembers = 20;
const mostDepth = 4;
const longestText = 200;
/** Characters, words, items: whatever faker makes as many of as it is told. */
const mostMade = 200;
const mostDigits = 15;

/** Methods whose numbers are values: a price of a million costs no more than one of ten. */
const valued =
  /^(number\.(int|float|bigInt|hex|octal|binary|romanNumeral)|commerce\.price|finance\.amount|date\.\w+|location\.\w+)$/;
/** Members that count what is made, whatever the method. */
const counting = /^(count|length)$/;
const decimals = /^(fractionDigits|dec)$/;
/** faker reads these as instructions: a regular expression, a repetition without end. */
const closed = new Set(["pattern", "__proto__", "constructor", "prototype"]);

/** What faker took one after the other before it took members of an object. */
const inOrder: Readonly<Record<string, readonly string[]>> = {
  "commerce.price": ["min", "max", "dec"],
  "finance.amount": ["min", "max", "dec"],
  "number.float": ["min", "max"],
  "number.int": ["min", "max"],
};

class Refused extends Error {}

/**
 * The arguments of a call: a list as they are, anything else as the first one; numbers that say how much is made are
 * clamped. A text says why they cannot be used.
 */
export function readArguments(method: string, given: unknown): readonly unknown[] | string {
  if (given === undefined || given === null) return [];
  const all = named(method, Array.isArray(given) ? given : [given]);
  if (all.length > mostArguments) return `${method} has no ${String(all.length)} arguments`;
  const most = valued.test(method) ? Number.MAX_SAFE_INTEGER : mostMade;
  try {
    return all.map((one) => sane(one, { most, depth: 0 }));
  } catch (error) {
    if (error instanceof Refused) return `${method}: ${error.message}`;
    throw error;
  }
}

function named(method: string, all: readonly unknown[]): readonly unknown[] {
  const names = Object.hasOwn(inOrder, method) ? (inOrder[method] ?? []) : [];
  const isOrdered = names.length > 0 && all.length > 1 && all.every((one) => typeof one === "number");
  return isOrdered ? [Object.fromEntries(names.map((name, index) => [name, all[index]]))] : all;
}

interface Where {
  /** How large a number may be. */
  readonly most: number;
  readonly depth: number;
}

function sane(value: unknown, { most, depth }: Where): unknown {
  if (typeof value === "number") return clamped(value, most);
  if (typeof value === "string") return saneText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= mostDepth) throw new Refused("its arguments are nested too deeply");
  const below = { most, depth: depth + 1 };
  if (Array.isArray(value)) return value.slice(0, mostMembers).map((one) => sane(one, below));
  const members = Object.entries(value).slice(0, mostMembers);
  const refused = members.find(([name]) => closed.has(name));
  if (refused) throw new Refused(`"${refused[0]}" cannot be given`);
  return Object.fromEntries(
    members.map(([name, one]) => [name, sane(one, { ...below, most: mostFor(name, most) })]),
  );
}

function mostFor(member: string, most: number): number {
  if (decimals.test(member)) return mostDigits;
  return counting.test(member) ? mostMade : most;
}

function clamped(value: number, most: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(value, -most), most) : 0;
}

function saneText(text: string): string {
  if (/[{}[\]]/.test(text))
    throw new Refused(`templates and patterns such as ${JSON.stringify(text)} cannot be given`);
  return text.slice(0, longestText);
}

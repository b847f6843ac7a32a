import { wholeFormats } from "../schema/whole-formats.ts";
import { below, fraction, mix } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import { second } from "./instants.ts";
import { meaningOf } from "./meanings/lookup.ts";
import type { From, Meaning } from "./meanings/meaning.ts";
import type { Draw, Plan } from "./plan.ts";
import { strictest, type Shape } from "./shape.ts";
import type { Leaf } from "./text.ts";

interface Range {
  /** Inclusive; integers where only integers count. */
  readonly least: number;
  readonly most: number;
  readonly multiple: number | undefined;
  readonly whole: boolean;
  /** Whether the schema bounds it at all. */
  readonly bounded: boolean;
}

/** How numbers of a shape are drawn: integers where the type or the format says so. */
export function numberPlan({ shape, position }: Leaf, isInteger: boolean): Plan {
  const whole = isInteger || formatsOf(shape).length > 0;
  const description = shape.members.find((member) => member.description !== undefined)?.description;
  const meaning = meaningOf(position, "number", { description });
  const natural = meaning && naturalNumber(meaning, whole, `${position.words} ${description ?? ""}`);
  const draw = numberDraw(rangeOf(shape, whole), natural);
  return { draw, merges: false, facet: meaning?.facet, named: meaning !== undefined, rare: meaning?.rare };
}

function numberDraw(range: Range, natural: From<number> | undefined): Draw {
  draw(0, range); // an empty range is noticed when the schema is read
  if (!natural) return (scene, seed) => (scene.free ? wide : draw)(seed, range);
  return (scene, seed) => {
    if (scene.free) return wide(seed, range);
    const value = natural(scene, seed);
    return !range.bounded || accepts(value, range) ? value : nearest(value, seed, range);
  };
}

function naturalNumber({ number, instant }: Meaning, whole: boolean, said: string): From<number> | undefined {
  if (instant && number === undefined) {
    // JSON has no dates: integers count seconds since 1970, or milliseconds where the document says so.
    const unit = /\bms\b|\bmillis/i.test(said) ? 1 : second;
    return (scene, seed) => Math.floor(instant(scene, seed) / unit);
  }
  return number && whole ? (scene, seed) => Math.round(number(scene, seed)) : number;
}

/** The bounds of the formats that ask for whole numbers. */
function formatsOf({ members }: Shape): readonly (readonly [number, number])[] {
  return members.flatMap(({ format = "" }) =>
    Object.hasOwn(wholeFormats, format) ? [wholeFormats[format] ?? [0, 0]] : [],
  );
}

function rangeOf(shape: Shape, whole: boolean): Range {
  const { members } = shape;
  const formats = formatsOf(shape);
  const multiple = strictest(members, "multipleOf", (...all) => all.reduce(common));
  const above = strictest(members, "exclusiveMinimum", Math.max) ?? -Infinity;
  const under = strictest(members, "exclusiveMaximum", Math.min) ?? Infinity;
  let least = Math.max(strictest(members, "minimum", Math.max) ?? -Infinity, ...formats.map(([low]) => low));
  let most = Math.min(
    strictest(members, "maximum", Math.min) ?? Infinity,
    ...formats.map(([, high]) => high),
  );
  if (whole) {
    least = Math.max(Math.ceil(least), Math.floor(above) + 1);
    most = Math.min(Math.floor(most), Math.ceil(under) - 1);
  } else {
    if (above >= least && above > -Infinity) least = justAbove(above);
    if (under <= most && under < Infinity) most = -justAbove(-under);
  }
  const bounded =
    multiple !== undefined ||
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"].some((keyword) =>
      members.some((member) => member[keyword] !== undefined),
    );
  if (least > most) throw new Impossible("its minimum is greater than its maximum");
  return { least, most, multiple, whole, bounded: bounded || formats.length > 0 };
}

/** The smallest double greater than a number. */
function justAbove(value: number): number {
  const step = Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE);
  return value + step > value ? value + step : value + 2 * step;
}

/** The least common multiple, of decimals too. */
function common(a: number, b: number): number {
  const scale = 10 ** Math.max(decimalsOf(a), decimalsOf(b));
  const [first, second] = [Math.round(a * scale), Math.round(b * scale)];
  let [x, y] = [first, second];
  while (y !== 0) [x, y] = [y, x % y];
  return ((first / x) * second) / scale;
}

function decimalsOf(value: number): number {
  const [, decimals = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return Math.min(15, Math.max(0, decimals.length - Number(exponent)));
}

function accepts(value: number, { least, most, multiple, whole }: Range): boolean {
  return (
    value >= least &&
    value <= most &&
    (!whole || Number.isInteger(value)) &&
    (multiple === undefined || Number.isInteger(value / multiple))
  );
}

/** Where open ends are, numbers stay readable: a span of a thousand from the bound there is. */
function span({ least, most }: Range): readonly [number, number] {
  if (least === -Infinity && most === Infinity) return [1, 1000];
  if (least === -Infinity) return [most > 1 ? Math.min(1, most) : most - 1000, most];
  if (most === Infinity || most - least > 1_000_000) {
    const from = least <= 1 && most >= 1 ? Math.max(least, Math.min(1, most)) : least;
    return [from, Math.min(most, from + 1000)];
  }
  return [least, most];
}

function draw(seed: number, range: Range): number {
  const [from, to] = span(range);
  if (range.multiple !== undefined) return multipleIn(seed, range, range.multiple);
  if (range.whole) return Math.min(from + Math.floor(fraction(seed) * (to - from + 1)), to);
  const exact = from + fraction(seed) * (to - from);
  const rounded = Math.round(exact * 100) / 100;
  return rounded >= range.least && rounded <= range.most
    ? rounded
    : Math.min(Math.max(exact, range.least), range.most);
}

/** Any number there may be: near its bounds or far from them, whatever people would write. */
function wide(seed: number, range: Range): number {
  const { least, most, multiple } = range;
  if (multiple !== undefined) return draw(seed, range);
  const reach = 10 ** below(mix(seed, 1), 7);
  const low = Number.isFinite(least) ? least : (Number.isFinite(most) ? most : 0) - reach;
  const high = Number.isFinite(most) ? most : (Number.isFinite(least) ? least : 0) + reach;
  return below(mix(seed, 2), 2) === 0
    ? draw(seed, { ...range, least: low, most: Math.min(high, low + reach) })
    : draw(seed, { ...range, least: Math.max(low, high - reach), most: high });
}

// Validators divide and look for a whole number: 0.07 / 0.01 is none, so multiples are tried until one divides.
function multipleIn(seed: number, range: Range, multiple: number): number {
  const [from, to] = span(range);
  const first = Math.ceil(Math.max(range.least, Math.min(from, range.most)) / multiple - 1e-9);
  const last =
    range.most === Infinity
      ? Math.floor(Math.max(to / multiple, first + 100))
      : Math.floor(range.most / multiple + 1e-9);
  const count = Math.min(last - first + 1, 10_000);
  const start = below(seed, Math.max(count, 1));
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(multiple)) + 2));
  const nth = (i: number): number => (first + ((start + i) % count)) * multiple;
  const tries = Math.max(0, Math.min(count, 300));
  for (let i = 0; i < tries; i++) {
    for (const value of [nth(i), Number(nth(i).toFixed(decimals))])
      if (accepts(value, range)) return value === 0 ? 0 : value;
  }
  // What is a multiple on paper and not in binary is better than none: 19.99 of 0.01.
  const onPaper = Number(nth(0).toFixed(decimals));
  if (tries > 0 && accepts(onPaper, { ...range, multiple: undefined })) return onPaper;
  if (accepts(0, range)) return 0;
  throw new Impossible(`there is no multiple of ${multiple} between its bounds`);
}

/** A natural value that is out of bounds, folded into them so that neighbours stay distinct. */
function nearest(value: number, seed: number, range: Range): number {
  const size = range.most - range.least + 1;
  if (!range.whole || range.multiple !== undefined || !Number.isSafeInteger(size) || !Number.isInteger(value))
    return draw(seed, range);
  return range.least + ((((value - range.least) % size) + size) % size);
}

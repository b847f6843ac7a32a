import { below, mix, pick } from "./hash.ts";
import { Impossible } from "./impossible.ts";
import { formats, type Format } from "./formats.ts";
import { isoDate, isoDateTime, isoTime, localDateTime } from "./instants.ts";
import { token } from "./meanings/identity.ts";
import { meaningOf, type Position } from "./meanings/lookup.ts";
import type { From, Meaning } from "./meanings/meaning.ts";
import { enumerated, hinted, wordsOf } from "./meanings/words.ts";
import { patternSource, type Lengths, type PatternSource } from "./pattern.ts";
import type { Draw, Plan } from "./plan.ts";
import { strictest, type Shape } from "./shape.ts";

/** A string's lengths are counted in characters (code points), RFC 8259 section 7. */
function lengthOf(text: string): number {
  let surrogates = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) surrogates++;
  return text.length - surrogates;
}

const tooLong = 1_000_000;
const tries = 60;

const neutral = [
  "standard",
  "default",
  "basic",
  "primary",
  "regular",
  "custom",
  "extended",
  "general",
  "main",
  "classic",
] as const;

/** What a string is when nothing tells. */
const anyText: From<string> = (scene, seed) =>
  scene.index < 0 ? pick(neutral, seed) : scene.world.pools.noun(seed);

/** A string or number, and where it stands. */
export interface Leaf {
  readonly shape: Shape;
  readonly position: Position;
}

/** How strings of a shape are drawn: what the name means where the schema allows it, else what the schema asks. */
export function textPlan(leaf: Leaf): Plan {
  const meaning = named(leaf.shape, leaf.position);
  const draw = textDraw(leaf.shape, meaning);
  return { draw, merges: false, facet: meaning?.facet, named: meaning !== undefined, rare: meaning?.rare };
}

function textDraw(shape: Shape, meaning: Meaning | undefined): Draw {
  const { members } = shape;
  const lengths = lengthsOf(shape);
  const name = formatName(shape);
  const format = name === undefined ? undefined : formats.get(name);
  const pattern = members.find((member) => member.pattern !== undefined)?.pattern;
  const natural = meaning && unlessFree(written(meaning, format && name, lengths), format?.draw ?? anyText);
  if (pattern !== undefined) {
    const others = [meaning?.brief, format?.draw].filter((make) => make !== undefined);
    return patterned(patternSource(pattern, lengths), lengths, natural ? [natural, ...others] : others);
  }
  if (format) return formatted(format, natural, lengths);
  return worded(shape, meaning, lengths);
}

/** What neither a pattern nor a format decides. */
function worded(shape: Shape, meaning: Meaning | undefined, lengths: Lengths): Draw {
  const own = listed(shape);
  if (own || !meaning) return fitted(own ?? anyText, meaning?.brief, lengths);
  const natural = written(meaning, undefined, lengths);
  // One step less where nothing has to be cut: most texts are such.
  if (isUnbounded(lengths)) return unlessFree(natural, sometimesEmpty(anyText));
  return fitted(unlessFree(natural, anyText), meaning.brief, lengths);
}

function isUnbounded({ least, most }: Lengths): boolean {
  return least === 0 && most === Infinity;
}

function unlessFree(named: From<string>, otherwise: From<string>): From<string> {
  return (scene, seed) => (scene.free ? otherwise : named)(scene, seed);
}

function lengthsOf({ members }: Shape): Lengths {
  const least = strictest(members, "minLength", Math.max) ?? 0;
  const most = strictest(members, "maxLength", Math.min) ?? Infinity;
  if (least > most) throw new Impossible("minLength is greater than maxLength");
  if (least > tooLong) throw new Impossible(`a string of ${least} characters is too long to make`);
  return { least, most };
}

function formatName({ members }: Shape): string | undefined {
  return members.find((member) => member.format !== undefined)?.format;
}

function named(shape: Shape, position: Position): Meaning | undefined {
  const { members } = shape;
  const name = formatName(shape);
  const format = name !== undefined && formats.has(name) ? name : undefined;
  const description = members.find((member) => member.description !== undefined)?.description;
  const own = meaningOf(position, "text", { format, description });
  const unknown = format === undefined ? name : undefined;
  return (
    own ??
    (unknown === undefined
      ? undefined
      : meaningOf({ ...position, words: hinted(unknown) ?? wordsOf(unknown) }, "text", {}))
  );
}

function listed({ members }: Shape): From<string> | undefined {
  const values = members.map((member) => enumerated(member.description)).find((one) => one !== undefined);
  return values && ((_, seed) => pick(values, seed));
}

/** A meaning as text; a moment is written as its format asks. */
function written(meaning: Meaning, format: string | undefined, { most }: Lengths): From<string> {
  const { text, instant } = meaning;
  if (text && instant === undefined) return text;
  if (instant === undefined) return anyText;
  if (format === "time") return (scene, seed) => isoTime(instant(scene, seed));
  const short = format === undefined && (meaning.dateOnly === true || most < 19);
  if (format === "date" || short) return (scene, seed) => isoDate(instant(scene, seed));
  if (format === undefined && most === 19) return (scene, seed) => localDateTime(instant(scene, seed));
  return (scene, seed) => isoDateTime(instant(scene, seed));
}

/** Where names have no say, one in three is empty. */
function sometimesEmpty(text: From<string>): From<string> {
  return (scene, seed) => (scene.free && below(mix(seed, 0x11), 3) === 0 ? "" : text(scene, seed));
}

function fitted(own: From<string>, brief: From<string> | undefined, { least, most }: Lengths): Draw {
  const text = sometimesEmpty(own);
  if (isUnbounded({ least, most })) return text;
  return (scene, seed) => {
    let value = text(scene, seed);
    if (brief && lengthOf(value) > most) value = brief(scene, seed);
    for (let i = 1; lengthOf(value) < least; i++) value = lengthened(value, { least, most }, mix(seed, i));
    return lengthOf(value) <= most ? value : clipped(value, { least, most });
  };
}

function lengthened(value: string, { least, most }: Lengths, seed: number): string {
  // Words while there is room for them, then letters; very long strings in big steps.
  if (most - lengthOf(value) < 12) return value + token(seed).slice(0, least - lengthOf(value));
  const more = value === "" ? pick(neutral, seed) : `${value} ${pick(neutral, seed)}`;
  return least - lengthOf(more) > 1000
    ? more + " and so on".repeat(Math.ceil((least - lengthOf(more)) / 10))
    : more;
}

function clipped(value: string, { least, most }: Lengths): string {
  const short = Array.from(value).slice(0, most).join("");
  const trimmed = short.trimEnd();
  return lengthOf(trimmed) >= least ? trimmed : short;
}

function formatted(format: Format, natural: From<string> | undefined, lengths: Lengths): Draw {
  const draw = natural ?? format.draw;
  const { least, most } = lengths;
  if (isUnbounded(lengths)) return draw;
  const fits = (text: string): boolean => lengthOf(text) >= least && lengthOf(text) <= most;
  return (scene, seed) => {
    for (const make of [draw, format.draw, format.short]) {
      if (!make) continue;
      const text = make(scene, seed);
      if (fits(text)) return text;
      const longer = format.lengthen?.(text, least);
      if (longer !== undefined && fits(longer)) return longer;
    }
    throw new Impossible(`no string of its format has between ${least} and ${most} characters`);
  };
}

/** What the name or format says where the pattern allows it, else what the pattern says. */
function patterned(source: PatternSource, { least, most }: Lengths, natural: readonly From<string>[]): Draw {
  const fits = (text: string): boolean => lengthOf(text) >= least && lengthOf(text) <= most;
  return (scene, seed) => {
    for (const make of natural) {
      const own = make(scene, seed);
      if (own.length >= 200) continue;
      // Patterns of hexadecimal digits often know one case only.
      const found = [own, own.toUpperCase(), own.toLowerCase()].find(
        (text) => fits(text) && source.test(text),
      );
      if (found !== undefined) return found;
    }
    for (let i = 0; i < tries; i++) {
      const text = source.make(i === 0 ? seed : mix(seed, i));
      if (fits(text) && (source.exact || source.test(text))) return text;
    }
    throw new Impossible(
      `no string of ${least} to ${most} characters was found for the pattern ${source.pattern}`,
    );
  };
}

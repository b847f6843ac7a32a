import { listElements } from "./headers.ts";
import { covers } from "./media-type.ts";

/** One element of an `Accept` header. */
interface Wish {
  /** In lower case, a range or a type: `text/*`, `application/json`. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const mediaRange = new RegExp(`^\\s*(${token}/${token}|\\*)\\s*(?:;|$)`);
const parameter = new RegExp(`;\\s*(${token})\\s*=\\s*("(?:[^"\\\\]|\\\\.)*"|[^;\\s]*)`, "g");
/** More than any honest client sends; the rest is not read. */
const mostWishes = 200;

/**
 * The offer an `Accept` header likes best (RFC 9110, section 12.5.1): the most specific range that covers an offer
 * gives its quality; among equals the first offer wins. Undefined when none is accepted. Elements that are no media
 * range are ignored, and so is a header of nothing else.
 */
export function negotiate<Offer extends { readonly type: string }>(
  accept: string | undefined,
  offers: readonly Offer[],
): Offer | undefined {
  if (accept === undefined || accept === "" || accept === "*/*") return offers[0];
  const wishes = readAccept(accept);
  if (wishes.length === 0) return offers[0];
  let best: Offer | undefined;
  let bestQuality = 0;
  for (const offer of offers) {
    const quality = qualityOf(offer.type, wishes);
    if (quality > bestQuality) [best, bestQuality] = [offer, quality];
  }
  return best;
}

/** The media types an `Accept` header names whole and does not rule out, best first. */
export function acceptedTypes(accept: string): readonly string[] {
  return readAccept(accept)
    .filter(({ type, quality }) => !type.includes("*") && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ type }) => type);
}

function readAccept(accept: string): Wish[] {
  const elements = listElements(accept).slice(0, mostWishes);
  return elements.flatMap((text) => {
    const type = mediaRange.exec(text)?.[1]?.toLowerCase();
    if (type === undefined) return [];
    const { parameters, quality } = readParameters(text);
    return [{ type: type === "*" ? "*/*" : type, parameters, quality }];
  });
}

/** What stands after `q` belongs to the header, not to the media type. */
function readParameters(text: string): Pick<Wish, "parameters" | "quality"> {
  const parameters = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(parameter)) {
    const key = name.toLowerCase();
    if (key === "q") return { parameters, quality: readQuality(value) };
    // How the text is encoded is no reason to refuse it: everything is sent in UTF-8.
    if (key !== "charset") parameters.set(key, unquoted(value));
  }
  return { parameters, quality: 1 };
}

function unquoted(value: string): string {
  const bare = value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
  return bare.toLowerCase();
}

function readQuality(text: string): number {
  const quality = Number(text);
  return text === "" || Number.isNaN(quality) ? 1 : Math.min(Math.max(quality, 0), 1);
}

function qualityOf(offer: string, wishes: readonly Wish[]): number {
  const end = offer.indexOf(";");
  const type = (end < 0 ? offer : offer.slice(0, end)).trim();
  const { parameters } = readParameters(end < 0 ? "" : offer.slice(end));
  let quality = 0;
  let closest: number = closeness.none;
  for (const wish of wishes) {
    const close = closenessOf(wish, { type, parameters });
    if (close > closest) [quality, closest] = [wish.quality, close];
  }
  // Qualities have three decimals: this decides between equals only.
  return closest === closeness.unstated ? quality - 0.0001 : quality;
}

/** How closely a wish can describe an offer; each parameter that both state adds one. */
const closeness = { none: -1, anything: 0, range: 1, suffix: 2, unstated: 3, type: 4 } as const;

function closenessOf(wish: Wish, { type, parameters }: Pick<Wish, "type" | "parameters">): number {
  if (!covers(wish.type, type) && !covers(type, wish.type)) return closeness.none;
  if (wish.type === "*/*") return closeness.anything;
  if (wish.type.endsWith("/*")) return closeness.range;
  if (wish.type.includes("/*+")) return closeness.suffix;
  let stated = 0;
  for (const [name, value] of wish.parameters) {
    const own = parameters.get(name);
    if (own !== undefined && own !== value) return closeness.none;
    if (own !== undefined) stated += 1;
  }
  // A parameter the offer says nothing of is not held against it, unless another offer states it.
  return stated < wish.parameters.size ? closeness.unstated : closeness.type + stated;
}

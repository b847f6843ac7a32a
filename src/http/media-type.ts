/** `Application/JSON; charset=utf-8` → `application/json`. */
export function essence(mediaType: string): string {
  const end = mediaType.indexOf(";");
  return (end < 0 ? mediaType : mediaType.slice(0, end)).trim().toLowerCase();
}

/** A parameter of a media type, without its quotes: `charset`, `boundary`. */
export function mediaTypeParameter(mediaType: string, name: string): string | undefined {
  if (!mediaType.includes(";")) return undefined;
  for (const part of mediaType.split(";").slice(1)) {
    const [key = "", ...rest] = part.split("=");
    if (key.trim().toLowerCase() === name)
      return rest
        .join("=")
        .trim()
        .replace(/^"(.*)"$/, "$1");
  }
  return undefined;
}

/** JSON itself, and everything that is written in it (RFC 6839: `+json`). */
export function isJson(type: string): boolean {
  return type === "application/json" || type === "text/json" || type.endsWith("+json");
}

/** Whether a range (`*`/`*`, `text/*`) or a type covers a type. */
export function covers(range: string, type: string): boolean {
  if (range === type || range === "*/*" || range === "*") return true;
  return range.endsWith("/*") && type.startsWith(range.slice(0, -1));
}

interface Wish {
  readonly range: string;
  readonly quality: number;
}

/**
 * The offer an `Accept` header likes best (RFC 9110, section 12.5.1): the most specific range that covers an offer
 * gives its quality; among equals the first offer wins. Undefined when none is accepted.
 */
export function negotiate<Offer extends { readonly type: string }>(
  accept: string | undefined,
  offers: readonly Offer[],
): Offer | undefined {
  if (accept === undefined || accept.trim() === "" || accept === "*/*") return offers[0];
  const wishes = accept.split(",").map(readWish);
  let best: Offer | undefined;
  let bestQuality = 0;
  for (const offer of offers) {
    const quality = qualityOf(essence(offer.type), wishes);
    if (quality > bestQuality) [best, bestQuality] = [offer, quality];
  }
  return best;
}

function readWish(text: string): Wish {
  const quality = Number(mediaTypeParameter(text, "q") ?? "1");
  return { range: essence(text), quality: Number.isNaN(quality) ? 1 : quality };
}

function qualityOf(type: string, wishes: readonly Wish[]): number {
  let found: Wish | undefined;
  for (const wish of wishes) {
    if (!covers(wish.range, type) && !covers(type, wish.range)) continue;
    if (!found || specificity(wish.range) > specificity(found.range)) found = wish;
  }
  return found?.quality ?? 0;
}

function specificity(range: string): number {
  if (range === "*/*" || range === "*") return 0;
  return range.endsWith("/*") ? 1 : 2;
}

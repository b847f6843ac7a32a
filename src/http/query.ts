/** One `name=value` of a query or a form, decoded; `raw` is the value as it was sent. */
export interface QueryPair {
  readonly name: string;
  readonly value: string;
  readonly raw: string;
}

/** More pairs than any honest request has; the rest is not read. */
const pairLimit = 2000;

/** Reads `a=1&b=two+words` (WHATWG URL, application/x-www-form-urlencoded); a broken escape stays as it is. */
export function readQuery(query: string): QueryPair[] {
  if (query === "") return [];
  const pairs: QueryPair[] = [];
  for (const part of query.split("&", pairLimit)) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = equals < 0 ? part : part.slice(0, equals);
    const raw = equals < 0 ? "" : part.slice(equals + 1);
    pairs.push({ name: decodeForm(name), value: decodeForm(raw), raw });
  }
  return pairs;
}

/** Percent-decoding with `+` for a space. */
export function decodeForm(text: string): string {
  return text.includes("+") || text.includes("%") ? percentDecode(text.replaceAll("+", " ")) : text;
}

/** Percent-decoding; what is no valid escape stays as it is. */
export function percentDecode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** One `name=value` of a `Cookie` header, the name decoded; `raw` is the value as it was sent, without quotes around it. */
export interface CookiePair {
  readonly name: string;
  readonly raw: string;
}

/** The pairs of a `Cookie` header in their order (RFC 6265, section 4.2.1). */
export function cookiePairs(header: string): CookiePair[] {
  return header.split(";", pairLimit).flatMap((part) => {
    const equals = part.indexOf("=");
    if (equals < 0) return [];
    const value = part.slice(equals + 1).trim();
    return [{ name: percentDecode(part.slice(0, equals).trim()), raw: value.replace(/^"(.*)"$/s, "$1") }];
  });
}

/** Cookies by name, percent-decoded; the first of a name wins. */
export function readCookies(header: string): Record<string, string> {
  const cookies = Object.create(null) as Record<string, string>;
  for (const { name, raw } of cookiePairs(header)) cookies[name] ??= percentDecode(raw);
  return cookies;
}

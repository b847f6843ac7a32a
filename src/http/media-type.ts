/** `Application/JSON; charset=utf-8` → `application/json`. */
export function essence(mediaType: string): string {
  const end = mediaType.indexOf(";");
  return (end < 0 ? mediaType : mediaType.slice(0, end)).trim().toLowerCase();
}

const parameter = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g;

const none: ReadonlyMap<string, string> = new Map();
/** Clients write a handful of them, over and over. */
const known = new Map<string, ReadonlyMap<string, string>>();
const knownLimit = 100;

/** The parameters of a media type (RFC 9110, section 5.6.6): names in lower case, values without their quotes. */
export function mediaTypeParameters(mediaType: string): ReadonlyMap<string, string> {
  if (!mediaType.includes(";")) return none;
  const read = known.get(mediaType) ?? readParameters(mediaType);
  if (known.size < knownLimit) known.set(mediaType, read);
  return read;
}

function readParameters(mediaType: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", quoted, token = ""] of mediaType.matchAll(parameter)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, quoted?.replace(/\\(.)/g, "$1") ?? token);
  }
  return found;
}

/** One of them: `charset`, `boundary`. */
export function mediaTypeParameter(mediaType: string, name: string): string | undefined {
  return mediaTypeParameters(mediaType).get(name);
}

/** JSON itself, and everything that is written in it (RFC 6839: `+json`). */
export function isJson(type: string): boolean {
  return type === "application/json" || type === "text/json" || type.endsWith("+json");
}

/** Whether a range (`*`/`*`, `text/*`, `application/*+json`) or a type covers a type. */
export function covers(range: string, type: string): boolean {
  if (range === type || range === "*/*" || range === "*") return true;
  const star = range.indexOf("/*");
  return star >= 0 && type.startsWith(range.slice(0, star + 1)) && type.endsWith(range.slice(star + 2));
}

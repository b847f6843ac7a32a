// RFC 7240, section 2: preference = token [ BWS "=" BWS word ] *( OWS ";" [ OWS parameter ] )
const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/;
const word = /"(?:[^"\\]|\\.)*"|[^\s,;"]*/;
const preference = new RegExp(`^\\s*(${token.source})\\s*(?:=\\s*(${word.source}))?`);
/** A list's elements; commas inside quotes are part of one. */
const element = /(?:"(?:[^"\\]|\\.)*"|[^",])+/g;

/**
 * Reads a `Prefer` header: keys in lower case, quotes taken off, parameters after `;` and what is no preference ignored.
 * "If any preference is specified more than once, only the first instance is to be considered."
 */
export function readPrefer(header: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [part] of header.matchAll(element)) {
    const [, key, value = ""] = preference.exec(part) ?? [];
    const name = key?.toLowerCase();
    if (name !== undefined && !found.has(name)) found.set(name, unquote(value));
  }
  return found;
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
}

import { listElements } from "./headers.ts";

// RFC 7240, section 2: preference = token [ BWS "=" BWS word ] *( OWS ";" [ OWS parameter ] )
const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/;
/** Examples are called `Successful login`, and nobody quotes that: a word may hold spaces. */
const word = /"(?:[^"\\]|\\.)*"|[^,;"]*/;
const preference = new RegExp(`^\\s*(${token.source})\\s*(?:=\\s*(${word.source}))?`);

/**
 * Reads a `Prefer` header: keys in lower case, quotes taken off, parameters after `;` and what is no preference ignored.
 * "If any preference is specified more than once, only the first instance is to be considered."
 */
export function readPrefer(header: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of listElements(header)) {
    const [, key, value = ""] = preference.exec(part) ?? [];
    const name = key?.toLowerCase();
    if (name !== undefined && !found.has(name)) found.set(name, unquote(value.trim()));
  }
  return found;
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
}

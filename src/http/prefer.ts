const preference = /\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s,;"]*))?[^,"]*(?:,|$)/gy;

/**
 * Reads a `Prefer` header (RFC 7240, section 2): keys in lower case, quotes taken off, parameters after `;` ignored.
 * "If any preference is specified more than once, only the first instance is to be considered."
 */
export function readPrefer(header: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, key = "", value = ""] of header.matchAll(preference)) {
    const name = key.toLowerCase();
    if (!found.has(name)) found.set(name, unquote(value));
  }
  return found;
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
}

/** Lays headers over others; a name counts once, however it is written (RFC 9110, section 5.1). */
export function mergeHeaders(
  base: Readonly<Record<string, string>>,
  over?: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = over && new Set(Object.keys(over).map((name) => name.toLowerCase()));
  if (!names || names.size === 0) return { ...base };
  return {
    ...Object.fromEntries(Object.entries(base).filter(([name]) => !names.has(name.toLowerCase()))),
    ...over,
  };
}

/** Whether a header can have that name (RFC 9110, section 5.6.2). */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}

/** The elements of a list (RFC 9110, section 5.6.1), untrimmed; commas inside quotes are part of one. One pass. */
export function listElements(header: string): string[] {
  const elements: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < header.length; at++) {
    const char = header[at];
    if (char === "\\" && isQuoted) at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === "," && !isQuoted) {
      elements.push(header.slice(from, at));
      from = at + 1;
    }
  }
  elements.push(header.slice(from));
  return elements;
}

/** JSON that a header line can carry: everything beyond printable ASCII is escaped. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

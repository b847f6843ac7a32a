/** Lays headers over others; a name counts once, however it is written (RFC 9110, section 5.1). */
export function mergeHeaders(
  base: Readonly<Record<string, string>>,
  over: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const names = new Set(Object.keys(over).map((name) => name.toLowerCase()));
  if (names.size === 0) return { ...base };
  return {
    ...Object.fromEntries(Object.entries(base).filter(([name]) => !names.has(name.toLowerCase()))),
    ...over,
  };
}

/** Whether a header can have that name (RFC 9110, section 5.6.2). */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}

/** JSON that a header line can carry: everything beyond printable ASCII is escaped. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

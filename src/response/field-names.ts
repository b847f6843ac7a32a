/** Letters and digits of any script, in lower case: `user_id` and `userId` are the same. */
export function flat(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** `ambassadors` → `ambassador`, `companies` → `company`, `boxes` → `box`. */
export function singular(plural: string): string {
  if (/ies$/i.test(plural)) return plural.replace(/ies$/i, "y");
  if (/(s|x|z|ch|sh)es$/i.test(plural)) return plural.replace(/es$/i, "");
  return plural.replace(/([^s])s$/i, "$1");
}

/** Of several names the one that is written like this, whatever its case and its signs. */
export function fieldLike(wanted: readonly string[], names: Iterable<string>): string | undefined {
  const all = [...names];
  for (const one of wanted) {
    const found = all.find((name) => flat(name) === flat(one));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Values that stand in many answers, and their JSON once somebody asked for it. */
const shared = new WeakMap<object, string | undefined>();

/** Says that a value is not going to change and will be written again. */
export function noteShared(value: unknown): void {
  if (typeof value === "object" && value !== null) shared.set(value, undefined);
}

const keys = new Map<string, string>();
const mostKeys = 10_000;
/** Everything that JSON.stringify escapes (ECMA-262, QuoteJSONString) and everything beyond Latin-1, to be careful. */
const special = /[^\x20\x21\x23-\x5b\x5d-\x7e\xa0-\xff]/;

/**
 * The same text as `JSON.stringify` for a value made of plain objects, in about half the time: what is shared by many
 * answers is written once.
 */
export function jsonText(value: unknown): string {
  if (typeof value === "string") return special.test(value) ? JSON.stringify(value) : `"${value}"`;
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value === null || typeof value !== "object" || Array.isArray(value)) return ofWhole(value);
  let text = "";
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    text += (text === "" ? "{" : ",") + keyText(key) + ofMember(member);
  }
  return text === "" ? "{}" : `${text}}`;
}

function ofMember(member: unknown): string {
  if (typeof member !== "object" || member === null) return jsonText(member);
  const known = shared.get(member);
  if (known !== undefined) return known;
  const text = JSON.stringify(member);
  if (shared.has(member)) shared.set(member, text);
  return text;
}

function ofWhole(value: unknown): string {
  return Number.isInteger(value) && !Object.is(value, -0) ? String(value) : JSON.stringify(value);
}

function keyText(key: string): string {
  let text = keys.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`;
    if (keys.size < mostKeys) keys.set(key, text);
  }
  return text;
}

/** XML 1.0, section 2.3: a name, in letters rather than in its ranges of code points. */
export const xmlName = "[:_\\p{L}][-.:_\\p{L}\\p{N}\\p{M}\\u{B7}]*";

/** XML 1.0, section 2.2: what no document may hold, not even by reference. */
// eslint-disable-next-line no-control-regex -- that is what they are
export const notXml = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

const predefined: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&apos;": "'",
};

/** Text with its references replaced; `unknown` is called with one that stands for nothing, and where it stands. */
export function decodeXml(text: string, unknown: (reference: string, at: number) => never): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#?\w{1,10};)?/g, (reference, at: number) => {
    return predefined[reference] ?? numbered(reference) ?? unknown(reference, at);
  });
}

function numbered(reference: string): string | undefined {
  const found = /^&#(?:(\d+)|x([0-9a-fA-F]+));$/.exec(reference);
  if (!found) return undefined;
  const code = found[1] === undefined ? parseInt(found[2] ?? "", 16) : Number(found[1]);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  const character = String.fromCodePoint(code);
  return notXml.test(character) ? undefined : character;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
  "\n": "&#10;",
  "\t": "&#9;",
};

/** Character data; what no document may hold becomes U+FFFD. */
export function escapeText(text: string): string {
  return allowed(text).replace(/[&<>\r]/g, (char) => escapes[char] ?? char);
}

/** An attribute's value, to stand between double quotes; white space that a reader would make a space is kept. */
export function escapeAttribute(text: string): string {
  return allowed(text).replace(/[&<>"\r\n\t]/g, (char) => escapes[char] ?? char);
}

function allowed(text: string): string {
  return notXml.test(text) ? text.replace(new RegExp(notXml, "g"), "\ufffd") : text;
}

/**
 * A text as a name without a colon, and reversibly: `first name` → `first_x0020_name`, in the manner of ISO 9075-14.
 * What looks like such an escape is escaped itself.
 */
export function encodeName(text: string): string {
  if (simpleName.test(text)) return text;
  const encoded = text.replace(/_(?=x[0-9A-F]{4,6}_)|[^-._\p{L}\p{N}\p{M}]/gu, escapeChar);
  return encoded === "" ? "_" : encoded.replace(/^[^_\p{L}]/u, escapeChar);
}

/** What `encodeName` was given. */
export function decodeName(name: string): string {
  if (!name.includes("_x")) return name;
  return name.replace(/_x([0-9A-F]{4,6})_/g, (whole, hex: string) => {
    const code = parseInt(hex, 16);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}

const simpleName = /^(?!.*_x)[A-Za-z_][-.\w]*$/;

function escapeChar(char: string): string {
  const hex = (char.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `_x${hex.padStart(4, "0")}_`;
}

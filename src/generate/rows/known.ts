/** A field of a row that can be given, and from which the rest of the row follows. */
export type Facet =
  | "firstName"
  | "lastName"
  | "fullName"
  | "username"
  | "email"
  | "gender"
  | "birth"
  | "phone"
  | "street"
  | "city"
  | "region"
  | "country"
  | "countryCode"
  | "postcode"
  | "timezone"
  | "locale"
  | "latitude"
  | "longitude"
  | "currency"
  | "unitPrice"
  | "quantity"
  | "subtotal"
  | "company"
  | "product"
  | "created"
  | "updated"
  | "start"
  | "end"
  | "online"
  | "seen"
  | "level";

/** What is already decided of a row. */
export type Known = Readonly<Partial<Record<Facet, unknown>>>;

export const nothingKnown: Known = {};

/** A given text, or undefined where something else or nothing is given. */
export function knownText(known: Known, facet: Facet): string | undefined {
  if (known === nothingKnown) return undefined;
  const value = known[facet];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A given number, also one written as text. */
export function knownNumber(known: Known, facet: Facet): number | undefined {
  if (known === nothingKnown) return undefined;
  const value = known[facet];
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** A given instant in milliseconds: ISO 8601 text, or a number of seconds or milliseconds since 1970. */
export function knownInstant(known: Known, facet: Facet): number | undefined {
  if (known === nothingKnown) return undefined;
  const value = known[facet];
  if (typeof value === "number") return Math.abs(value) < 1e11 ? value * 1000 : value;
  if (typeof value !== "string") return undefined;
  // Text without a zone is read as UTC, so that the machine's own zone changes nothing.
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(value);
  if (!iso) return undefined;
  const instant = Date.parse(`${iso[1]}T${iso[2] ?? "00:00"}${iso[3] ?? "Z"}`);
  return Number.isNaN(instant) ? undefined : instant;
}

import { requestValue, type RequestValue } from "./request-value.ts";
import type { Subject } from "./subject.ts";

/** A name that is written down, or stands in the request. */
export type Name = string | RequestValue;

/** The collection's name for one request. A slash in an owner's id is not one between names. */
export function collectionName(names: readonly Name[], subject: Subject): string {
  return names
    .map((name) =>
      typeof name === "string" ? name : nameText(name, subject).replace(/[%/]/g, encodeURIComponent),
    )
    .join("");
}

/** A name for one request, as the store has it. */
export function nameText(name: Name, subject: Subject): string {
  if (typeof name === "string") return name;
  const value = requestValue(name, subject) ?? "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The name as the contract writes it, as far as it is known without a request: `users/{}/posts`. */
export function writtenName(names: readonly Name[]): string {
  return names.map((name) => (typeof name === "string" ? name : "{}")).join("");
}

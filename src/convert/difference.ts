/**
 * What it means that captures do not agree:
 * `contradicts` they state different things · `absent` one lacks what its layout would show ·
 * `less detailed` one says less, and nothing against the others · `not shown` its layout never shows such a thing.
 */
export type Meaning = "contradicts" | "absent" | "less detailed" | "not shown";

/** One thing the captures of an operation do not agree about. */
export interface Difference {
  /** `POST /manager/ambassadors`. */
  readonly operation: string;
  /** Where, from the operation down: `["response 201", "sponsor"]`. */
  readonly at: readonly string[];
  /** `property`, `type`, `description`, `required`, `enum`… */
  readonly what: string;
  /** Which capture says what. */
  readonly stated: readonly { readonly capture: string; readonly value: string }[];
  readonly absentFrom: readonly string[];
  readonly meaning: Meaning;
  /** What the document holds. */
  readonly outcome: string;
}

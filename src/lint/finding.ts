/** Every kind of finding: code → how bad it is. README documents each. */
export const findingLevels = {
  "unusable-part": "error",
  "nothing-to-serve": "warning",
  "reference-dead": "error",
  "reference-unread": "error",
  "reference-circular": "error",
  "schema-unusable": "error",
  "schema-impossible": "error",
  "type-unknown": "error",
  "pattern-invalid": "error",
  "keyword-malformed": "error",
  "enum-duplicate": "warning",
  "enum-mismatch": "warning",
  "required-undeclared": "warning",
  "faker-unknown": "warning",
  "faker-unfit": "warning",
  "default-invalid": "warning",
  "schema-example-invalid": "warning",
  "parameter-example-invalid": "warning",
  "example-invalid": "error",
  "generated-invalid": "error",
  "path-parameter-undeclared": "error",
  "path-parameter-unused": "error",
  "path-ambiguous": "warning",
  "operation-id-duplicate": "error",
  "operation-unreachable": "error",
  "no-success-response": "warning",
  "body-unexpected": "warning",
  "security-undefined": "error",
  "callback-expression": "warning",
  "resource-unknown": "warning",
  "prism-disagrees": "warning",
  "prism-refuses": "warning",
} as const satisfies Record<string, Level>;

export type Level = "error" | "warning";

export type FindingCode = keyof typeof findingLevels;

/** Something in a document that is wrong, or that makes a bad mock of it. */
export interface Finding {
  readonly level: Level;
  /** Stable; `findingLevels` has them all. */
  readonly code: FindingCode;
  /** URI fragment into the contract's root, or a place in another file: `schemas/pet.yaml#/properties/owner`. */
  readonly place: string;
  readonly said: string;
}

/** A document decides how long its names and patterns are. */
const longest = 500;

/** A finding of that kind. */
export function finding(code: FindingCode, place: string, said: string): Finding {
  const cut = said.length > longest ? `${said.slice(0, longest)}…` : said;
  return { level: findingLevels[code], code, place, said: cut };
}

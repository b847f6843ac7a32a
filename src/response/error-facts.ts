import type { Violation } from "../problem/violation.ts";

/** What an error response has to tell. */
export interface ErrorFacts {
  readonly status: number;
  /** Said where no single fields are to blame: the response's description. */
  readonly message: string;
  /** Where the request went. */
  readonly path: string;
  readonly findings: readonly Finding[];
}

/** One field and what is wrong with it. */
export interface Finding {
  /** `roles.0.status_role`; empty for the body as a whole. */
  readonly field: string;
  readonly message: string;
  readonly code: string;
  readonly in: Violation["in"];
}

/** The first message, and how many more there are: `firstname is required! (and 2 more errors)`. */
export function summary({ findings, message }: ErrorFacts): string {
  const [first] = findings;
  if (!first) return message;
  const more = findings.length - 1;
  if (more === 0) return first.message;
  return `${first.message} (and ${String(more)} more error${more === 1 ? "" : "s"})`;
}

/** Every message, for a body that has no other room for them. */
export function everything({ findings, message }: ErrorFacts): string {
  return findings.length > 0 ? findings.map((finding) => finding.message).join("; ") : message;
}

/** Whether every message stands somewhere in the body. */
export function tells(body: unknown, { findings, message }: ErrorFacts): boolean {
  const texts = textsOf(body);
  const wanted = findings.length > 0 ? findings.map((finding) => finding.message) : [message];
  return wanted.every((one) => texts.some((text) => text.includes(one)));
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

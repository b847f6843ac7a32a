import { asciiJson } from "../http/headers.ts";
import type { Violation } from "../problem/violation.ts";

const limit = 4096;

/** A JSON array for a header line: ASCII only, whole items dropped from the end until it fits 4,096 bytes. */
export function violationsHeader(items: readonly unknown[]): string {
  const texts = items.map(asciiJson);
  let size = 2;
  const fitting = texts.filter((text) => (size += text.length + 1) <= limit + 1);
  return `[${fitting.join(",")}]`;
}

/** A violation in the shape of Prism's `sl-violations`. */
export function prismViolation({ in: place, pointer, code, message }: Violation): Record<string, unknown> {
  const [side, where] = place === "response" ? ["response", "body"] : ["request", place];
  const segments = pointer.split("/").slice(1);
  return { location: [side, where, ...segments], severity: "Error", code, message };
}

import { asciiJson } from "../http/headers.ts";
import type { Violation } from "../problem/violation.ts";
import { pointerSegments } from "../schema/pointer.ts";

const limit = 4096;

/** A JSON array for a header line: ASCII only, whole items dropped from the end until it fits 4,096 bytes. */
export function violationsHeader(items: readonly unknown[]): string {
  const texts = items.map(asciiJson);
  let size = 2;
  const fitting = texts.filter((text) => (size += text.length + 1) <= limit + 1);
  return `[${fitting.join(",")}]`;
}

/** A violation in the shape of Prism's `sl-violations`, which knows some by their status. */
export function prismViolation({ in: place, pointer, code, message }: Violation): Record<string, unknown> {
  const status = statuses.get(code);
  if (status !== undefined) return { location: ["request"], severity: "Error", code: status, message };
  const [side, where] = sides.get(place) ?? ["request", place];
  const segments = pointerSegments(pointer);
  return { location: [side, where, ...segments], severity: "Error", code, message };
}

const sides: ReadonlyMap<string, readonly [side: string, where: string]> = new Map([
  ["response", ["response", "body"]],
  ["response-header", ["response", "header"]],
]);

const statuses: ReadonlyMap<string, number> = new Map([
  ["security", 401],
  ["content-type", 415],
]);

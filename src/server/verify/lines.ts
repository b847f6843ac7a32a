import type { Exchange } from "../../problem/exchange.ts";

const longestLine = 300;
const longestPattern = 500;

/** `3 times` */
export function timesOf(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : `${String(count)} times`;
}

/** `default-7 POST /pets → 201` */
export function lineOf({ id, request, response }: Exchange): string {
  return cut(`${id} ${request.method} ${request.path} → ${String(response.status)}`);
}

/** What was expected, as it was written. */
export function patternLine(written: unknown): string {
  return cut(JSON.stringify(written), longestPattern);
}

/** A test's output is no place for a whole body. */
export function cut(text: string, longest = longestLine): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** A heading and lines below it, of which only so many are read. */
export function told(heading: string, lines: readonly string[], most = lines.length): string {
  const rest = lines.length - most;
  const more = rest > 0 ? [`and ${String(rest)} more`] : [];
  return [heading, ...lines.slice(0, most), ...more].join("\n  ");
}

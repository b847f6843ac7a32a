import type { DeclaredResponse } from "../contract/operation.ts";
import type { Generator } from "../generate/generator.ts";
import { hashText, mix } from "../generate/hash.ts";
import { isHeaderName } from "../http/headers.ts";

// OpenAPI 3.1, Response Object: "If a response header is defined with the name Content-Type, it SHALL be ignored."
const ignored = new Set(["content-type", "content-length", "transfer-encoding", "connection", "date"]);

/** The headers a response declares, from their examples or generated. */
export function declaredHeaders(
  declared: DeclaredResponse | undefined,
  seed: number,
  generator: Generator,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { name, schema, example } of declared?.headers ?? []) {
    if (ignored.has(name.toLowerCase()) || !isHeaderName(name)) continue;
    const value =
      example ?? generator.generate(schema ?? { type: "string" }, { seed: mix(seed, hashText(name)) });
    headers[name] = headerText(value);
  }
  return headers;
}

/** Style `simple`; what a header line cannot carry (RFC 9110, section 5.5) is left out. */
export function headerText(value: unknown): string {
  const parts = Array.isArray(value) ? (value as unknown[]) : [value];
  return parts
    .map(scalarText)
    .join(",")
    .replace(/[^\t\x20-\x7e]/g, "");
}

function scalarText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

import type { JsonObject } from "./json.ts";
import type { Credential, Operation } from "./model.ts";

/** The name under which a document declares a scheme: `bearerAuth`, `xApiKey`. */
export function schemeName(credential: Credential): string {
  if (credential.type === "http") return `${credential.scheme}Auth`;
  const [first = "", ...others] = credential.header.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const words = others.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
  return `${first.toLowerCase()}${words.join("")}`;
}

/** `components.securitySchemes` for all credentials of some operations. */
export function securitySchemes(operations: readonly Operation[]): JsonObject {
  const credentials = operations.flatMap(({ security }) => security.flat());
  return Object.fromEntries(
    credentials.map((credential) => [
      schemeName(credential),
      credential.type === "http"
        ? { type: "http", scheme: credential.scheme }
        : { type: "apiKey", in: "header", name: credential.header },
    ]),
  );
}

import type { Cursor } from "./cursor.ts";
import type { SecurityNeed, SecurityScheme } from "./operation.ts";

/** The security requirements in force: the operation's own, else the document's. */
export function readSecurity(operation: Cursor, document: Cursor): readonly (readonly SecurityNeed[])[] {
  const own = operation.get("security");
  const requirements = own.exists ? own : document.get("security");
  const schemes = document.get("components").get("securitySchemes");
  // A single requirement without its list is what it looks like; anything else that is no list asks for nothing known.
  const alternatives = Array.isArray(requirements.value)
    ? requirements.items()
    : requirements.exists
      ? [requirements]
      : [];
  return alternatives.map((requirement) =>
    requirement.members().map(([name, scopes]) => ({
      name,
      scheme: readScheme(schemes.get(name)),
      scopes: texts(scopes.value),
    })),
  );
}

/** A scheme that is not defined lets nobody in: left out, it would let everybody in. */
function readScheme(scheme: Cursor): SecurityScheme {
  const place = scheme.text("in");
  switch (scheme.text("type")) {
    case "apiKey":
      if (place !== "header" && place !== "query" && place !== "cookie") return { kind: "unknown" };
      return { kind: "apiKey", in: place, name: scheme.text("name") };
    case "http":
      return { kind: "http", scheme: scheme.text("scheme").toLowerCase() };
    case "oauth2":
      return { kind: "oauth2" };
    case "openIdConnect":
      return { kind: "openIdConnect" };
    case "mutualTLS":
      return { kind: "mutualTLS" };
    default:
      return { kind: "unknown" };
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

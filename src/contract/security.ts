import { isObject } from "../schema/pointer.ts";
import type { Cursor } from "./cursor.ts";
import type { Operation, SecurityNeed, SecurityScheme } from "./operation.ts";

/** The security requirements in force: the operation's own, else the document's. */
export function readSecurity(operation: Cursor, document: Cursor): readonly (readonly SecurityNeed[])[] {
  const own = operation.get("security");
  const requirements = own.value === undefined || own.value === null ? document.get("security") : own;
  const schemes = document.get("components").get("securitySchemes");
  return alternativesOf(requirements).map((requirement) =>
    needsOf(requirement).map(([name, scopes]) => ({
      name,
      scheme: readScheme(schemes.get(localName(name))),
      scopes: texts(scopes),
    })),
  );
}

/** A single requirement without its list is what it looks like; anything else that is no list asks for nothing known. */
function alternativesOf(requirements: Cursor): readonly Cursor[] {
  if (Array.isArray(requirements.value)) return requirements.items();
  return requirements.value === undefined || requirements.value === null ? [] : [requirements];
}

/** A scheme by its name alone is what it looks like as well: taken for nothing, it would let everybody in. */
function needsOf({ value }: Cursor): readonly (readonly [name: string, scopes: unknown])[] {
  return typeof value === "string" ? [[value, []]] : isObject(value) ? Object.entries(value) : [];
}

/** OpenAPI 3.2 lets a scheme be named by its address in the document. */
function localName(name: string): string {
  return /^[^#]*#\/components\/securitySchemes\/([^/]+)$/.exec(name)?.[1] ?? name;
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

const keyNames = new WeakMap<object, ReadonlySet<string>>();

/** What API keys are sent in, in lower case: headers and query parameters; looked for when it is first asked. */
export function apiKeyNames({
  operations,
}: {
  readonly operations: readonly Operation[];
}): ReadonlySet<string> {
  let names = keyNames.get(operations);
  if (!names) {
    const schemes = operations.flatMap(({ security }) => security.flat()).map(({ scheme }) => scheme);
    names = new Set(schemes.flatMap((one) => (one.kind === "apiKey" ? [one.name.toLowerCase()] : [])));
    keyNames.set(operations, names);
  }
  return names;
}

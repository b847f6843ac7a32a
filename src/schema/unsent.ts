import { list, partsOf, type Node, type Place, type Translation } from "./place.ts";
import { isObject } from "./pointer.ts";
import type { At } from "./resources.ts";
import type { Schema } from "./schema.ts";

// OpenAPI 3.0.3, Schema Object: a required readOnly property is required of responses only, a writeOnly one of
// requests only.

/** Names of the properties that this side does not send, whichever part of an `allOf` declares them. */
export function unsentNames(raw: Node, at: At, to: Translation): readonly string[] {
  if (raw["properties"] === undefined && raw["allOf"] === undefined && raw["$ref"] === undefined) return [];
  return partsOf(raw, at, to).flatMap((part) => ownUnsent(part.node, part, to));
}

/** Those of the names that the schema at a fragment asks for, and would not leave out of its own accord. */
export function stillAsked(names: readonly string[], target: At, to: Translation): readonly string[] {
  const raw = to.resources.raw(target.fragment);
  const parts = partsOf(raw, target, { resources: to.resources, through: ["allOf", "anyOf", "oneOf"] });
  const asked = new Set(parts.flatMap(({ node }) => list(node["required"])));
  if (asked.size === 0 || !isObject(raw)) return [];
  const known = new Set(unsentNames(raw, target, to));
  return [...new Set(names)].filter((name) => asked.has(name) && !known.has(name)).toSorted();
}

/**
 * Takes what is not sent out of `required`. What must not be sent in a response is taken out of its schema, so that
 * nothing generates it; in a request it is judged like anything else, and refused by `--strict` only.
 */
export function askOnlyWhatIsSent(
  out: Record<string, unknown>,
  { raw, place, to }: { readonly raw: Node; readonly place: Place; readonly to: Translation },
): void {
  const { waived } = place;
  if ("required" in out && !Array.isArray(out["required"])) delete out["required"];
  if (waived.length === 0) return;
  const asked = (names: unknown) => list(names).filter((name) => !waived.includes(name as string));
  if ("required" in out) out["required"] = asked(out["required"]);
  if (isObject(out["dependentRequired"])) {
    const entries = Object.entries(out["dependentRequired"]).map(([name, names]) => [name, asked(names)]);
    out["dependentRequired"] = Object.fromEntries(entries) as unknown;
  }
  if (to.direction === "request" || !isObject(out["properties"])) return;
  const properties = out["properties"] as Record<string, Schema>;
  for (const name of ownUnsent(raw, place, to)) Reflect.deleteProperty(properties, name);
}

function ownUnsent({ properties }: Node, at: At, to: Translation): readonly string[] {
  if (!isObject(properties)) return [];
  const flag = to.direction === "request" ? "readOnly" : "writeOnly";
  return Object.keys(properties).filter((name) => {
    const property = properties[name];
    if (!isObject(property)) return false;
    if (property[flag] === true) return true;
    const isSimple = property["$ref"] === undefined && property["allOf"] === undefined;
    return !isSimple && partsOf(property, at, to).some(({ node }) => node[flag] === true);
  });
}

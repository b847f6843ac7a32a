import { resolvedOrAny } from "../schema-names.ts";
import type { Schema, SchemaObject, Schemas } from "../../schema/schema.ts";

/** What an editor shows beside a name: long enough to choose by. */
const longest = 120;

/** `{ description }` of a text's first line, or nothing where there is none. */
export function described(text: unknown): { description?: string } {
  if (typeof text !== "string") return {};
  const [line = ""] = text.trim().split(/\s*\n/);
  if (line === "") return {};
  return { description: line.length > longest ? `${line.slice(0, longest - 1)}…` : line };
}

/** Follows references; a schema that cannot be used says nothing, and is told of where the document is checked. */
export function resolved(schema: Schema, schemas: Schemas): SchemaObject | undefined {
  const found = resolvedOrAny(schema, schemas);
  return typeof found === "object" ? found : undefined;
}

/** The types a schema allows, by their names; undefined where it does not say. */
export function typesOf({ type }: SchemaObject): readonly string[] | undefined {
  return type === undefined ? undefined : [type].flat();
}

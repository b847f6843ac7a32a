import type { Operation, ParameterPlace } from "../../contract/operation.ts";
import type { Schema, SchemaObject } from "../../schema/schema.ts";
import type { Definitions } from "./definitions.ts";
import type { Fields } from "./fields.ts";
import { described } from "./words.ts";

const matcher = { $ref: "#/$defs/matcher" };

/** What `when` of an operation may look at: declared parameters, and the fields of its request body. */
export function whenPart(operation: Operation, fields: Fields, definitions: Definitions): SchemaObject {
  const of = (place: ParameterPlace) => parametersOf(operation, place, definitions);
  const path = of("path");
  const places: Readonly<Record<string, SchemaObject>> = {
    headers: listing(of("header")),
    query: listing(of("query")),
    cookies: listing(of("cookie")),
    path: { ...listing(path), additionalProperties: false },
    body: operation.requestBody ? definitions.share("body", pointersPart(fields)) : {},
  };
  const some = Object.entries(places).filter(([, place]) => Object.keys(place).length > 0);
  return { properties: Object.fromEntries(some) };
}

function listing(properties: Readonly<Record<string, Schema>>): SchemaObject {
  return Object.keys(properties).length > 0 ? { properties } : {};
}

/** Many operations have the same parameters. */
function parametersOf({ parameters }: Operation, place: ParameterPlace, definitions: Definitions) {
  const named = parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, description }) => {
      const said = described(description);
      const part = said.description === undefined ? matcher : { ...said, allOf: [matcher] };
      return [place === "header" ? name.toLowerCase() : name, definitions.share("parameter", part)] as const;
    });
  return Object.fromEntries(named);
}

function pointersPart({ fields, open }: Fields): SchemaObject {
  const listed = fields.map(({ segments, ...said }) => [pointerTo(segments), { ...said, allOf: [matcher] }]);
  const all = [["", { title: "the whole body", allOf: [matcher] }], ...listed] as [string, Schema][];
  const properties = Object.fromEntries(all);
  if (open.some((segments) => segments.length === 0)) return { properties };
  const prefixes = open.map((segments) => `${pointerTo(segments).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}/`);
  const others = prefixes.length > 0 ? { patternProperties: { [`^(?:${prefixes.join("|")})`]: true } } : {};
  return { properties, ...others, additionalProperties: false };
}

function pointerTo(segments: readonly string[]): string {
  return segments.map((segment) => `/${segment.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

import type { Schema, Schemas } from "../schema/schema.ts";
import type { Cursor } from "./cursor.ts";
import type { Parameter, ParameterPlace } from "./operation.ts";
import { bareName } from "./path-expression.ts";
import { readEncoding, readExamples, readSchema } from "./read-content.ts";

const defaultStyle: Readonly<Record<ParameterPlace, string>> = {
  path: "simple",
  query: "form",
  header: "simple",
  cookie: "form",
};
// OpenAPI 3.1, Parameter Object: "If in is header and name is Accept, Content-Type or Authorization, the
// parameter definition SHALL be ignored."
const ignoredHeaders = new Set(["accept", "content-type", "authorization"]);

/** The path item's parameters, replaced by the operation's of the same place and name. */
export function readParameters(owners: readonly Cursor[], schemas: Schemas): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const cursor of owners.flatMap((owner) => owner.get("parameters").items())) {
    const parameter = readParameter(cursor, schemas);
    if (parameter) found.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...found.values()];
}

/** The whole query as one value (OpenAPI 3.2, Parameter Locations); it need not be called anything. */
function isQuerystring(cursor: Cursor): boolean {
  return cursor.text("in") === "querystring" && cursor.get("content").members().length > 0;
}

/** Whether it says where it stands and what it is called. */
export function isParameter(cursor: Cursor): boolean {
  if (isQuerystring(cursor)) return true;
  return Object.hasOwn(defaultStyle, cursor.text("in")) && cursor.text("name") !== "";
}

/** Headers have no case; what a path's parameter is called, the path may say in a longer way. */
function nameIn(place: ParameterPlace, name: string): string {
  if (place === "path") return bareName(name);
  return place === "header" ? name.toLowerCase() : name;
}

function readParameter(cursor: Cursor, schemas: Schemas): Parameter | undefined {
  if (!isParameter(cursor)) return undefined;
  const isWhole = isQuerystring(cursor);
  const place = isWhole ? "query" : (cursor.text("in") as ParameterPlace);
  const name = nameIn(place, cursor.text("name") || "query");
  if (place === "header" && ignoredHeaders.has(name)) return undefined;
  const style = isWhole ? "querystring" : cursor.text("style") || defaultStyle[place];
  const explode = cursor.get("explode").value;
  const [content] = cursor.get("content").members();
  const [example] = [cursor, ...(content ? [content[1]] : [])].flatMap(readExamples);
  let schema: Schema | undefined;
  let encoding: Parameter["encoding"] | undefined;
  const reading = { schemas, direction: "request" } as const;
  return {
    in: place,
    name,
    required: place === "path" || cursor.flag("required"),
    style,
    explode: typeof explode === "boolean" ? explode : style === "form",
    allowEmptyValue: cursor.flag("allowEmptyValue"),
    get schema() {
      return (schema ??= readSchema(content?.[1] ?? cursor, reading) ?? true);
    },
    get encoding() {
      return (encoding ??= content ? readEncoding(content[1], reading) : {});
    },
    contentType: content?.[0].toLowerCase(),
    description: cursor.text("description"),
    example: example?.value,
    fragment: cursor.fragment,
  };
}

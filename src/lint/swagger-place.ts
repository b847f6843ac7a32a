import type { JsonObject } from "../contract/read.ts";
import { valueAt } from "../schema/pointer.ts";

const components: Readonly<Record<string, string>> = {
  schemas: "definitions",
  securitySchemes: "securityDefinitions",
};

/** Where a place of the OpenAPI document that was made of a Swagger 2.0 one stands in the latter, as near as it can be told. */
export function swaggerPlace(pointer: readonly string[], document: JsonObject): readonly string[] {
  const [first, second = "", ...rest] = pointer;
  if (first === "components") return [components[second] ?? second, ...inOperation(rest)];
  if (first !== "paths") return pointer;
  const [method = "", member, ...deeper] = rest;
  const operation = ["paths", second, method];
  if (member === "requestBody") return [...operation, "parameters", ...bodyParameter(operation, document)];
  return member === undefined ? pointer : [...operation, member, ...inOperation(deeper)];
}

/** `responses/200/content/application~1json/schema/…` was `responses/200/schema/…`; a parameter was its own schema. */
function inOperation(pointer: readonly string[]): readonly string[] {
  const content = pointer.indexOf("content");
  if (content < 0) return pointer;
  const [type = "", member, ...rest] = pointer.slice(content + 1);
  const before = pointer.slice(0, content);
  return member === "schema" ? [...before, "schema", ...rest] : [...before, "examples", type];
}

function bodyParameter(operation: readonly string[], document: JsonObject): readonly string[] {
  const parameters = valueAt(document, [...operation, "parameters"]);
  if (!Array.isArray(parameters)) return [];
  const index = parameters.findIndex((one) => valueAt(one, ["in"]) === "body");
  return index < 0 ? [] : [String(index), "schema"];
}

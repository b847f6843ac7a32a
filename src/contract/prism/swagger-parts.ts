import { isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";
import { below, entriesOf, textsOf } from "./swagger-source.ts";

/** The member by which Prism hands the JSON Pointer of an operation or schema through. */
export const at = "x-locum-at";

/** A parameter for Prism. */
export function parameterOutline(value: JsonObject, pointer: string): JsonObject {
  const common = scalars(value, ["name", "in", "required", "description"]);
  // Of a parameter's own extensions Prism keeps none; the title of its schema comes through.
  if (value["in"] !== "body") return { ...common, title: pointer };
  const single = ["x-example", "example"].find((name) => name in value);
  const examples =
    single === undefined
      ? pointers(value["x-examples"], below(pointer, "x-examples"))
      : { default: below(pointer, single) };
  return { ...common, schema: { [at]: below(pointer, "schema") }, "x-examples": examples };
}

/** A response for Prism. */
export function responseOutline(value: JsonObject, pointer: string): JsonObject {
  const headers = entriesOf(value["headers"]).map(([name]) => [
    name,
    { title: below(pointer, "headers", name) },
  ]);
  return {
    // Prism takes an object without any of its members for no response.
    description: "",
    ...scalars(value, ["description"]),
    ...(isObject(value["schema"]) && { schema: { [at]: below(pointer, "schema") } }),
    headers: Object.fromEntries(headers) as JsonObject,
    examples: pointers(value["examples"], below(pointer, "examples")),
  };
}

/** What Prism is to hand through for the values of a map: where they stand. */
function pointers(values: unknown, pointer: string): JsonObject {
  const names = entriesOf(values).map(([name]) => name);
  return Object.fromEntries(
    names.filter((name) => name !== "$ref").map((name) => [name, below(pointer, name)]),
  );
}

/** The members that hold a plain value: nothing else could be what they are meant for, and it could hold a `$ref`. */
export function scalars(value: JsonObject, names: readonly string[]): JsonObject {
  const plain = names.filter((name) => ["string", "boolean"].includes(typeof value[name]));
  return Object.fromEntries(plain.map((name) => [name, value[name]]));
}

/** A security definition for Prism. */
export function schemeOutline([name, raw]: readonly [string, unknown]): [string, JsonObject] {
  if (!isObject(raw)) return [name, {}];
  const plain = scalars(raw, ["type", "description", "name", "in", "flow", "authorizationUrl", "tokenUrl"]);
  const scopes = entriesOf(raw["scopes"]).map(([scope, said]) => [scope, String(said)]);
  return [name, { ...plain, scopes: Object.fromEntries(scopes) as JsonObject }];
}

/** Security requirements for Prism. */
export function requirements(raw: unknown): readonly JsonObject[] {
  if (!Array.isArray(raw)) return [];
  return raw.map((one) =>
    Object.fromEntries(entriesOf(one).map(([name, scopes]) => [name, textsOf(scopes)])),
  );
}

/** Prism says where an API is only if it knows host and schemes; a host is sometimes written as a URL. */
export function address(root: JsonObject): JsonObject {
  const { host } = scalars(root, ["host"]);
  const plainHost = (typeof host === "string" ? host : "").replace(/^[a-z]+:\/\//i, "").replace(/\/.*$/, "");
  const schemes = textsOf(root["schemes"]).filter((scheme) => /^(https?|wss?)$/.test(scheme));
  return {
    host: plainHost || "localhost",
    schemes: schemes.length > 0 ? schemes : ["https"],
    ...scalars(root, ["basePath"]),
  };
}

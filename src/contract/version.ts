import { InputError } from "../problem/input-error.ts";
import { isObject } from "../schema/pointer.ts";
import type { Dialect } from "../schema/translate.ts";
import type { JsonObject } from "./read.ts";

const help =
  "Give an OpenAPI 3.0 or 3.1 document (`openapi: 3.1.0`), a Swagger 2.0 document or a Postman collection.";

/** The dialect of a document's schemas; undefined where the file says no version of OpenAPI 3. */
export function dialectOf(root: unknown): Dialect | undefined {
  const version = versionOf(root);
  if (version.startsWith("3.0")) return "3.0";
  // Whatever follows 3.1 is a superset of it as far as anybody knows.
  return /^3\.\d/.test(version) ? "2020-12" : undefined;
}

/** The document is one that nobody here can read. */
export function unknownVersion(root: JsonObject, place: string): InputError {
  const name = ["openapi", "swagger"].find((one) => root[one] !== undefined);
  const cause =
    name === undefined
      ? "this is not an OpenAPI document: it has no `openapi` version"
      : `version ${JSON.stringify(root[name])} of OpenAPI is not supported`;
  return new InputError(cause, { place, help });
}

/** `openapi: 3.0` without quotes is a number in YAML. */
function versionOf(root: unknown): string {
  const version = isObject(root) ? root["openapi"] : undefined;
  if (typeof version === "number") return Number.isInteger(version) ? version.toFixed(1) : String(version);
  return typeof version === "string" ? version.trim() : "";
}

import { InputError } from "../../problem/input-error.ts";
import type { Unusable } from "../contract.ts";
import type { JsonObject } from "../read.ts";
import { collectionOf, isOldPostman, isPostman, isSwagger } from "./is-foreign.ts";
import { postmanDocument } from "./postman.ts";
import { swaggerDocument } from "./swagger.ts";

const help =
  "Give an OpenAPI document of version 2.0 or 3, or a Postman collection exported as v2.1; `locum validate` says more.";

/**
 * A Swagger 2.0 document or a Postman collection, read by Prism, as OpenAPI 3; operations that cannot be served are
 * listed in `x-locum-unusable`. Throws InputError where it is neither, or where nothing of what it has can be served.
 */
export async function foreignDocument(root: JsonObject, source: string): Promise<JsonObject> {
  try {
    const document = await read(root);
    const unusable = document["x-locum-unusable"] as readonly Unusable[];
    const [first] = unusable;
    if (first && Object.keys(document["paths"] as JsonObject).length === 0) throw nothingToServe(first);
    return document;
  } catch (error) {
    const [said = ""] = (error as Error).message.split("\n");
    const cause = error instanceof RangeError ? "it is nested too deeply" : said;
    throw new InputError(cause, { place: source, help });
  }
}

function nothingToServe({ operation, cause }: Unusable): InputError {
  return new InputError(`no operation of the document can be served: ${operation}: ${cause}`);
}

function read(root: JsonObject): Promise<JsonObject> {
  if (isSwagger(root)) return swaggerDocument(root);
  const collection = collectionOf(root);
  if (isPostman(collection)) return postmanDocument(collection);
  const what = isOldPostman(root)
    ? "a Postman collection of version 1"
    : "neither Swagger 2.0 nor a Postman collection";
  throw new InputError(`this is ${what}`);
}

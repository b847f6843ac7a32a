import { isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";

/** Whether a document is for Prism to read: Swagger 2.0, or a Postman collection. */
export function isForeign(root: JsonObject): boolean {
  return isSwagger(root) || isPostman(collectionOf(root)) || isOldPostman(root);
}

/** YAML has `swagger: 2.0` for a number. */
export function isSwagger({ swagger }: JsonObject): boolean {
  return swagger === 2 || (typeof swagger === "string" && /^2(\.0)*$/.test(swagger.trim()));
}

/** A collection of version 2; its `info` tells it from anything else that has items. */
export function isPostman({ info, item }: JsonObject): boolean {
  if (!isObject(info) || !Array.isArray(item)) return false;
  return "_postman_id" in info || (typeof info["schema"] === "string" && /postman/i.test(info["schema"]));
}

/** A collection of version 1, which nothing reads any more. */
export function isOldPostman({ requests, order }: JsonObject): boolean {
  return Array.isArray(requests) && Array.isArray(order);
}

/** Postman's own API gives a collection in an envelope. */
export function collectionOf(root: JsonObject): JsonObject {
  return isObject(root["collection"]) ? root["collection"] : root;
}

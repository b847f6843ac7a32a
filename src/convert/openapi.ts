import { documentInfo } from "./document-info.ts";
import { distinct, type JsonObject } from "./json.ts";
import type { Operation } from "./model.ts";
import { operationIds } from "./operation-id.ts";
import { operationObject } from "./operation-object.ts";
import { securitySchemes } from "./security-schemes.ts";

/** The OpenAPI 3.1 document of some operations, in their order. */
export function toDocument(operations: readonly Operation[]): JsonObject {
  const ids = operationIds(operations);
  const shared = distinct(operations.map(({ servers }) => servers));
  const paths = new Map<string, Record<string, JsonObject>>();
  operations.forEach((operation, at) => {
    const item = paths.get(operation.path) ?? {};
    const servers = shared.length > 1 ? serverObjects(operation) : {};
    item[operation.method.toLowerCase()] = {
      operationId: ids[at] ?? "",
      ...servers,
      ...operationObject(operation),
    };
    paths.set(operation.path, item);
  });
  const schemes = securitySchemes(operations);
  const [first] = operations;
  return {
    openapi: "3.1.0",
    info: documentInfo(operations),
    ...(first && shared.length === 1 ? serverObjects(first) : {}),
    paths: Object.fromEntries(paths),
    ...(Object.keys(schemes).length > 0 ? { components: { securitySchemes: schemes } } : {}),
  };
}

function serverObjects({ servers }: Operation): JsonObject {
  if (servers.length === 0) return {};
  return {
    servers: servers.map(({ url, description }) => ({ url, ...(description ? { description } : {}) })),
  };
}

import { isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";
import { namedScheme, readWithPrism, type PrismOperation } from "./prism.ts";
import { readBody, readResponse } from "./swagger-content.ts";
import { declaredProduces } from "./swagger-media.ts";
import { outlineOf } from "./swagger-outline.ts";
import { readParameters, type SwaggerReading } from "./swagger-parameters.ts";
import { at } from "./swagger-parts.ts";
import { createSwaggerSchemas } from "./swagger-schemas.ts";
import { entriesOf, lookUp } from "./swagger-source.ts";

/** A Swagger 2.0 document, read by Prism, as OpenAPI 3.0. */
export async function swaggerDocument(root: JsonObject): Promise<JsonObject> {
  const { document, unusable } = outlineOf(root);
  const operations = await readWithPrism(document);
  const reading = { root, schemas: createSwaggerSchemas(root) };
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const operation of operations) {
    (paths[operation.path] ??= {})[operation.method] = readOperation(operation, reading);
  }
  return {
    openapi: "3.0.3",
    info: root["info"] ?? {},
    ...extensionsOf(root),
    servers: serversOf(operations),
    ...(root["security"] !== undefined && { security: root["security"] }),
    paths,
    components: {
      schemas: reading.schemas.components(),
      securitySchemes: securitySchemes(operations, root),
    },
    "x-locum-unusable": unusable,
  };
}

function readOperation(operation: PrismOperation, reading: SwaggerReading): JsonObject {
  const source = lookUp(reading.root, String(operation.extensions?.[at]));
  const raw = isObject(source) ? source : {};
  const { iid, summary, description, deprecated, tags = [], request, responses } = operation;
  const isTyped = declaredProduces(reading.root, raw).length > 0;
  const written = responses.map((one) => [one.code, readResponse(one, { ...reading, isTyped })] as const);
  return {
    ...(iid !== undefined && { operationId: iid }),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(deprecated === true && { deprecated }),
    ...extensionsOf(raw),
    tags: tags.map(({ name }) => name),
    // Prism leaves out requirements whose scheme it does not know, and so would let everybody in.
    ...(raw["security"] !== undefined && { security: raw["security"] }),
    parameters: readParameters(operation, reading),
    ...(request?.body && { requestBody: readBody(request.body, reading) }),
    responses: Object.fromEntries(written),
  };
}

function serversOf(operations: readonly PrismOperation[]): JsonObject[] {
  const urls = operations.flatMap(({ servers = [] }) => servers.map(({ url }) => url));
  return [...new Set(urls)].map((url) => ({ url }));
}

/** The schemes that operations ask for; what Prism does not know is left as it is, for our own reader to judge. */
function securitySchemes(operations: readonly PrismOperation[], root: JsonObject): JsonObject {
  const known = operations.flatMap(({ security = [] }) => security.flat());
  return Object.fromEntries([...entriesOf(root["securityDefinitions"]), ...known.map(namedScheme)]);
}

function extensionsOf(raw: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(raw).filter(([name]) => name.startsWith("x-") && name !== "x-locum-files"),
  );
}

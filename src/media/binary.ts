import { conjuncts } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";

/** The media type of a string that is bytes by its schema (OpenAPI 3.1, Working with Binary Data); else undefined. */
export function binaryType(schema: Schema | undefined, schemas: Schemas): string | undefined {
  if (schema === undefined) return undefined;
  for (const { format, contentMediaType, contentEncoding } of conjuncts(schema, schemas)) {
    const isEncoded = contentEncoding !== undefined || format === "byte";
    if (typeof contentMediaType === "string" && !isEncoded) return contentMediaType;
    if (format === "binary") return "application/octet-stream";
  }
  return undefined;
}

/** Whether the bytes of a string stand in it as Base64. */
export function isBase64(schema: Schema | undefined, schemas: Schemas): boolean {
  if (schema === undefined) return false;
  return conjuncts(schema, schemas).some(
    ({ format, contentEncoding }) => contentEncoding === "base64" || format === "byte",
  );
}

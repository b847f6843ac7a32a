import { essence } from "../http/media-type.ts";
import { isObject } from "../schema/pointer.ts";
import { itemsOf, propertyOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { isDataUrl } from "./bytes.ts";
import { binaryType } from "./binary.ts";
import type { ContentForm, WriteContent, Written } from "./content.ts";
import { concreteType } from "./kind.ts";
import { partTypes, type Encodings, type PropertyEncoding } from "./property-encoding.ts";

export interface PartTools {
  readonly schemas: Schemas;
  readonly writer: (form: ContentForm) => WriteContent;
}

interface PartContent {
  readonly name: string | undefined;
  readonly value: unknown;
  readonly schema: Schema;
  readonly encoding: PropertyEncoding | undefined;
}

/** An object as parts with names, a list as parts without; its Content-Type gets the boundary. */
export function writeMultipart(
  value: unknown,
  { type, schema = true, encoding }: ContentForm,
  tools: PartTools,
): Written {
  const parts = partsOf(value, { schema, encoding }, tools.schemas).map((part) => writePart(part, tools));
  const boundary = unusedBoundary(parts);
  const pieces = parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from("\r\n")]);
  const body = Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
  return { type: `${essence(type)}; boundary=${boundary}`, body };
}

function partsOf(
  value: unknown,
  { schema, encoding }: { schema: Schema; encoding: Encodings },
  schemas: Schemas,
): PartContent[] {
  if (!isObject(value)) {
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    const item = Array.isArray(value) ? itemsOf(schema, schemas) : schema;
    return items.map((one) => ({ name: undefined, value: one, schema: item, encoding: undefined }));
  }
  return Object.entries(value).flatMap(([name, own]): PartContent[] => {
    if (own === undefined) return [];
    const part = { name, value: own, schema: propertyOf(schema, name, schemas), encoding: encoding[name] };
    // OpenAPI 3.1, Encoding Object: a list is a part for each item, unless the list itself has a media type.
    if (!Array.isArray(own) || partTypes(part.encoding)[0]?.endsWith("json") === true) return [part];
    return own.map((one: unknown) => ({ ...part, value: one, schema: itemsOf(part.schema, schemas) }));
  });
}

function writePart({ name, value, schema, encoding }: PartContent, { schemas, writer }: PartTools): Buffer {
  const [declared] = partTypes(encoding);
  const file = isDataUrl(value) ? /^data:([^;,]*)/.exec(value)?.[1] : undefined;
  const isFile = file !== undefined || binaryType(schema, schemas) !== undefined;
  const natural = typeof value === "object" && value !== null ? "application/json" : undefined;
  const stated = declared ?? (isFile ? file || binaryType(schema, schemas) : natural);
  const written = writer({ type: concreteType(stated ?? "text/plain"), schema, encoding: {} })(value);
  const disposition = [
    "form-data",
    ...(name === undefined ? [] : [`name="${quote(name)}"`]),
    ...(isFile ? [`filename="${quote(name ?? "file")}"`] : []),
  ];
  const headers = [
    ...(name === undefined ? [] : [`Content-Disposition: ${disposition.join("; ")}`]),
    ...(stated === undefined ? [] : [`Content-Type: ${written.type}`]),
  ];
  const head = headers.map((header) => `${header}\r\n`).join("");
  return Buffer.concat([Buffer.from(`${head}\r\n`), Buffer.from(written.body)]);
}

/** As browsers do it (WHATWG HTML, multipart/form-data encoding algorithm). */
function quote(name: string): string {
  return name.replace(/["\r\n]/g, (char) => encodeURIComponent(char));
}

function unusedBoundary(parts: readonly Buffer[]): string {
  for (let number = 1; ; number++) {
    const boundary = `locum-part-${String(number)}`;
    if (!parts.some((part) => part.includes(boundary))) return boundary;
  }
}

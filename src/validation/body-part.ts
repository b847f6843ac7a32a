import type { Encoding } from "../contract/operation.ts";
import { covers, essence } from "../http/media-type.ts";
import { mediaTypeParameter } from "../http/media-type.ts";
import { decodeText } from "../media/charset.ts";
import { concreteType, mediaKind } from "../media/kind.ts";
import type { Part } from "../media/multipart-split.ts";
import { partTypes } from "../media/property-encoding.ts";
import type { createDocumentReader, ReadDocument } from "../media/read.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Violation } from "../problem/violation.ts";
import { typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { createCoercion } from "./coerce.ts";
import type { Field } from "./body-fields.ts";
import { fieldOf, violationOf } from "./words.ts";

/** A part, what it is the value of, and what the document says of how it is written. */
export interface NamedPart {
  readonly part: Part;
  readonly name: string;
  /** Of the value that the part is: of an item, where the property is a list. */
  readonly schema: Schema;
  readonly encoding: Encoding | undefined;
}

/** A field that knows what its schema is to judge, where that is not the value. */
export interface PartField extends Field {
  readonly judged?: unknown;
}

export interface PartTools {
  readonly schemas: Schemas;
  readonly documents: ReturnType<typeof createDocumentReader>;
}

/** The value of a part, by its own media type. Throws ProblemError `invalid-body`. */
export function readPart({ part, name, schema, encoding }: NamedPart, tools: PartTools): PartField {
  const type = typeOf(part, encoding);
  const kind = mediaKind(type);
  const types = typesOf(schema, tools.schemas);
  const isText = types.has("string") && !types.has("object") && !types.has("array");
  try {
    if (kind === "text" || kind === "form" || kind === "multipart" || kind === "events") {
      return readText({ name, part, type }, tools);
    }
    const isDocument = kind !== "bytes" && !isText && (kind === "json" || types.size > 0);
    const read: ReadDocument = tools.documents(isDocument ? kind : "bytes", isDocument ? schema : true)(
      part.body,
      type,
    );
    return { name, isRead: isDocument || read.judged !== undefined, ...read };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, detail, help } = error.problem;
    throw new ProblemError(code, { detail: `In the part ${name}: ${detail}`, help }, error.headers);
  }
}

interface TextPart {
  readonly name: string;
  readonly part: Part;
  readonly type: string;
}

/** A file may be in a charset that nobody named; a field may not. */
function readText({ name, part, type }: TextPart, { documents }: PartTools): PartField {
  if (part.filename !== undefined)
    return { name, isRead: false, ...documents("bytes", true)(part.body, type) };
  return { name, isRead: false, value: decodeText(part.body, mediaTypeParameter(type, "charset")) };
}

/** RFC 7578, section 4.4: a part that does not say is text; a file is bytes. */
function typeOf({ headers, filename }: Part, encoding: Encoding | undefined): string {
  const sent = headers["content-type"];
  if (sent !== undefined) return sent;
  const [declared, ...others] = partTypes(encoding);
  if (declared !== undefined && others.length === 0) return concreteType(declared);
  return filename === undefined ? "text/plain" : "application/octet-stream";
}

/** What a part's headers have wrong; `pointer` is that of its value, `fragment` that of its media type. */
export function partViolations(
  { part, encoding }: NamedPart,
  { pointer, fragment }: { readonly pointer: string; readonly fragment: string },
  schemas: Schemas,
): Violation[] {
  if (!encoding) return [];
  const allowed = partTypes(encoding);
  const sent = part.headers["content-type"];
  const isWrong =
    sent !== undefined &&
    allowed.length > 0 &&
    !allowed.some((range) => covers(essence(range), essence(sent)));
  const field = fieldOf(pointer);
  const wrongType: Violation = {
    in: "body",
    pointer,
    code: "content-type",
    message: `${field} must be of type ${allowed.join(" or ")}, not ${essence(sent ?? "")}`,
    schemaPointer: `${fragment}/contentType`,
  };
  const headers = encoding.headers.flatMap(({ name, required, schema }): Violation[] => {
    const text = part.headers[name.toLowerCase()];
    const schemaPointer = `${fragment}/headers/${name}`;
    const message = `the header ${name} of ${field} is required!`;
    if (text === undefined)
      return required ? [{ in: "body", pointer, code: "required", message, schemaPointer }] : [];
    if (schema === undefined || name.toLowerCase() === "content-type") return [];
    return schemas
      .validator(schema)(createCoercion(schema, schemas)(text))
      .map((error) => {
        const violation = violationOf(error, "body", pointer);
        return { ...violation, message: `the header ${name} of ${violation.message}` };
      });
  });
  return isWrong ? [wrongType, ...headers] : headers;
}

import type { MediaType } from "../contract/operation.ts";
import type { MockRequest } from "../http/message.ts";
import { decodeText } from "../media/charset.ts";
import { mediaTypeParameter } from "../http/media-type.ts";
import { mediaKind } from "../media/kind.ts";
import { createDocumentReader } from "../media/read.ts";
import type { Violation } from "../problem/violation.ts";
import { typesOf } from "../schema/properties.ts";
import type { Schemas } from "../schema/schema.ts";
import { createFormReader } from "./body-form.ts";
import { createMultipartReader } from "./body-multipart.ts";

/** A body as a value. */
export interface ParsedBody {
  /** Undefined where it is of a kind that is passed on unread. */
  readonly value: unknown;
  /** What the schema judges, where that is not the value. */
  readonly judged?: unknown;
  /** What the schema cannot say: headers of parts, the name of a root element. */
  readonly violations?: () => readonly Violation[];
}

export type ParseBody = (request: MockRequest) => ParsedBody;

/**
 * Prepares the parsing of bodies of one declared media type; `type` is what they really are, where the document
 * declares a range. What it makes throws ProblemError `invalid-body` and, for a charset, `unsupported-media-type`.
 */
export function createParser(media: MediaType, type: string, schemas: Schemas): ParseBody {
  const { schema = true, fragment } = media;
  const kind = mediaKind(type);
  const documents = createDocumentReader(schemas);
  // A schema that takes a text is given the body as it is.
  const isFields = () => !typesOf(schema, schemas).has("string");

  if (kind === "form" && isFields()) {
    const read = createFormReader({ schema, encoding: media.encoding }, schemas);
    return ({ body, headers }) => {
      const charset = mediaTypeParameter(headers["content-type"] ?? "", "charset");
      return { value: read(decodeText(body, charset)) };
    };
  }
  if (kind === "multipart" && isFields()) {
    const read = createMultipartReader(media, { schemas, documents });
    return ({ body, headers }) => read(body, headers["content-type"] ?? type);
  }
  const read = documents(kind === "form" ? "text" : kind === "multipart" ? "bytes" : kind, schema);
  return ({ body, headers }) => {
    const document = read(body, headers["content-type"] ?? type);
    const { root } = document;
    return root ? { ...document, violations: () => [wrongRoot(root, fragment)] } : document;
  };
}

function wrongRoot({ found, expected }: { found: string; expected: string }, fragment: string): Violation {
  const message = `the root element must be <${expected}>, not <${found}>`;
  return { in: "body", pointer: "", code: "xml-root", message, schemaPointer: `${fragment}/schema/xml/name` };
}

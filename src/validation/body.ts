import type { MediaType, Operation } from "../contract/operation.ts";
import type { MockRequest } from "../http/message.ts";
import { mediaKind, type MediaKind } from "../media/kind.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Violation } from "../problem/violation.ts";
import { typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { createMediaChoice } from "./body-media.ts";
import { createParser } from "./body-parser.ts";
import { shapeOf } from "./coerce.ts";
import { undeclaredProperties } from "./undeclared.ts";
import { violationOf } from "./words.ts";

/** A request body as a value. */
export interface ReadBody {
  /**
   * Undefined when the request has none, or when it is of a kind that is passed on unread. Bytes that are no text,
   * in a body of their own or in a part, are a data: URL.
   */
  readonly value: unknown;
  /** The media type of the contract it was read by. */
  readonly media: MediaType | undefined;
  violations(strict: boolean): readonly Violation[];
}

type Reader = (request: MockRequest) => ReadBody;

const nothing: ReadBody = { value: undefined, media: undefined, violations: () => [] };

/**
 * Prepares an operation's request body once. The reader throws ProblemError `unsupported-media-type` (415),
 * `invalid-body` (400) and `unusable-schema` (500); everything that can be told of a readable body is a violation.
 */
export function createBodyReader(operation: Operation, schemas: Schemas): Reader {
  const declared = operation.requestBody;
  const content = declared?.content ?? [];
  if (content.length === 0) return undeclaredBody(operation);
  const choose = createMediaChoice(content, operation);
  const readers = new Map<MediaType, Map<MediaKind, Reader>>();
  const absent = declared?.required ? absentBody(declared.fragment, content[0], schemas) : nothing;

  /** A range covers many types, but they are read in few ways. */
  function readerOf(media: MediaType, type: string): Reader {
    let ofMedia = readers.get(media);
    if (!ofMedia) readers.set(media, (ofMedia = new Map<MediaKind, Reader>()));
    const kind = mediaKind(type);
    let reader = ofMedia.get(kind);
    if (!reader) ofMedia.set(kind, (reader = createReader(media, type, schemas)));
    return reader;
  }

  return (request) => {
    if (request.body.length === 0) return absent;
    const { media, type } = choose(request.headers["content-type"]);
    return ifUsable(media, () => readerOf(media, type)(request));
  };
}

/** A reference that leads nowhere is met when a schema is first looked into. */
function ifUsable<T>({ fragment }: MediaType, look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new ProblemError("unusable-schema", {
      detail: `The schema at ${fragment}/schema cannot be used: ${error.message}`,
      help: "`locum validate` lists everything that is wrong with the document.",
    });
  }
}

/** RFC 9110, section 9.3.1: content that nobody asked for has no meaning; it is ignored, and by `--strict` noted. */
function undeclaredBody({ id, fragment }: Operation): Reader {
  const undeclared: Violation = {
    in: "body",
    pointer: "",
    code: "undeclared",
    message: `body is not declared by the contract: ${id} takes none`,
    schemaPointer: fragment,
  };
  const ignored: ReadBody = { ...nothing, violations: (strict) => (strict ? [undeclared] : []) };
  return ({ body }) => (body.length === 0 ? nothing : ignored);
}

/** A missing object is judged as an empty one: that names every field that is required. */
function absentBody(fragment: string, media: MediaType | undefined, schemas: Schemas): ReadBody {
  const missing: Violation = {
    in: "body",
    pointer: "",
    code: "required",
    message: "body is required!",
    schemaPointer: `${fragment}/required`,
  };
  const fields = () => {
    const schema = media?.schema;
    if (schema === undefined || shapeOf(schema, schemas) !== "object") return [];
    return schemas
      .validator(schema)({})
      .map((error) => violationOf(error, "body"));
  };
  return {
    value: undefined,
    media: undefined,
    violations: () => {
      const found = media ? ifUsable(media, fields) : [];
      return found.length > 0 ? found : [missing];
    },
  };
}

function createReader(media: MediaType, type: string, schemas: Schemas): Reader {
  const schema = judgedSchema(media, type, schemas);
  const judge = schema === undefined ? () => [] : schemas.validator(schema);
  const parse = createParser(media, type, schemas);
  return (request) => {
    const { value, judged = value, violations: found } = parse(request);
    if (value === undefined) return { value, media, violations: () => [] };
    return {
      value,
      media,
      violations: (strict) => [
        ...(found?.() ?? []),
        ...judge(judged).map((error) => violationOf(error, "body")),
        ...(strict && schema !== undefined ? undeclaredProperties(value, schema, schemas) : []),
      ],
    };
  };
}

/** A line of JSON lines is what most documents describe by the schema, not the list of them. */
function judgedSchema({ schema }: MediaType, type: string, schemas: Schemas): Schema | undefined {
  if (schema === undefined || mediaKind(type) !== "lines") return schema;
  const types = typesOf(schema, schemas);
  return types.size === 0 || types.has("array") || types.has("string")
    ? schema
    : { type: "array", items: schema };
}

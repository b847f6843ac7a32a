import type { MediaType, Operation } from "../contract/operation.ts";
import { covers, essence, isJson, mediaTypeParameter } from "../http/media-type.ts";
import type { MockRequest } from "../http/message.ts";
import { readQuery } from "../http/query.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Violation } from "../problem/violation.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { propertyOf } from "../schema/properties.ts";
import { createCoercion, shapeOf } from "./coerce.ts";
import { readPairs } from "./deserialize.ts";
import { undeclaredProperties } from "./undeclared.ts";
import { violationOf } from "./words.ts";

/** A request body as a value. */
export interface ReadBody {
  /** Undefined when the request has none, or when it is of a kind that is passed on unread. */
  readonly value: unknown;
  /** The media type of the contract it was read by. */
  readonly media: MediaType | undefined;
  violations(strict: boolean): readonly Violation[];
}

const nothing: ReadBody = { value: undefined, media: undefined, violations: () => [] };

/** Deeper than any honest body, and shallow enough for everything that walks one. */
const depthLimit = 200;

/**
 * Prepares an operation's request body once. The reader throws ProblemError `unsupported-media-type` (415) and
 * `invalid-body` (400); everything that can be told of a readable body is a violation.
 */
export function createBodyReader(operation: Operation, schemas: Schemas): (request: MockRequest) => ReadBody {
  const declared = operation.requestBody;
  const content = declared?.content ?? [];
  const readers = new Map<MediaType, (request: MockRequest) => ReadBody>();
  const absent = declared?.required ? absentBody(declared.fragment, content[0], schemas) : nothing;

  return (request) => {
    if (request.body.length === 0) return absent;
    if (content.length === 0) return nothing;
    const media = chooseMedia(request.headers["content-type"], content, operation);
    let reader = readers.get(media);
    if (!reader) readers.set(media, (reader = createReader(media, schemas)));
    return reader(request);
  };
}

function chooseMedia(
  header: string | undefined,
  content: readonly MediaType[],
  operation: Operation,
): MediaType {
  // RFC 9110, section 8.3: without a Content-Type the recipient may go by what it expects.
  const type = header === undefined ? undefined : essence(header);
  const found = type === undefined ? content[0] : content.find((media) => covers(essence(media.type), type));
  if (found) return found;
  const types = content.map(({ type: one }) => one).join(", ");
  throw new ProblemError("unsupported-media-type", {
    detail: `${operation.id} does not take ${type ?? "this media type"}.`,
    help: `Send the body with Content-Type: ${types}.`,
  });
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
  const schema = media?.schema;
  const judge =
    schema === undefined || shapeOf(schema, schemas) !== "object" ? undefined : schemas.validator(schema);
  return {
    value: undefined,
    media: undefined,
    violations: () => {
      const fields = (judge?.({}) ?? []).map((error) => violationOf(error, "body"));
      return fields.length > 0 ? fields : [missing];
    },
  };
}

function createReader(media: MediaType, schemas: Schemas): (request: MockRequest) => ReadBody {
  const { schema } = media;
  const judge = schema === undefined ? () => [] : schemas.validator(schema);
  const parse = parserOf(media, schemas);
  const judged = (value: unknown): ReadBody => ({
    value,
    media,
    violations: (strict) => [
      ...judge(value).map((error) => violationOf(error, "body")),
      ...(strict && schema !== undefined ? undeclaredProperties(value, schema, schemas) : []),
    ],
  });
  return (request) => {
    const value = parse(request);
    return value === undefined ? { value, media, violations: () => [] } : judged(value);
  };
}

type Parse = (request: MockRequest) => unknown;

function parserOf(media: MediaType, schemas: Schemas): Parse {
  const { type, schema = true } = media;
  if (isJson(essence(type)) || type === "*/*") return parseJson;
  if (essence(type) === "application/x-www-form-urlencoded") return formParser(schema, schemas);
  if (type.startsWith("text/plain")) return ({ body }) => body.toString("utf8");
  // Other kinds (multipart, XML, bytes) are passed on unread.
  return () => undefined;
}

const parseJson: Parse = ({ body, headers }) => {
  const charset = mediaTypeParameter(headers["content-type"] ?? "", "charset")?.toLowerCase() ?? "utf-8";
  const text = body.toString(charset === "iso-8859-1" || charset === "latin1" ? "latin1" : "utf8");
  if (body.length > depthLimit * 2 && depthOf(text) > depthLimit) {
    throw unreadable(`It is nested more than ${String(depthLimit)} levels deep.`);
  }
  try {
    // RFC 8259, section 8.1 lets a parser ignore a byte order mark.
    return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text) as unknown;
  } catch (error) {
    throw unreadable((error as Error).message);
  }
};

function unreadable(reason: string): ProblemError {
  return new ProblemError("invalid-body", {
    detail: `The request body is no JSON that can be read: ${reason}`,
    help: "Send well-formed JSON; a JSON linter shows the place.",
  });
}

/** The deepest nesting of brackets outside strings, without building anything. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = endOfString(text, i);
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
  }
  return deepest;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== 0x22) i += text.charCodeAt(i) === 0x5c ? 2 : 1;
  return i;
}

/** A form is written as query parameters are: each property in style `form`. */
function formParser(schema: Schema, schemas: Schemas): Parse {
  const coerce = createCoercion(schema, schemas);
  return ({ body }) => {
    const pairs = readQuery(body.toString("utf8"));
    const value: Record<string, unknown> = {};
    for (const name of new Set(pairs.map((pair) => pair.name.replace(/\[.*$/, "")))) {
      const shape = shapeOf(propertyOf(schema, name, schemas), schemas);
      const style = shape === "object" ? "deepObject" : "form";
      value[name] = readPairs(pairs, { name, style, explode: true, shape }, () => false);
    }
    return coerce(value);
  };
}

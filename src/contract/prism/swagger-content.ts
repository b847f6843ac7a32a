import { isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";
import type { PrismOperation } from "./prism.ts";
import { essence, unmarked } from "./swagger-media.ts";
import { readForm, readHeader, type SwaggerReading } from "./swagger-parameters.ts";
import { at } from "./swagger-parts.ts";
import { lookUp } from "./swagger-source.ts";

type Body = NonNullable<NonNullable<PrismOperation["request"]>["body"]>;
type Content = NonNullable<Body["contents"]>[number];
type Response = PrismOperation["responses"][number];

/** A media type in the making. */
interface Media {
  readonly type: string;
  readonly schema: unknown;
  readonly examples: Record<string, { value: unknown }>;
}

/** The request body as OpenAPI 3 writes it. */
export function readBody(body: Body, reading: SwaggerReading): JsonObject {
  const contents = body.contents ?? [];
  if (contents.every(({ schema }) => placeOf(schema) === undefined)) return readFormBody(contents, reading);
  const examples = examplesOf(contents, reading);
  const media = contents.map((content) => mediaOf(content, reading));
  for (const [name, value] of examples) {
    const named = media.filter(({ type }) => !name.includes("/") || essence(type) === essence(name));
    for (const { type, examples } of named) examples[name] = { value: exampleValue(value, type) };
  }
  return { required: body.required === true, content: contentOf(media) };
}

/** A form is required as soon as one of its fields is: Prism does not say. */
function readFormBody(contents: readonly Content[], reading: SwaggerReading): JsonObject {
  const content = contents.map(({ mediaType, schema }) => [mediaType, readForm(schema, reading)] as const);
  return {
    required: contents.some(({ schema }) => (schema?.required as readonly string[] | undefined)?.length),
    content: Object.fromEntries(content),
  };
}

/** A response as OpenAPI 3 writes it; `isTyped`: the document says what its operation produces. */
export function readResponse(
  response: Response,
  { isTyped, ...reading }: SwaggerReading & { readonly isTyped: boolean },
): JsonObject {
  const contents = response.contents ?? [];
  const headers = (response.headers ?? []).map(
    (header) => [header.name, readHeader(header, reading)] as const,
  );
  // Where the only examples are of types that are not produced, Prism makes up a content without a type for them.
  const media = contents
    .filter(({ mediaType }) => mediaType !== "")
    .map((content) => mediaOf(isTyped ? content : usuallyTyped(content, reading), reading));
  for (const [name, value] of examplesOf(contents, reading)) place(media, name, value);
  return {
    description: response.description ?? "",
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(media.length > 0 && { content: contentOf(media) }),
  };
}

/** OpenAPI 2.0, Example Object: an example per media type. Prism gives what it has no type for to the first one. */
function place(media: Media[], name: string, value: unknown): void {
  if (!name.includes("/")) return;
  const own = media.filter(({ type }) => essence(type) === essence(name));
  if (own.length === 0) {
    const added = { type: name, schema: media[0]?.schema, examples: {} };
    media.push(added);
    own.push(added);
  }
  for (const { type, examples } of own) examples["default"] = { value: exampleValue(value, type) };
}

/** Where nothing says what is sent, a file is bytes and everything else is JSON. */
function usuallyTyped(content: Content, { root }: SwaggerReading): Content {
  const raw = lookUp(root, placeOf(content.schema) ?? "");
  return isObject(raw) && raw["type"] === "file"
    ? { ...content, mediaType: "application/octet-stream" }
    : content;
}

function mediaOf({ mediaType, schema }: Content, { root, schemas }: SwaggerReading): Media {
  const pointer = placeOf(schema);
  return {
    type: unmarked(mediaType),
    schema: pointer === undefined || lookUp(root, pointer) === undefined ? undefined : schemas.at(pointer),
    examples: {},
  };
}

function contentOf(media: readonly Media[]): JsonObject {
  return Object.fromEntries(
    media.map(({ type, schema, examples }) => [
      type,
      { ...(schema !== undefined && { schema }), ...(Object.keys(examples).length > 0 && { examples }) },
    ]),
  );
}

/** By name or media type; Prism hands their places in the source through. */
function examplesOf(contents: readonly Content[], { root }: SwaggerReading): Map<string, unknown> {
  const found = contents.flatMap(({ examples = [] }) => examples);
  return new Map(found.map((one) => [one.key, "value" in one ? lookUp(root, String(one.value)) : undefined]));
}

/** JSON is often given as text, to have it laid out. */
function exampleValue(value: unknown, type: string): unknown {
  if (typeof value !== "string" || !/[/+]json$/.test(essence(type)) || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function placeOf(schema: unknown): string | undefined {
  const pointer = isObject(schema) ? schema[at] : undefined;
  return typeof pointer === "string" ? pointer : undefined;
}

import { InputError } from "../problem/input-error.ts";
import { isObject } from "../schema/pointer.ts";
import type { Direction, Schema, Schemas } from "../schema/schema.ts";
import { isReference, type Cursor } from "./cursor.ts";
import type { Encoding, MediaType, NamedExample, ResponseHeader } from "./operation.ts";

/** What schemas are read with. */
export interface Reading {
  readonly schemas: Schemas;
  readonly direction: Direction;
}

/** The media types of a request body or a response; the parts of each are read on first use. */
export function readContent(owner: Cursor, reading: Reading): readonly MediaType[] {
  return owner
    .get("content")
    .members()
    .filter(([, cursor]) => cursor.exists)
    .map(([type, cursor]) => readMediaType(type, cursor, reading));
}

function readMediaType(type: string, cursor: Cursor, reading: Reading): MediaType {
  let schema: { value: Schema | undefined } | undefined;
  let examples: readonly NamedExample[] | undefined;
  let encoding: MediaType["encoding"] | undefined;
  return {
    type: type.trim().toLowerCase(),
    fragment: cursor.fragment,
    get schema() {
      return (schema ??= { value: readWhole(cursor, reading) }).value;
    },
    get examples() {
      return (examples ??= readExamples(cursor));
    },
    get encoding() {
      return (encoding ??= readEncoding(cursor, reading));
    },
  };
}

/** OpenAPI 3.2, Media Type Object: `itemSchema` describes each item of a sequence, `schema` the list of them all. */
function readWhole(media: Cursor, reading: Reading): Schema | undefined {
  const whole = readSchema(media, reading);
  const items = readSchema(media, reading, "itemSchema");
  if (items === undefined) return whole;
  const list = { type: "array", items };
  return whole === undefined ? list : { allOf: [whole, list] };
}

/** How the properties of a form are written, by their names; of those that the document speaks of. */
export function readEncoding(media: Cursor, reading: Reading): Readonly<Record<string, Encoding>> {
  const found = Object.create(null) as Record<string, Encoding>;
  for (const [name, cursor] of media.get("encoding").members()) {
    const style = cursor.text("style") || "form";
    const explode = cursor.get("explode").value;
    let headers: readonly ResponseHeader[] | undefined;
    found[name] = {
      contentType: cursor.text("contentType") || undefined,
      style,
      explode: typeof explode === "boolean" ? explode : style === "form",
      allowReserved: cursor.flag("allowReserved"),
      isStyled: ["style", "explode", "allowReserved"].some((member) => cursor.get(member).exists),
      get headers() {
        return (headers ??= readHeaders(cursor, reading));
      },
    };
  }
  return found;
}

// RFC 9110, section 5.1: a field name is a token. Node refuses to send anything else.
export function isFieldName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}

/** Headers, without those that cannot be sent. */
export function readHeaders(owner: Cursor, reading: Reading): readonly ResponseHeader[] {
  return owner
    .get("headers")
    .members()
    .filter(([name, cursor]) => cursor.exists && isFieldName(name))
    .map(([name, cursor]) => {
      const [content] = cursor.get("content").members();
      const [example] = readExamples(content?.[1] ?? cursor);
      return {
        name,
        required: cursor.flag("required"),
        schema: readSchema(content?.[1] ?? cursor, reading),
        explode: cursor.flag("explode"),
        contentType: content?.[0].toLowerCase(),
        example: example?.value,
      };
    });
}

/** Beside a `$ref` these say nothing that a value could break. */
const saysNothing = new Set(["$ref", "title", "description", "summary", "example", "examples", "deprecated"]);

/** The `schema` of a media type, header or parameter; one whose reference is dead is kept, to be refused when it judges. */
export function readSchema(
  owner: Cursor,
  { schemas, direction }: Reading,
  name = "schema",
): Schema | undefined {
  const written = owner.written(name);
  if (!written.exists) return undefined;
  const target = owner.get(name);
  const isReferred = isReference(written.value);
  const hasMore = isReferred && Object.keys(written.value).some((name) => !saysNothing.has(name));
  // What leads nowhere is no absent schema: whoever judges a value by it is told. Or it is the address of a schema.
  return hasMore || !target.exists
    ? resolved(schemas.at(written.fragment, direction), schemas)
    : schemas.at(target.fragment, direction);
}

function resolved(schema: Schema, schemas: Schemas): Schema {
  try {
    return schemas.resolve(schema);
  } catch (error) {
    if (error instanceof InputError) return schema;
    throw error;
  }
}

/** A single `example` and the named `examples`. What stands in an example is a value: no `$ref` in it is followed. */
export function readExamples(cursor: Cursor): readonly NamedExample[] {
  const single = cursor.written("example");
  const named = cursor.get("examples").members();
  return [
    ...(single.exists ? [{ name: "default", summary: "", value: single.value }] : []),
    ...named.flatMap(([name, example]) => {
      const value = exampleValue(example);
      return value.exists ? [{ name, summary: example.text("summary"), value: value.value }] : [];
    }),
  ];
}

// OpenAPI 3.2, Example Object: `dataValue` is the value itself, `serializedValue` its text.
function exampleValue(example: Cursor): Cursor {
  const value = example.written("value");
  if (value.exists || !isObject(example.value)) return value;
  return example.written("dataValue");
}

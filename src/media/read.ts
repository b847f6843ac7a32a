import { essence, mediaTypeParameter } from "../http/media-type.ts";
import { itemsOf, typesOf } from "../schema/properties.ts";
import type { Schema, Schemas } from "../schema/schema.ts";
import { isBase64 } from "./binary.ts";
import { bytesToValue, isDataUrl } from "./bytes.ts";
import { decodeText } from "./charset.ts";
import { parseCsv } from "./csv.ts";
import { parseEvents } from "./events.ts";
import { parseJson, parseLines, tryJson } from "./json.ts";
import type { MediaKind } from "./kind.ts";
import { readScalar, takesText } from "./scalar.ts";
import { parseXml } from "./xml-document.ts";
import { createXmlPlans } from "./xml-plan.ts";
import { localName, readElement } from "./xml-read.ts";
import { parseYaml } from "./yaml.ts";

/** The kinds that one schema describes as a whole; forms and multipart bodies are put together from fields. */
export type DocumentKind = Exclude<MediaKind, "form" | "multipart">;

/** What was read. */
export interface ReadDocument {
  /** Undefined for bytes of which the schema does not speak as a string: they are passed on unread. */
  readonly value: unknown;
  /** What the schema judges where that is not the value: a char for each byte, so that lengths are bytes. */
  readonly judged?: unknown;
  /** The name of an XML document's root element that should have been another. */
  readonly root?: { readonly found: string; readonly expected: string };
}

export type ReadBytes = (bytes: Buffer, contentType: string) => ReadDocument;

/** Prepares the reading of documents of one kind and schema. What it makes throws ProblemError where one is broken. */
export function createDocumentReader(schemas: Schemas): (kind: DocumentKind, schema: Schema) => ReadBytes {
  const planOf = createXmlPlans(schemas);

  function readerOf(kind: DocumentKind, schema: Schema): ReadBytes {
    if (kind === "json") return text(parseJson);
    const types = typesOf(schema, schemas);
    if (kind === "bytes")
      return (bytes, type) => readBytes(bytes, type, { types, isBase64: isBase64(schema, schemas) });
    const isText = types.size === 1 && types.has("string");
    switch (kind) {
      case "xml":
        return (bytes, type) => readXml(decodeText(bytes, charsetOf(bytes, type)), schema, isText);
      case "yaml":
        return text((yaml) => readYaml(yaml, isText));
      case "lines":
        return isText ? text(asIs) : text(parseLines);
      case "events":
        return types.has("array") ? text(parseEvents) : text((plain) => fromText(plain, types));
      case "csv":
        return isText || types.size === 0
          ? text(asIs)
          : text((csv) => readCsv(csv, schema, types.has("array")));
      default:
        return text((plain) => fromText(plain, types));
    }
  }

  /** A schema that takes only text is given the document as it was written. */
  function readXml(xml: string, schema: Schema, isText: boolean): ReadDocument {
    const element = parseXml(xml);
    if (isText) return { value: xml };
    const plan = planOf(schema);
    const expected = plan.xml.name;
    const found = localName(element.name);
    const value = readElement(element, plan);
    return expected === undefined || expected === found ? { value } : { value, root: { found, expected } };
  }

  /** A schema that is no list describes a row. */
  function readCsv(csv: string, schema: Schema, isList: boolean): unknown {
    const rows = parseCsv(csv, isList ? itemsOf(schema, schemas) : schema, schemas);
    return isList || rows.length !== 1 ? rows : rows[0];
  }

  return readerOf;
}

/** A schema that takes only text is given the document as it was written, unless it is a text itself. */
function readYaml(yaml: string, isText: boolean): unknown {
  const value = parseYaml(yaml);
  return isText && typeof value !== "string" ? yaml : value;
}

const asIs = (text: string) => text;

function text(parse: (text: string) => unknown): ReadBytes {
  return (bytes, type) => ({ value: parse(decodeText(bytes, mediaTypeParameter(type, "charset"))) });
}

function fromText(plain: string, types: ReadonlySet<string>): unknown {
  if (types.size === 0 || takesText(types)) return readScalar(plain, types);
  return tryJson(plain);
}

interface Wanted {
  readonly types: ReadonlySet<string>;
  readonly isBase64: boolean;
}

function readBytes(bytes: Buffer, contentType: string, { types, isBase64: encoded }: Wanted): ReadDocument {
  const value = bytesToValue(bytes, essence(contentType));
  const isText = !isDataUrl(value);
  if (types.size > 0 && !types.has("string")) {
    const read = isText ? fromText(value, types) : value;
    return { value: read === value ? undefined : read };
  }
  if (isText) return { value };
  return encoded ? { value: bytes.toString("base64") } : { value, judged: bytes.toString("latin1") };
}

/** XML says its own encoding where the Content-Type does not (RFC 7303, section 3). */
function charsetOf(bytes: Buffer, contentType: string): string | undefined {
  const stated = mediaTypeParameter(contentType, "charset");
  if (stated !== undefined || bytes[0] === 0xff || bytes[0] === 0xfe) return stated;
  return /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    bytes.toString("latin1", 0, 200),
  )?.[1];
}

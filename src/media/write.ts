import { mediaTypeParameter } from "../http/media-type.ts";
import { InputError } from "../problem/input-error.ts";
import { ProblemError } from "../problem/problem.ts";
import type { Schemas } from "../schema/schema.ts";
import { binaryType, isBase64 } from "./binary.ts";
import { isDataUrl, valueToBytes } from "./bytes.ts";
import { encodeText } from "./charset.ts";
import type { ContentForm, WriteContent, Written } from "./content.ts";
import { writeCsv } from "./csv.ts";
import { writeEvents } from "./events.ts";
import { writeForm } from "./form-write.ts";
import { writeLines } from "./json.ts";
import { concreteType, mediaKind, type MediaKind } from "./kind.ts";
import { writeMultipart } from "./multipart-write.ts";
import { writeScalar } from "./scalar.ts";
import { createXmlPlans } from "./xml-plan.ts";
import { writeXml } from "./xml-write.ts";
import { writeYaml } from "./yaml.ts";

/**
 * Makes what prepares the writing of values, once for each form. A text where the media type asks for something else
 * is taken for what was written already: examples are often authored so.
 */
export function createWriter(schemas: Schemas): (form: ContentForm) => WriteContent {
  const known = new WeakMap<ContentForm, WriteContent>();
  const planOf = createXmlPlans(schemas);

  function writer(form: ContentForm): WriteContent {
    let write = known.get(form);
    if (!write) known.set(form, (write = whateverTheSchema(form)));
    return write;
  }

  /** An authored example can be sent even where its schema cannot be used: then by its media type alone. */
  function whateverTheSchema(form: ContentForm): WriteContent {
    let write: WriteContent | undefined;
    return (value) => {
      try {
        return (write ??= prepare(form))(value);
      } catch (error) {
        if (!(error instanceof InputError) && !(error instanceof ProblemError)) throw error;
        return prepare({ ...form, schema: undefined })(value);
      }
    };
  }

  function prepare(form: ContentForm): WriteContent {
    const isBinary = form.type.includes("*") && binaryType(form.schema, schemas) !== undefined;
    const type = concreteType(form.type, isBinary);
    const kind = mediaKind(type);
    if (kind === "json") return (value) => encoded(JSON.stringify(value), type);
    const write = writeOf(kind, { ...form, type });
    return (value) => {
      if (isDataUrl(value)) return { type, body: valueToBytes(value) };
      return typeof value === "string" && !speaksOfStrings.has(kind) ? encoded(value, type) : write(value);
    };
  }

  function writeOf(kind: MediaKind, form: ContentForm): WriteContent {
    const { type, schema = true, encoding } = form;
    const inText =
      (write: (value: unknown) => string): WriteContent =>
      (value) =>
        encoded(write(value), type);
    switch (kind) {
      case "bytes":
        return bytesWriter(type, isBase64(form.schema, schemas));
      case "multipart":
        return (value) => writeMultipart(value, form, { schemas, writer });
      case "xml":
        return inText((value) => (isMarkup(value) ? value : writeXml(value, planOf(schema))));
      case "csv":
        return inText((value) => writeCsv(value, schema, schemas));
      case "form":
        return inText((value) => writeForm(value, encoding));
      case "events":
        return inText(writeEvents);
      case "lines":
        return inText((value) => writeLines(value, type));
      case "yaml":
        return inText(writeYaml);
      default:
        return inText(writeScalar);
    }
  }

  return writer;
}

const speaksOfStrings: ReadonlySet<MediaKind> = new Set(["xml", "events", "bytes"]);
const isMarkup = (value: unknown): value is string => typeof value === "string" && /^\s*</.test(value);
const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

function bytesWriter(type: string, isEncoded: boolean): WriteContent {
  return (value) => {
    const text = writeScalar(value);
    return { type, body: isEncoded && base64.test(text) ? Buffer.from(text, "base64") : text };
  };
}

/** Text in the charset its type declares, or in UTF-8 and said so where the type leaves it open. */
function encoded(text: string, type: string): Written {
  const charset = mediaTypeParameter(type, "charset");
  if (charset === undefined)
    return { type: type.startsWith("text/") ? `${type}; charset=utf-8` : type, body: text };
  const body = encodeText(text, charset);
  if (body !== undefined) return { type, body };
  return { type: type.replace(/(;\s*charset\s*=\s*)("[^"]*"|[^;\s]*)/i, "$1utf-8"), body: text };
}

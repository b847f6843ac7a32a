import type { Encoding, MediaType } from "../contract/operation.ts";
import { essence, mediaTypeParameter } from "../http/media-type.ts";
import { splitMultipart, type Part } from "../media/multipart-split.ts";
import type { Violation } from "../problem/violation.ts";
import { escapeSegment } from "../schema/pointer.ts";
import { declaredProperties, itemsOf } from "../schema/properties.ts";
import { assemble, createForm } from "./body-fields.ts";
import { partViolations, readPart, type NamedPart, type PartField, type PartTools } from "./body-part.ts";
import { shapeOf } from "./coerce.ts";
import { splitter } from "./deserialize.ts";

/** A multipart body as a value. */
export interface ReadParts {
  readonly value: unknown;
  readonly judged: unknown;
  /** What the schema cannot know: headers and media types of parts. */
  readonly violations: () => readonly Violation[];
}

/**
 * Prepares the reading of a multipart body: an object of its named parts, or a list of its parts where the schema is
 * one. The function it returns throws ProblemError `invalid-body`.
 */
export function createMultipartReader(
  { schema = true, encoding, fragment }: Pick<MediaType, "schema" | "encoding" | "fragment">,
  tools: PartTools,
): (body: Buffer, contentType: string) => ReadParts {
  const { schemas } = tools;
  const form = createForm(schema, schemas);

  function namedPart(part: Part, field: string): NamedPart {
    const name = form.nameOf(field);
    const { schema: own, shape } = form.property(name);
    const encoded = Object.hasOwn(encoding, name) ? encoding[name] : undefined;
    return { part, name: field, schema: shape === "array" ? itemsOf(own, schemas) : own, encoding: encoded };
  }

  function readObject(parts: readonly Part[], type: string): ReadParts {
    // RFC 7578, section 4.2: parts of a form have names. Those of other kinds may stand for properties by their order.
    const free = type === "multipart/form-data" ? [] : [...declaredProperties(schema, schemas).keys()];
    const { named, nameless } = nameAll(parts, free);
    const all = named.map(({ part, name }) => namedPart(part, name));
    const fields = all.map((part) => readPart(part, tools));
    const value = objectOf(fields);
    const isSame = fields.every(({ judged }) => judged === undefined);
    const judged = isSame ? value : objectOf(fields.map(asJudged));
    return { value, judged, violations: () => [...nameless, ...violationsOf(all)] };
  }

  function objectOf(fields: readonly PartField[]): Record<string, unknown> {
    const values = [...form.group(fields)].map(([name, own]) => {
      const property = form.property(name);
      const items = property.shape === "array" ? separated(own, encoding[name]) : own;
      return [name, assemble(items, property, schemas)] as const;
    });
    return Object.fromEntries(values);
  }

  function violationsOf(parts: readonly NamedPart[]): Violation[] {
    const seen = new Map<string, number>();
    return parts.flatMap((part) => {
      if (!part.encoding) return [];
      const name = part.name.replace(/\[\]$/, "");
      const index = seen.get(name) ?? 0;
      seen.set(name, index + 1);
      const escaped = escapeSegment(name);
      const pointer = form.property(name).shape === "array" ? `/${escaped}/${String(index)}` : `/${escaped}`;
      return partViolations(part, { pointer, fragment: `${fragment}/encoding/${escaped}` }, schemas);
    });
  }

  function readList(parts: readonly Part[]): ReadParts {
    const item = itemsOf(schema, schemas);
    const fields = parts.map((part, index) =>
      readPart({ part, name: String(index), schema: item, encoding: undefined }, tools),
    );
    const valueOf = (field: PartField) => assemble([field], itemProperty(field.name), schemas);
    return { value: fields.map(valueOf), judged: fields.map(asJudged).map(valueOf), violations: () => [] };
  }

  const items = createForm({ additionalProperties: itemsOf(schema, schemas) }, schemas);
  const itemProperty = (name: string) => ({ ...items.property(""), name });
  const isList = shapeOf(schema, schemas) === "array";

  return (body, contentType) => {
    const parts = splitMultipart(body, mediaTypeParameter(contentType, "boundary"));
    return isList ? readList(parts) : readObject(parts, essence(contentType));
  };
}

/** A list in one part, as a form of Swagger 2.0 may write it. */
function separated(own: readonly PartField[], encoding: Encoding | undefined): readonly PartField[] {
  const [only, ...others] = own;
  if (!only || others.length > 0 || only.isRead || typeof only.value !== "string") return own;
  if (encoding?.isStyled !== true || encoding.explode) return own;
  return splitter(encoding.style)(only.value).map((value) => ({ ...only, value }));
}

function asJudged(field: PartField): PartField {
  return field.judged === undefined ? field : { ...field, value: field.judged };
}

interface Named {
  readonly named: readonly { readonly part: Part; readonly name: string }[];
  readonly nameless: readonly Violation[];
}

/** A part without a name stands for the next of the `free` properties that no other part names. */
function nameAll(parts: readonly Part[], free: readonly string[]): Named {
  const taken = new Set(parts.map(({ name }) => name));
  const open = free.filter((name) => !taken.has(name));
  const named: { part: Part; name: string }[] = [];
  const nameless: Violation[] = [];
  parts.forEach((part, index) => {
    const name = part.name ?? open.shift();
    if (name !== undefined) named.push({ part, name });
    else nameless.push(namelessPart(index + 1));
  });
  return { named, nameless };
}

function namelessPart(number: number): Violation {
  const message = `part ${String(number)} of the body has no name in its Content-Disposition`;
  return { in: "body", pointer: "", code: "part-name", message, schemaPointer: "" };
}

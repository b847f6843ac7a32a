import { isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";
import type { BodyNote } from "./postman-notes.ts";
import { borneOut, merged, withNumbers } from "./postman-schema.ts";
import type { PrismOperation } from "./prism.ts";

type Content = NonNullable<PrismOperation["responses"][number]["contents"]>[number];

interface Reading {
  /** By the number in a content's media type. */
  readonly bodies: readonly BodyNote[];
  readonly direction: "request" | "response";
}

/** A media type in the making. */
interface Media {
  readonly schema: JsonObject | undefined;
  readonly examples: Map<string, { value: unknown }>;
}

/** The bodies of one request or response, put together by media type: a named example of each, a schema for all. */
export function readContent(contents: readonly Content[], { bodies, direction }: Reading): JsonObject {
  const found = new Map<string, Media>();
  for (const content of contents) {
    const [, mediaType = "", number = ""] = /^(.*); locum=(\d+)$/s.exec(content.mediaType) ?? [];
    const note = bodies[Number(number)];
    if (!note) continue;
    const { schema, value } = readBody(content, note);
    const media = found.get(mediaType);
    const examples = media?.examples ?? new Map<string, { value: unknown }>();
    examples.set(freeName(note.name, examples), { value });
    found.set(mediaType, {
      schema: media ? media.schema && schema && merged(media.schema, schema) : schema,
      examples,
    });
  }
  return Object.fromEntries(
    [...found].map(([type, { schema, examples }]) => [
      type,
      {
        ...(schema && { schema: direction === "request" ? withNumbers(schema) : schema }),
        examples: Object.fromEntries(examples),
      },
    ]),
  );
}

interface ReadBody {
  /** Undefined where nothing is known of its type. */
  readonly schema: JsonObject | undefined;
  readonly value: unknown;
}

function readBody({ schema, examples = [] }: Content, note: BodyNote): ReadBody {
  const { body, value, isTemplate } = note;
  if (body["mode"] === "raw") {
    return { schema: schema === undefined || isTemplate ? undefined : borneOut(schema, [value]), value };
  }
  const [example] = examples;
  return readForm(example && "value" in example && isObject(example.value) ? example.value : {}, note);
}

/** A form's fields are texts, unless they hold files or come more than once. */
function readForm(fields: JsonObject, { files, repeated }: BodyNote): ReadBody {
  const schemaOf = (name: string) => {
    const one = files.has(name) ? { type: "string", format: "binary" } : { type: "string" };
    return repeated.has(name) ? { type: "array", items: one } : one;
  };
  const names = Object.keys(fields);
  return {
    schema: { type: "object", properties: Object.fromEntries(names.map((name) => [name, schemaOf(name)])) },
    value: Object.fromEntries(
      names
        .filter((name) => !files.has(name))
        .map((name) => [name, repeated.has(name) ? [fields[name]] : fields[name]]),
    ),
  };
}

function freeName(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted} ${String(count)}`;
  return name;
}

import { isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";
import { readContent } from "./postman-content.ts";
import { parameterKey, type OperationNote } from "./postman-notes.ts";
import { PostmanOutline } from "./postman-outline.ts";
import { namedScheme, readWithPrism, type PrismOperation } from "./prism.ts";

/** A parameter as Prism reads it from a request. */
interface Item {
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: unknown;
  readonly examples?: readonly object[];
}

// Of some kinds of credentials (Hawk, AWS, NTLM and the like) Prism only knows that this header carries them.
const byHeader = ["authorization", { type: "apiKey", in: "header", name: "Authorization" }] as const;

/** A Postman collection, read by Prism, as OpenAPI 3.1. */
export async function postmanDocument(collection: JsonObject): Promise<JsonObject> {
  const outline = new PostmanOutline(collection);
  const operations = await readWithPrism(outline.document);
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const operation of operations) {
    (paths[operation.path] ??= {})[operation.method] = readOperation(operation, outline);
  }
  const info = isObject(collection["info"]) ? collection["info"] : {};
  return {
    openapi: "3.1.0",
    info: { title: info["name"] ?? "", version: typeof info["version"] === "string" ? info["version"] : "" },
    servers: [...outline.servers].map((url) => ({ url })),
    paths,
    components: { securitySchemes: Object.fromEntries(operations.flatMap(schemesOf)) },
    "x-locum-unusable": outline.unusable,
  };
}

function readOperation(operation: PrismOperation, { operations, bodies }: PostmanOutline): JsonObject {
  const { method, path, summary, request, responses } = operation;
  const note = operations.get(`${method.toUpperCase()} ${path}`);
  const schemes = schemesOf(operation);
  const contents = request?.body?.contents ?? [];
  const written = responses.map(
    ({ code, headers = [], contents = [] }) =>
      [
        code,
        {
          description: note?.responses.get(code) ?? "",
          headers: Object.fromEntries(
            headers.filter(isApi).map(({ name, ...header }) => [name, readItem(header)]),
          ),
          ...(contents.length > 0 && { content: readContent(contents, { bodies, direction: "response" }) }),
        },
      ] as const,
  );
  return {
    summary,
    ...(note && note.names.length > 1 && { description: note.names.join("; ") }),
    ...(schemes.length > 0 && { security: [Object.fromEntries(schemes.map(([name]) => [name, []]))] }),
    parameters: readParameters(operation, note),
    ...(contents.length > 0 && {
      requestBody: {
        required: note?.bodies === note?.names.length,
        content: readContent(contents, { bodies, direction: "request" }),
      },
    }),
    // A request whose responses were not saved is answered all the same.
    responses: written.length > 0 ? Object.fromEntries(written) : { 200: { description: "" } },
  };
}

function readParameters({ request }: PrismOperation, note: OperationNote | undefined): JsonObject[] {
  const { path = [], query = [], headers = [] } = request ?? {};
  const places = Object.entries({ path, query, header: headers.filter(isApi) });
  return places.flatMap(([place, items]) =>
    (items as readonly Item[]).map(({ name, required = false, ...item }) => ({
      in: place,
      name,
      required: required && note?.optional.has(parameterKey(place, name)) !== true,
      ...readItem(item, place === "path" ? note?.values.get(name) : undefined),
    })),
  );
}

function readItem({ description, schema, examples = [] }: Omit<Item, "name">, sent?: string): JsonObject {
  const [first] = examples;
  const example: unknown = sent ?? (first && "value" in first ? first.value : undefined);
  return {
    ...(description !== undefined && { description }),
    schema: schema ?? { type: "string" },
    ...(example !== undefined && { example }),
  };
}

/** Content-type and authorization are no parameters in OpenAPI. */
function isApi({ name }: { name: string }): boolean {
  return !/^(content-type|authorization)$/i.test(name);
}

function schemesOf({ security = [], request }: PrismOperation): (readonly [string, JsonObject])[] {
  const known = security.flat().map(namedScheme);
  if (known.length > 0) return known;
  const isByHeader = (request?.headers ?? []).some(({ name }) => name.toLowerCase() === "authorization");
  return isByHeader ? [byHeader] : [];
}

import { isObject } from "../../schema/pointer.ts";
import type { JsonObject } from "../read.ts";
import type { PrismOperation } from "./prism.ts";
import type { SwaggerSchemas } from "./swagger-schemas.ts";
import { lookUp } from "./swagger-source.ts";

/** What the parts of an operation are read with. */
export interface SwaggerReading {
  readonly root: JsonObject;
  readonly schemas: SwaggerSchemas;
}

/** A parameter, a header or a field of a form as Prism hands it through: its schema's title is its place in the source. */
interface Item {
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: unknown;
}

// `tsv` has no style in OpenAPI 3; Prism's name for it is used.
const separated: Readonly<Record<string, string>> = {
  ssv: "spaceDelimited",
  tsv: "tabDelimited",
  pipes: "pipeDelimited",
};

/** The parameters in path, query and headers as OpenAPI 3 writes them. */
export function readParameters({ request }: PrismOperation, reading: SwaggerReading): JsonObject[] {
  const { path = [], query = [], headers = [] } = request ?? {};
  const places = { path, query, header: headers };
  return Object.entries(places).flatMap(([place, items]) =>
    items.map((item) => ({ in: place, ...readParameter(item, { place, ...reading }) })),
  );
}

function readParameter(item: Item, { place, root, schemas }: SwaggerReading & { place: string }): JsonObject {
  const raw = sourceOf(item, root);
  const { name, required = false, description } = item;
  return {
    name,
    required,
    ...(description !== undefined && { description }),
    ...(raw["allowEmptyValue"] === true && { allowEmptyValue: true }),
    ...styleOf(raw, place === "query" ? "form" : "simple"),
    ...exampleOf(raw),
    schema: schemas.ofItems(raw),
  };
}

/** A response's header as OpenAPI 3 writes it. */
export function readHeader(item: Item, { root, schemas }: SwaggerReading): JsonObject {
  const raw = sourceOf(item, root);
  const { description } = item;
  return {
    ...(description !== undefined && { description }),
    ...exampleOf(raw),
    schema: schemas.ofItems(raw),
  };
}

/** The schema and the encodings of a form, whose fields Prism gives as properties. */
export function readForm(form: unknown, { root, schemas }: SwaggerReading): JsonObject {
  const { properties, required } = form as { properties?: JsonObject; required?: readonly string[] };
  const fields = Object.entries(properties ?? {}).map(
    ([name, schema]) => [name, sourceOf({ name, schema }, root)] as const,
  );
  const encodings = fields
    .map(([name, raw]) => [name, styleOf(raw, "form")] as const)
    .filter(([, style]) => Object.keys(style).length > 0);
  return {
    schema: {
      type: "object",
      ...(required && { required }),
      properties: Object.fromEntries(fields.map(([name, raw]) => [name, fieldSchema(raw, schemas)])),
    },
    ...(encodings.length > 0 && { encoding: Object.fromEntries(encodings) }),
  };
}

function fieldSchema(raw: JsonObject, schemas: SwaggerSchemas): unknown {
  const schema = schemas.ofItems(raw);
  const said = {
    ...(typeof raw["description"] === "string" && { description: raw["description"] }),
    ...exampleOf(raw),
  };
  return isObject(schema) ? { ...schema, ...said } : schema;
}

function sourceOf(item: Item, root: JsonObject): JsonObject {
  const title = isObject(item.schema) ? item.schema["title"] : undefined;
  const raw = typeof title === "string" ? lookUp(root, title) : undefined;
  return isObject(raw) ? raw : {};
}

/** OpenAPI 2.0, Parameter Object, `collectionFormat`: `csv` unless it says otherwise. */
function styleOf(raw: JsonObject, plain: "form" | "simple"): JsonObject {
  if (raw["type"] !== "array") return {};
  const written = raw["collectionFormat"];
  const format = typeof written === "string" ? written : "csv";
  if (format === "multi" && plain === "form") return { style: "form", explode: true };
  return { style: separated[format] ?? plain, explode: false };
}

function exampleOf(raw: JsonObject): JsonObject {
  const name = ["x-example", "example"].find((one) => one in raw);
  return name === undefined ? {} : { example: raw[name] };
}

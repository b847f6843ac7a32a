import type { Direction, Schemas } from "../schema/schema.ts";
import type { Cursor } from "./cursor.ts";
import type {
  DeclaredResponse,
  MediaType,
  NamedExample,
  Operation,
  Parameter,
  ParameterPlace,
  RequestBody,
  ResponseHeader,
  SecurityNeed,
} from "./operation.ts";
import { readSecurity } from "./security.ts";
import { basePaths } from "./servers.ts";

export interface OperationPlace {
  readonly document: Cursor;
  readonly pathItem: Cursor;
  readonly path: string;
  /** Lower case, as the document writes it. */
  readonly method: string;
  readonly schemas: Schemas;
}

const defaultStyle: Record<ParameterPlace, string> = {
  path: "simple",
  query: "form",
  header: "simple",
  cookie: "form",
};
// OpenAPI 3.1, Parameter Object: "If in is header and name is Accept, Content-Type or Authorization, the
// parameter definition SHALL be ignored."
const ignoredHeaders = new Set(["accept", "content-type", "authorization"]);

/** Reads one operation; its parts are read from the document when they are first asked for, and only then. */
export function readOperation({ document, pathItem, path, method, schemas }: OperationPlace): Operation {
  const cursor = pathItem.get(method);
  const servers = [cursor, pathItem, document].map((place) => place.get("servers").items());
  let parameters: readonly Parameter[] | undefined;
  let responses: readonly DeclaredResponse[] | undefined;
  let requestBody: { value: RequestBody | undefined } | undefined;
  let security: readonly (readonly SecurityNeed[])[] | undefined;
  return {
    id: cursor.text("operationId") || `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    basePaths: basePaths(servers.find((list) => list.length > 0) ?? []),
    summary: cursor.text("summary"),
    fragment: cursor.fragment,
    get parameters() {
      return (parameters ??= readParameters([pathItem, cursor], schemas));
    },
    get requestBody() {
      return (requestBody ??= { value: readBody(cursor.get("requestBody"), schemas) }).value;
    },
    get responses() {
      return (responses ??= cursor
        .get("responses")
        .members()
        .flatMap((member) => readResponse(member, schemas)));
    },
    get security() {
      return (security ??= readSecurity(cursor, document));
    },
  };
}

/** The path item's parameters, replaced by the operation's of the same place and name. */
function readParameters(owners: readonly Cursor[], schemas: Schemas): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const cursor of owners.flatMap((owner) => owner.get("parameters").items())) {
    const parameter = readParameter(cursor, schemas);
    if (parameter) found.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...found.values()];
}

function readParameter(cursor: Cursor, schemas: Schemas): Parameter | undefined {
  const place = cursor.text("in") as ParameterPlace;
  if (!Object.hasOwn(defaultStyle, place)) return undefined;
  const name = place === "header" ? cursor.text("name").toLowerCase() : cursor.text("name");
  if (name === "" || (place === "header" && ignoredHeaders.has(name))) return undefined;
  const style = cursor.text("style") || defaultStyle[place];
  const explode = cursor.get("explode").value;
  const [content] = cursor.get("content").members();
  const schema = (content?.[1] ?? cursor).get("schema");
  const [example] = readExamples(cursor);
  return {
    in: place,
    name,
    required: place === "path" || cursor.flag("required"),
    style,
    explode: typeof explode === "boolean" ? explode : style === "form",
    allowEmptyValue: cursor.flag("allowEmptyValue"),
    schema: schema.exists ? schemas.at(schema.fragment, "request") : true,
    contentType: content?.[0].toLowerCase(),
    description: cursor.text("description"),
    example: example?.value,
    fragment: cursor.fragment,
  };
}

function readBody(cursor: Cursor, schemas: Schemas): RequestBody | undefined {
  if (!cursor.exists) return undefined;
  const content = readContent(cursor, schemas, "request");
  return { required: cursor.flag("required"), content, fragment: cursor.fragment };
}

function readResponse(
  [key, cursor]: readonly [string, Cursor],
  schemas: Schemas,
): readonly DeclaredResponse[] {
  if (!/^([1-5]\d\d|[1-5]XX|default)$/i.test(key)) return [];
  return [
    {
      key: key === "default" ? key : key.toUpperCase(),
      description: cursor.text("description"),
      headers: cursor
        .get("headers")
        .members()
        .map((member) => readHeader(member, schemas)),
      content: readContent(cursor, schemas, "response"),
      fragment: cursor.fragment,
    },
  ];
}

function readHeader([name, cursor]: readonly [string, Cursor], schemas: Schemas): ResponseHeader {
  const schema = cursor.get("schema");
  const [example] = readExamples(cursor);
  return {
    name,
    required: cursor.flag("required"),
    schema: schema.exists ? schemas.at(schema.fragment, "response") : undefined,
    example: example?.value,
  };
}

function readContent(owner: Cursor, schemas: Schemas, direction: Direction): readonly MediaType[] {
  return owner
    .get("content")
    .members()
    .map(([type, cursor]) => {
      const schema = cursor.get("schema");
      let read: MediaType["schema"] | undefined;
      let examples: readonly NamedExample[] | undefined;
      return {
        type: type.toLowerCase(),
        fragment: cursor.fragment,
        get schema() {
          return (read ??= schema.exists ? schemas.at(schema.fragment, direction) : undefined);
        },
        get examples() {
          return (examples ??= readExamples(cursor));
        },
      };
    });
}

function readExamples(cursor: Cursor): readonly NamedExample[] {
  const single = cursor.get("example");
  const named = cursor.get("examples").members();
  return [
    ...(single.exists ? [{ name: "default", summary: "", value: single.value }] : []),
    ...named
      .filter(([, example]) => example.get("value").exists)
      .map(([name, example]) => ({
        name,
        summary: example.text("summary"),
        value: example.get("value").value,
      })),
  ];
}

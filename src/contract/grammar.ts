/**
 * What stands at a place of a document: `schema`, `pathItem`. With `*` behind it, an object whose members have names of
 * the author's choice; with `~`, one whose members beginning with `x-` are extensions.
 */
export type Kind = string;

type Members = Readonly<Record<string, Kind>>;

const parameter: Members = {
  schema: "schema",
  content: "mediaType*",
  examples: "example*",
  // Swagger 2.0
  items: "schema",
};

const operations: Members = Object.fromEntries(
  ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"].map((name) => [
    name,
    "operation",
  ]),
);

/**
 * Where a `$ref` is a reference. Whatever is not named here is a value, and a `$ref` in it a word like any other:
 * `example`, `default`, `enum`, extensions, the parameters of a link.
 */
const grammar: Readonly<Record<Kind, Members>> = {
  document: {
    paths: "pathItem~",
    webhooks: "pathItem*",
    components: "components",
    // Swagger 2.0
    definitions: "schema*",
    parameters: "parameter*",
    responses: "response*",
  },
  components: {
    schemas: "schema*",
    responses: "response*",
    parameters: "parameter*",
    examples: "example*",
    requestBodies: "requestBody*",
    headers: "parameter*",
    securitySchemes: "securityScheme*",
    links: "link*",
    callbacks: "pathItem~*",
    pathItems: "pathItem*",
    mediaTypes: "mediaType*",
  },
  pathItem: { ...operations, additionalOperations: "operation*", parameters: "parameter" },
  operation: {
    parameters: "parameter",
    requestBody: "requestBody",
    responses: "response~",
    callbacks: "pathItem~*",
  },
  parameter,
  requestBody: { content: "mediaType*" },
  response: { headers: "parameter*", content: "mediaType*", links: "link*", schema: "schema" },
  mediaType: {
    schema: "schema",
    itemSchema: "schema",
    examples: "example*",
    encoding: "encoding*",
    prefixEncoding: "encoding",
    itemEncoding: "encoding",
  },
  encoding: { headers: "parameter*", encoding: "encoding*" },
  example: {},
  link: {},
  securityScheme: {},
  discriminator: {},
  schema: {
    properties: "schema*",
    patternProperties: "schema*",
    dependentSchemas: "schema*",
    dependencies: "schema*",
    $defs: "schema*",
    definitions: "schema*",
    discriminator: "discriminator",
    ...Object.fromEntries(
      [
        ...["items", "prefixItems", "additionalItems", "unevaluatedItems", "contains"],
        ...["additionalProperties", "unevaluatedProperties", "propertyNames", "contentSchema"],
        ...["allOf", "anyOf", "oneOf", "not", "if", "then", "else"],
      ].map((name) => [name, "schema"]),
    ),
  },
};

/** Calls `visit` with each part of `value` in which there may be references, and its name. A list is as its items are. */
export function forEachPart(
  value: object,
  kind: Kind,
  visit: (part: object, kind: Kind, name: string) => void,
): void {
  const part = (one: unknown, its: Kind, name: string) => {
    if (typeof one === "object" && one !== null) visit(one, its, name);
  };
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) part(one, kind, String(index));
    return;
  }
  const object = value as Readonly<Record<string, unknown>>;
  const members = grammar[kind];
  if (members) {
    for (const name of Object.keys(object)) {
      const its = Object.hasOwn(members, name) ? members[name] : undefined;
      if (its !== undefined) part(object[name], its, name);
    }
    return;
  }
  const isPatterned = kind.endsWith("~");
  for (const name of Object.keys(object)) {
    if (!isPatterned || !name.startsWith("x-")) part(object[name], kind.slice(0, -1), name);
  }
}

/** A Swagger 2.0 document of a library, which has one of everything that version 2.0 says otherwise than 3. */
export const library: Readonly<Record<string, unknown>> = {
  swagger: "2.0",
  info: { title: "Library", version: "2" },
  basePath: "/library/v2",
  consumes: ["application/json"],
  produces: ["application/json"],
  securityDefinitions: {
    key: { type: "apiKey", in: "header", name: "X-Api-Key" },
    user: { type: "basic" },
    app: {
      type: "oauth2",
      flow: "application",
      tokenUrl: "https://example.com/token",
      scopes: { "write:books": "" },
    },
    login: {
      type: "oauth2",
      flow: "accessCode",
      authorizationUrl: "https://example.com/a",
      tokenUrl: "https://example.com/t",
      scopes: {},
    },
  },
  security: [{ key: [] }],
  parameters: {
    tags: {
      name: "tag",
      in: "query",
      type: "array",
      items: { type: "string", minLength: 2 },
      collectionFormat: "pipes",
    },
    id: { name: "id", in: "path", required: true, type: "integer", format: "int32" },
  },
  responses: {
    Missing: { description: "No such thing.", schema: { $ref: "#/definitions/Problem" } },
  },
  definitions: {
    Problem: {
      type: "object",
      required: ["code"],
      properties: { code: { type: "integer" }, text: { type: "string" } },
    },
    Work: {
      type: "object",
      discriminator: "kind",
      required: ["kind", "title"],
      properties: {
        kind: { type: "string" },
        title: { type: "string", minLength: 1 },
        id: { type: "integer", readOnly: true },
      },
    },
    Book: {
      allOf: [
        { $ref: "#/definitions/Work" },
        {
          type: "object",
          required: ["pages", "id"],
          properties: {
            pages: { type: "integer", minimum: 0, exclusiveMinimum: true },
            sequel: { $ref: "#/definitions/Book", "x-nullable": true },
            author: { $ref: "#/definitions/Author" },
            blurb: { type: "string", "x-nullable": true, maxLength: 40 },
            cover: { type: "string", format: "byte" },
            id: { type: "integer", readOnly: true },
          },
        },
      ],
    },
    Author: {
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string", example: "Ada Lovelace" },
        books: { type: "array", items: { $ref: "#/definitions/Book" } },
      },
    },
  },
  paths: {
    "/books": {
      get: {
        operationId: "listBooks",
        parameters: [
          { $ref: "#/parameters/tags" },
          { name: "page", in: "query", type: "integer", minimum: 1, default: 1 },
          { name: "sort", in: "query", type: "array", items: { type: "string", enum: ["title", "pages"] } },
          { name: "near", in: "query", type: "array", items: { type: "number" }, collectionFormat: "ssv" },
          {
            name: "lang",
            in: "query",
            type: "array",
            items: { type: "string", maxLength: 2 },
            collectionFormat: "multi",
          },
          { name: "column", in: "query", type: "array", items: { type: "integer" }, collectionFormat: "tsv" },
          { name: "full", in: "query", type: "boolean", allowEmptyValue: true },
          { name: "X-Trace", in: "header", type: "array", items: { type: "integer" } },
          {
            name: "X-Spans",
            in: "header",
            type: "array",
            items: { type: "integer" },
            collectionFormat: "pipes",
          },
        ],
        responses: {
          200: {
            description: "Books.",
            schema: { type: "array", items: { $ref: "#/definitions/Book" } },
            headers: { "X-Total": { type: "integer", minimum: 0 } },
          },
        },
      },
      post: {
        operationId: "addBook",
        parameters: [{ name: "book", in: "body", required: true, schema: { $ref: "#/definitions/Book" } }],
        responses: {
          201: { description: "Added.", schema: { $ref: "#/definitions/Book" } },
          default: { $ref: "#/responses/Missing" },
        },
      },
    },
    "/books/{id}": {
      parameters: [{ $ref: "#/parameters/id" }],
      get: {
        responses: {
          200: { description: "A book.", schema: { $ref: "#/definitions/Book" } },
          404: { $ref: "#/responses/Missing" },
        },
      },
      delete: {
        deprecated: true,
        security: [{ user: [], app: ["write:books"] }, { login: [] }],
        responses: { 204: { description: "Gone." } },
      },
    },
    "/books/{id}/cover": {
      parameters: [{ $ref: "#/parameters/id" }],
      put: {
        consumes: ["multipart/form-data"],
        parameters: [
          { name: "file", in: "formData", type: "file", required: true },
          { name: "sizes", in: "formData", type: "array", items: { type: "integer" } },
        ],
        responses: { 204: { description: "Stored." } },
      },
      get: {
        produces: ["image/png"],
        responses: { 200: { description: "The picture.", schema: { type: "file" } } },
      },
    },
    "/shelves/{ids}": {
      get: {
        parameters: [
          {
            name: "ids",
            in: "path",
            required: true,
            type: "array",
            items: { type: "integer" },
            collectionFormat: "pipes",
          },
        ],
        responses: { 204: { description: "There." } },
      },
    },
    "/authors/{id}": {
      get: {
        parameters: [{ $ref: "#/parameters/id" }],
        responses: { 200: { description: "An author.", schema: { $ref: "#/definitions/Author" } } },
      },
    },
    "/loans": {
      post: {
        security: [],
        consumes: ["application/x-www-form-urlencoded"],
        parameters: [
          { name: "book", in: "formData", type: "integer", required: true },
          { name: "days", in: "formData", type: "array", items: { type: "integer", maximum: 31 } },
          ...["csv", "ssv", "tsv", "pipes", "multi"].map((collectionFormat) => ({
            name: collectionFormat,
            in: "formData",
            type: "array",
            items: { type: "integer" },
            collectionFormat,
          })),
        ],
        responses: { 200: { description: "Lent." } },
      },
    },
    "/hours": {
      get: {
        security: [],
        produces: ["application/json", "text/plain"],
        responses: {
          200: {
            description: "Hours.",
            schema: { type: "object", properties: { from: { type: "string" } } },
            examples: {
              "application/json": '{ "from": "09:00" }',
              "text/plain": "from nine",
              "text/csv": "from\n09:00",
            },
          },
        },
      },
    },
    "/anything": {
      post: {
        security: [],
        parameters: [
          { name: "any", in: "body", schema: { type: "object", properties: { n: { type: "integer" } } } },
        ],
        responses: { default: { description: "Whatever.", schema: { $ref: "#/definitions/Problem" } } },
      },
    },
  },
};

/** A Swagger 2.0 document of one operation, `GET /things`. */
export function documentWith(operation: object, root: object = {}) {
  return {
    swagger: "2.0",
    info: { title: "Things", version: "1" },
    paths: { "/things": { get: operation } },
    ...root,
  };
}

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./mock.ts";

/** Writes files into a folder of their own, by their paths below it; an object is written as JSON. */
export async function folderOf(contents: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(contents)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

/** A document with every part that a document may have. */
export const everyPart = {
  openapi: "3.1.0",
  info: { title: "Every part", version: "1.2" },
  servers: [
    {
      url: "https://{host}.example/{stage}",
      variables: { host: { default: "a" }, stage: { default: "live", enum: ["live", "test"] } },
    },
  ],
  security: [{ key: [] }, {}],
  tags: [{ name: "things" }],
  paths: {
    "/things": {
      summary: "All things",
      servers: [{ url: "/v2" }],
      parameters: [{ $ref: "#/components/parameters/trace" }],
      get: {
        operationId: "listThings",
        parameters: [
          { name: "tags", in: "query", style: "form", explode: false, schema: { type: "array", items: {} } },
          { name: "filter", in: "query", content: { "application/json": { schema: { type: "object" } } } },
        ],
        responses: {
          200: {
            description: "some",
            headers: { "X-Total": { required: true, schema: { type: "integer" }, example: 3 } },
            content: {
              "application/json": {
                schema: { type: "array", items: { $ref: "#/components/schemas/Thing" } },
                examples: {
                  none: { summary: "none", value: [] },
                  one: { $ref: "#/components/examples/one" },
                },
              },
            },
          },
          "4XX": { $ref: "#/components/responses/Wrong" },
          default: { $ref: "#/components/responses/Wrong" },
        },
      },
      post: {
        operationId: "createThing",
        security: [{ login: ["things:write"] }],
        requestBody: { $ref: "#/components/requestBodies/Thing" },
        callbacks: {
          made: { "{$request.body#/url}": { post: { requestBody: { content: {} }, responses: {} } } },
        },
        responses: { 201: { description: "made", links: { self: { operationId: "listThings" } } } },
      },
    },
    "/things/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
        responses: { 200: { description: "one", content: { "text/plain": { example: "a thing" } } } },
      },
    },
  },
  components: {
    parameters: {
      trace: { name: "X-Trace", in: "header", schema: { type: "string" }, examples: { t: { value: "1" } } },
    },
    requestBodies: {
      Thing: {
        required: true,
        content: {
          "multipart/form-data": {
            schema: { $ref: "#/components/schemas/Thing", description: "new", minProperties: 1 },
            encoding: { photo: { contentType: "image/png", headers: { "X-Part": { schema: {} } } } },
          },
        },
      },
    },
    responses: {
      Wrong: {
        description: "wrong",
        content: { "application/problem+json": { schema: { type: "object" } } },
      },
    },
    examples: { one: { value: [{ name: "a" }] } },
    schemas: {
      Thing: {
        type: "object",
        required: ["name"],
        properties: {
          name: { type: "string" },
          parts: { type: "array", items: { $ref: "#/components/schemas/Thing" } },
        },
        discriminator: { propertyName: "name", mapping: { thing: "Thing" } },
      },
    },
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "X-Key" },
      login: { type: "oauth2", flows: {} },
    },
  },
};

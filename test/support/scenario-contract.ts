import { contractOf } from "../../src/contract/load.ts";
import type { Contract } from "../../src/contract/contract.ts";

const person = {
  type: "object",
  required: ["firstname", "email"],
  properties: {
    firstname: { type: "string" },
    email: { type: "string", format: "email" },
    ambassador_id_referrer: { type: ["string", "null"] },
    age: { type: "integer", minimum: 0 },
    roles: { type: "array", items: { type: "object", properties: { status_role: { enum: ["on", "off"] } } } },
    labels: { type: "object", additionalProperties: { type: "string" } },
    anything: { type: "object" },
    pet: { anyOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }] },
  },
};

const errors = {
  type: "object",
  properties: {
    message: { type: "string" },
    errors: { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
  },
};

const json = (schema: unknown, examples?: unknown) => ({
  "application/json": { schema, ...(examples ? { examples } : {}) },
});

const document = {
  openapi: "3.1.0",
  info: { title: "People", version: "1" },
  servers: [{ url: "https://api.example.com/api/v2" }],
  paths: {
    "/manager/ambassadors": {
      post: {
        operationId: "createAmbassador",
        requestBody: { required: true, content: json({ $ref: "#/components/schemas/Person" }) },
        responses: {
          201: {
            description: "Created",
            content: json(
              {
                allOf: [
                  { $ref: "#/components/schemas/Person" },
                  { type: "object", properties: { id_ambassador: { type: "integer" } } },
                ],
              },
              { ada: { value: { firstname: "Ada" } } },
            ),
          },
          401: { description: "Unauthorized", content: json(errors) },
          403: { description: "Forbidden" },
          404: { description: "Not found" },
          422: { description: "Invalid", content: json(errors) },
        },
      },
    },
    "/pets/{petId}": {
      get: {
        operationId: "showPet",
        parameters: [
          { name: "petId", in: "path", required: true, schema: { type: "integer" } },
          { name: "verbose", in: "query", schema: { type: "boolean" } },
        ],
        responses: { 200: { description: "A pet", content: json({ $ref: "#/components/schemas/Cat" }) } },
      },
    },
  },
  components: {
    schemas: {
      Person: person,
      Cat: {
        type: "object",
        properties: { name: { type: "string" }, lives: { type: "integer", maximum: 9 } },
      },
      Dog: { type: "object", properties: { name: { type: "string" }, tricks: { type: "array", items: {} } } },
    },
  },
};

/** A small contract with the ambassador API's operation and another. */
export function peopleContract(): Contract {
  return contractOf(document, "people.json");
}

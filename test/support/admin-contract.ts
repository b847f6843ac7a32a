const json = (schema: unknown) => ({ "application/json": { schema } });
const pet = { $ref: "#/components/schemas/Pet" };
const ok = (schema: unknown) => ({ 200: { description: "OK", content: json(schema) } });
const pathParameter = (name: string) => ({ name, in: "path", required: true, schema: { type: "integer" } });

/** Pets with whole numbers as ids, tags with words, notes of each user, things without an id. */
export const petDocument: Record<string, unknown> = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1.2.3" },
  servers: [{ url: "https://api.example.com/api/v1" }],
  security: [{ bearer: [] }],
  paths: {
    "/pets": {
      get: { operationId: "listPets", summary: "All pets", responses: ok({ type: "array", items: pet }) },
      post: {
        operationId: "createPet",
        summary: "A new pet",
        requestBody: { required: true, content: json(pet) },
        responses: {
          201: { description: "Created", content: json(pet) },
          422: { description: "Invalid" },
        },
      },
    },
    "/pets/{petId}": {
      parameters: [pathParameter("petId")],
      get: { operationId: "showPet", responses: ok(pet) },
      delete: { operationId: "deletePet", responses: { 204: { description: "Gone" } } },
    },
    "/tags/{tagId}": {
      parameters: [{ ...pathParameter("tagId"), schema: { type: "string" } }],
      get: {
        operationId: "showTag",
        responses: ok({ type: "object", required: ["id"], properties: { id: { type: "string" } } }),
      },
    },
    "/users/{userId}/notes": {
      parameters: [pathParameter("userId")],
      get: {
        operationId: "listNotes",
        responses: ok({
          type: "array",
          items: { type: "object", properties: { id: { type: "integer" }, text: { type: "string" } } },
        }),
      },
    },
    "/events": {
      get: {
        operationId: "listEvents",
        responses: ok({
          type: "array",
          items: { type: "object", required: ["what"], properties: { what: { type: "string" } } },
        }),
      },
    },
  },
  components: {
    securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
    schemas: {
      Pet: {
        type: "object",
        required: ["id", "name"],
        properties: {
          id: { type: "integer", readOnly: true },
          name: { type: "string", minLength: 1 },
          owner: { type: "object", properties: { email: { type: "string", format: "email" } } },
        },
      },
    },
  },
};

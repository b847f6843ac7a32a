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

/** A scenario of one stub for creating an ambassador; its first line is line 5 of the file. */
export const scenarioOf = (lines: string, operation = "createAmbassador"): string =>
  `scenario: demo\nactive: true\nstubs:\n  - operation: ${operation}\n${lines.replace(/^/gm, "    ")}\n`;

/** What a stub for creating an ambassador may say. */
export const goodStubs: readonly string[] = [
  "respond: { status: 404 }",
  "respond: { status: 503, undeclared: true, body: { any: thing } }",
  "respond: { status: 201, example: ada }",
  "respond: { example: ada, body: { id_ambassador: 7, firstname: '{{ request.body.firstname }}' } }",
  "respond: { status: 201, body: { id_ambassador: '{{ request.body.age }}', roles: [{ status_role: on }] } }",
  "respond: { status: 201, body: { labels: { whatever: text }, anything: { goes: [here] }, ambassador_id_referrer: null } }",
  "respond: { status: 422, errors: { email: is taken, base: whatever the API says } }",
  "respond: { sequence: [{ status: 503, undeclared: true }, { fault: CONNECTION_RESET_BY_PEER, delay: 100-500 }, {}] }",
  "when: { body: { /roles/0/status_role: on, /labels/x: y, /anything/x: y, /pet/tricks/0: sit, /pet/lives: 9 } }",
  "when: { body: { '': { contains: { firstname: Ada } } } }",
  "when: { headers: { X-Whatever: { exists: true } }, query: { debug: '1' } }",
  "when: { store: { collection: ambassadors, where: { /email: '{{ request.body.email }}' }, exists: false } }",
  "when: { body: { /email: { not: { any: [{ matches: ^a }, { in: [b] }] } } }, state: Started }\nthen: { state: Done }",
  "name: x\npriority: -1\ntimes: 3\nphase: first",
  "chance: 20%\nlimit: 5/10s\nrespond: { status: 401 }",
  "expires: 30s\nrespond: { choose: [{ weight: 9, status: 201 }, { status: 503, undeclared: true }] }",
  "expires: 2026-01-31T12:00:00Z\nrespond: { sequence: [{ status: 404 }], repeat: once }",
  "when: { counter: { logins: { gte: 3 } } }\nthen: { count: logins }",
  "when: { body: { /email: { schema: { type: string, minLength: 3 } } } }",
  "respond: { status: 201, patch: [{ op: replace, path: /firstname, value: Bob }] }",
  "then: { store: [{ put: ambassadors, value: { email: '{{ body.email }}' } }, { remove: ambassadors, key: 7 }] }",
  "respond: { delay: '80~0.4', dribble: { chunks: 3 }, status: 201 }",
];

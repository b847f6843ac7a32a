import type { DocumentPart } from "./operation.ts";

const text = { type: "string" };
const count = { type: "integer", minimum: 0 };

/** An object that has all of these properties. */
export function objectOf(properties: DocumentPart): DocumentPart & { readonly properties: DocumentPart } {
  return { type: "object", required: Object.keys(properties), properties };
}

/** A list of these. */
export function listed(items: DocumentPart): DocumentPart {
  return { type: "array", items };
}

/** `{ <name>: [...], meta: { total } }`. */
export function listOf(name: string, items: DocumentPart): DocumentPart {
  return objectOf({ [name]: { type: "array", items }, meta: objectOf({ total: count }) });
}

/** A response of the admin document with a JSON body. */
export function jsonResponse(description: string, schema: DocumentPart) {
  return { description, content: { "application/json": { schema } } };
}

/** A response whose body is a problem. */
export function problemResponse(description: string): DocumentPart {
  return { description, content: { "application/problem+json": { schema: problemSchema } } };
}

const problemSchema = { $ref: "#/components/schemas/Problem" };
export const exchangeSchema = { $ref: "#/components/schemas/Exchange" };

const violation = objectOf({ in: text, pointer: text, code: text, message: text, schemaPointer: text });
const headers = { type: "object", additionalProperties: text };

function mayBeCut(message: { readonly properties: DocumentPart }): DocumentPart {
  return { ...message, properties: { ...message.properties, cut: { $ref: "#/components/schemas/Cut" } } };
}
/** A request as the journal shows it. */
export const exchangeRequestSchema = objectOf({ method: text, url: text, headers, body: true });

/** `components.schemas` of the admin document. */
export const schemas = {
  Problem: {
    type: "object",
    description: "RFC 9457: the mock's own voice.",
    required: ["type", "title", "status", "detail", "code", "help"],
    properties: {
      type: { type: "string", format: "uri", description: "urn:locum:problem: and the code" },
      title: text,
      status: { type: "integer", minimum: 400, maximum: 599 },
      detail: text,
      code: text,
      errors: { type: "array", items: { $ref: "#/components/schemas/Violation" } },
      nearMisses: { type: "array", items: text },
      help: { type: "string", description: "One concrete next step." },
      explanation: {
        type: "array",
        items: text,
        description: "Lines of two columns: what the contract has, and what came; and what mends it.",
      },
    },
  },
  Violation: { ...violation, description: "One breach of a contract." },
  Cut: {
    ...objectOf({ kept: count, of: count }),
    description: "Present where the journal has only the first bytes of a body (--max-journal-body).",
  },
  Exchange: {
    ...objectOf({
      id: { type: "string", description: "<session>-<n>, as X-Mock-Exchange gives it." },
      session: text,
      time: { type: "string", format: "date-time" },
      duration: {
        type: "number",
        minimum: 0,
        description: "Milliseconds until it was answered, those it was made to wait included.",
      },
      operationId: { type: ["string", "null"] },
      source: { type: "string", description: "Who chose the status, as X-Mock-Source says it." },
      request: mayBeCut(exchangeRequestSchema),
      response: mayBeCut(objectOf({ status: { type: "integer" }, headers, body: true })),
      violations: { type: "array", items: { $ref: "#/components/schemas/Violation" } },
      why: { type: "array", items: objectOf({ step: text, said: text }) },
    }),
    description: "One request, what was answered, and why. Secrets are redacted.",
  },
};

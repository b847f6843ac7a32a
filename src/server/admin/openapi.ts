import type { AdminOperation, DocumentPart } from "./operation.ts";
import { problemResponse, schemas } from "./schemas.ts";
import { version } from "./version.ts";

const sessionParameter = { $ref: "#/components/parameters/Session" };

/** The OpenAPI 3.1 document of the operations: what the router finds and validates requests by, and what is published. */
export function adminDocument(operations: readonly AdminOperation[]): DocumentPart {
  const paths: Record<string, Record<string, DocumentPart>> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describe(operation),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Locum admin API",
      version,
      description:
        "Looks into a mock server and sets it up. Every path may begin with /__session/<name> instead of naming the session by a header.",
    },
    servers: [{ url: "/__admin" }],
    security: [{}, { token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "Wanted when the server was started with --admin-token.",
        },
      },
      parameters: {
        Session: {
          name: "X-Mock-Session",
          in: "header",
          description: "The session meant; `default` when nothing is said.",
          schema: { type: "string", pattern: "^[A-Za-z0-9._-]{1,64}$" },
        },
      },
      schemas,
    },
  };
}

function describe({
  id,
  summary,
  description,
  parameters = [],
  requestBody,
  responses,
  ofSession,
}: AdminOperation): DocumentPart {
  const all = [...parameters, ...(ofSession ? [sessionParameter] : [])];
  return {
    operationId: id,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(all.length > 0 ? { parameters: all } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: { ...responses, default: problemResponse("Refused; the code says why.") },
  };
}

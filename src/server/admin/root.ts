import type { AdminOperation } from "./operation.ts";
import { adminDocument } from "./openapi.ts";
import { jsonReply } from "./reply.ts";
import { jsonResponse, listOf, objectOf } from "./schemas.ts";

const text = { type: "string" };

/** Where to go from here. */
export const root: AdminOperation = {
  id: "getIndex",
  method: "GET",
  path: "/",
  summary: "What the admin API can do",
  ofSession: false,
  responses: {
    200: jsonResponse(
      "The operations of the admin API.",
      listOf("resources", objectOf({ method: text, href: text, summary: text })),
    ),
  },
  answer({ operations }) {
    return jsonReply({
      resources: operations.map(({ method, path, summary }) => ({ method, href: hrefOf(path), summary })),
      meta: { total: operations.length },
    });
  },
};

/** What describes all of this. */
export const describe: AdminOperation = {
  id: "getDocument",
  method: "GET",
  path: "/openapi.json",
  summary: "The OpenAPI document of the admin API",
  ofSession: false,
  responses: {
    200: jsonResponse("An OpenAPI 3.1 document.", { type: "object", required: ["openapi", "paths"] }),
  },
  answer: ({ operations }) => jsonReply(adminDocument(operations)),
};

function hrefOf(path: string): string {
  return path === "/" ? "/__admin" : `/__admin${path}`;
}

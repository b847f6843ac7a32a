import type { AdminOperation } from "./operation.ts";
import { jsonReply } from "./reply.ts";
import { jsonResponse, objectOf } from "./schemas.ts";

const text = { type: "string" };

/** What is served, in a few lines. */
export const contract: AdminOperation = {
  id: "getContract",
  method: "GET",
  path: "/contract",
  summary: "The contract in brief",
  ofSession: false,
  responses: {
    200: jsonResponse(
      "What is served.",
      objectOf({
        title: text,
        version: text,
        source: { type: "string", description: "Where the document came from." },
        operations: { type: "integer", minimum: 0 },
        warnings: { type: "array", items: text },
        collections: {
          type: "array",
          items: objectOf({ name: text, idField: { type: ["string", "null"] } }),
        },
      }),
    ),
  },
  answer({ served }) {
    const { title, version, source, operations, warnings } = served.contract;
    const collections = served.collections().map(({ collection, idField }) => ({
      name: collection,
      idField: idField ?? null,
    }));
    return jsonReply({ title, version, source, operations: operations.length, warnings, collections });
  },
};

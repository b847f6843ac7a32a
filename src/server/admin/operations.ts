import type { Operation } from "../../contract/operation.ts";
import type { AdminOperation } from "./operation.ts";
import { pageParameters, windowOf } from "./paging.ts";
import { jsonReply } from "./reply.ts";
import { jsonResponse, listOf, objectOf } from "./schemas.ts";

const text = { type: "string" };
const texts = { type: "array", items: text };

/** What can be asked of the mock. */
export const operations: AdminOperation = {
  id: "listOperations",
  method: "GET",
  path: "/operations",
  summary: "The operations of the contract, in its order",
  ofSession: false,
  parameters: pageParameters({ maximum: 1_000_000 }),
  responses: {
    200: jsonResponse(
      "Operations, and how many there are.",
      listOf(
        "operations",
        objectOf({
          id: text,
          method: text,
          path: text,
          basePaths: texts,
          summary: text,
          requestTypes: texts,
          responses: { type: "array", items: text, description: "Declared statuses, for Prefer: code=." },
          fragment: { type: "string", description: "Where it stands in the document." },
        }),
      ),
    ),
  },
  answer({ served, query }) {
    const { operations: all } = served.contract;
    const { offset, limit } = windowOf(query);
    return jsonReply({
      operations: all.slice(offset, offset + limit).map(brief),
      meta: { total: all.length },
    });
  },
};

function brief({
  id,
  method,
  path,
  basePaths,
  summary,
  requestBody,
  responses,
  fragment,
}: Operation): unknown {
  return {
    id,
    method,
    path,
    basePaths,
    summary,
    requestTypes: requestBody?.content.map(({ type }) => type) ?? [],
    responses: responses.map(({ key }) => key),
    fragment,
  };
}

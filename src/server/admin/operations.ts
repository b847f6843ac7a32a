import type { Operation } from "../../contract/operation.ts";
import type { AdminOperation } from "./operation.ts";
import { pageParameters, windowOf } from "./paging.ts";
import { jsonReply } from "./reply.ts";
import { jsonResponse, objectOf } from "./schemas.ts";

const text = { type: "string" };
const texts = { type: "array", items: text };

const count = { type: "integer", minimum: 0 };
const operation = objectOf({
  id: text,
  method: text,
  path: text,
  basePaths: texts,
  summary: text,
  requestTypes: texts,
  responses: { type: "array", items: text, description: "Declared statuses, for Prefer: code=." },
  fragment: { type: "string", description: "Where it stands in the document." },
});

/** Whoever has more of them has to look at the document itself. */
const mostUnusable = 100;

/** What can be asked of the mock. */
export const operations: AdminOperation = {
  id: "listOperations",
  method: "GET",
  path: "/operations",
  summary: "The operations of the contract, in its order, and what of it is not served",
  ofSession: false,
  parameters: pageParameters({ maximum: 1_000_000 }),
  responses: {
    200: jsonResponse(
      "Operations, and how many there are; what is not served as the document has it, at most 100 parts.",
      objectOf({
        operations: { type: "array", items: operation },
        unusable: { type: "array", items: objectOf({ operation: text, place: text, cause: text }) },
        meta: objectOf({ total: count, unusable: count }),
      }),
    ),
  },
  answer({ served, query }) {
    const { operations: all, unusable } = served.contract;
    const { offset, limit } = windowOf(query);
    return jsonReply({
      operations: all.slice(offset, offset + limit).map(brief),
      unusable: unusable.slice(0, mostUnusable),
      meta: { total: all.length, unusable: unusable.length },
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

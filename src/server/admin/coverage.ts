import { coverageOf, summaryOf } from "../../coverage/report.ts";
import type { AdminOperation } from "./operation.ts";
import { pageParameters, windowOf } from "./paging.ts";
import { jsonReply } from "./reply.ts";
import { jsonResponse, objectOf } from "./schemas.ts";

const text = { type: "string" };
const flag = { type: "boolean" };
const count = { type: "integer", minimum: 0 };
const listOf = (items: object) => ({ type: "array", items });
const share = objectOf({ declared: count, used: count });

const operation = objectOf({
  id: text,
  method: text,
  path: text,
  requests: count,
  responses: listOf(
    objectOf({
      status: { type: "string", description: "201, 4XX or default, as declared; else the status." },
      type: { type: ["string", "null"], description: "The media type; null for a response without content." },
      declared: flag,
      answered: count,
    }),
  ),
  parameters: listOf(objectOf({ in: text, name: text, required: flag, sent: flag })),
  properties: listOf(
    objectOf({
      name: { type: "string", description: "Dotted, lists left out: roles.status_role." },
      declared: flag,
      sent: flag,
    }),
  ),
});

/** Which parts of the contract consumers use, and which nobody ever asked for. */
export const coverage: AdminOperation = {
  id: "getCoverage",
  method: "GET",
  path: "/coverage",
  summary: "What of the contract the session's requests have used",
  description:
    "Counted as requests come, whatever the journal has forgotten. A reset begins anew; with `all`, what sessions did before they ended or were reset is in it, too.",
  ofSession: true,
  parameters: [
    {
      name: "all",
      in: "query",
      description: "Of all sessions together.",
      schema: { type: "boolean", default: false },
    },
    ...pageParameters({ maximum: 1_000_000 }),
  ],
  responses: {
    200: jsonResponse(
      "Operations in the order of the contract, and sums of all of them over what is declared.",
      objectOf({
        operations: listOf(operation),
        meta: objectOf({ operations: share, responses: share, parameters: share, properties: share }),
      }),
    ),
  },
  answer({ served, session, query }) {
    const seen = served.coverage.of(query["all"] === true ? undefined : session);
    const all = coverageOf(served.contract, seen);
    const { offset, limit } = windowOf(query);
    return jsonReply({ operations: all.slice(offset, offset + limit), meta: summaryOf(all) });
  },
};

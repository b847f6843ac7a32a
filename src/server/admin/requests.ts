import type { Exchange } from "../../problem/exchange.ts";
import { negotiate } from "../../http/accept.ts";
import { heldAgainst } from "../explain/held.ts";
import { exchangePage } from "../ui/exchange-page.ts";
import { pageHeaders } from "../ui/page.ts";
import { filtered, filterParameters } from "./request-filters.ts";
import type { AdminOperation, Ask } from "./operation.ts";
import { pageParameters, windowOf } from "./paging.ts";
import { emptyReply, jsonReply, notFound, pageReply } from "./reply.ts";
import { exchangeSchema, jsonResponse, listOf, problemResponse } from "./schemas.ts";

const standardLimit = 100;

/** The journal of a session, newest first. */
export const listRequests: AdminOperation = {
  id: "listRequests",
  method: "GET",
  path: "/requests",
  summary: "The session's journal, newest first",
  ofSession: true,
  parameters: [...pageParameters({ maximum: 1000, standard: standardLimit }), ...filterParameters],
  responses: {
    200: jsonResponse("Exchanges, and how many there are.", listOf("requests", exchangeSchema)),
    400: problemResponse("There is no such filter, or nothing that it could be."),
  },
  answer(ask) {
    const { served, query } = ask;
    const { offset, limit } = windowOf(query, standardLimit);
    const found = filtered(ask);
    const requests = found.slice(offset, offset + limit).map(served.show);
    return jsonReply({ requests, meta: { total: found.length } });
  },
};

/** Forgets what was asked and answered, and keeps everything else. */
export const clearRequests: AdminOperation = {
  id: "clearRequests",
  method: "DELETE",
  path: "/requests",
  summary: "Empty the session's journal",
  ofSession: true,
  responses: { 204: { description: "The journal is empty." } },
  answer({ served, session }) {
    served.sessions.clearJournal(session);
    return emptyReply();
  },
};

/**
 * One exchange and the reasons for its answer. Its id names the session, so that the link in a problem's `instance`
 * can be opened as it is.
 */
export const readRequest: AdminOperation = {
  id: "readRequest",
  method: "GET",
  path: "/requests/{id}",
  summary: "One exchange: what came, what was answered, and why",
  ofSession: false,
  parameters: [
    {
      name: "id",
      in: "path",
      required: true,
      description: "As X-Mock-Exchange gave it.",
      schema: { type: "string" },
    },
  ],
  responses: {
    200: {
      description: "The exchange; a page for people who ask for HTML.",
      content: {
        "application/json": { schema: exchangeSchema },
        "text/html": { schema: { type: "string" } },
      },
    },
    404: problemResponse("The journal has no such exchange, or none any more."),
  },
  answer({ served, path, headers }) {
    const exchange = find(String(path["id"]), served);
    const shown = served.show(exchange);
    const vary = { Vary: "Accept" };
    const wanted = negotiate(headers["accept"], [{ type: "application/json" }, { type: "text/html" }]);
    if (wanted?.type === "text/html")
      return pageReply(exchangePage(shown, heldAgainst(exchange, served)), { ...pageHeaders, ...vary });
    return jsonReply(shown, vary);
  },
};

function find(id: string, { sessions }: Ask["served"]): Exchange {
  const session = sessions.find(id.slice(0, Math.max(0, id.lastIndexOf("-"))));
  const exchange = session?.journal.get(id);
  if (exchange) return exchange;
  throw notFound({
    what: `exchange ${JSON.stringify(id.slice(0, 80))} in the journal`,
    wanted: id,
    known: [],
    help: "A journal forgets its oldest exchanges and what was reset; GET /__admin/requests lists what it has.",
  });
}

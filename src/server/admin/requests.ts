import type { Exchange } from "../../problem/exchange.ts";
import { negotiate } from "../../http/accept.ts";
import { heldAgainst } from "../explain/held.ts";
import { exchangePage } from "../ui/exchange-page.ts";
import { requestsPage } from "../ui/requests-page.ts";
import { pageHeaders } from "../ui/page.ts";
import { exchangesReply, exchangeWindow, windowed } from "./exchanges-reply.ts";
import { filtered, filterParameters } from "./request-filters.ts";
import type { AdminOperation, Ask, DocumentPart } from "./operation.ts";
import { emptyReply, jsonReply, notFound, pageReply } from "./reply.ts";
import { exchangeSchema, listOf, problemResponse } from "./schemas.ts";

/** The journal of a session, newest first. */
export const listRequests: AdminOperation = {
  id: "listRequests",
  method: "GET",
  path: "/requests",
  summary: "The session's journal, newest first",
  ofSession: true,
  parameters: [...exchangeWindow, ...filterParameters],
  responses: {
    200: {
      description: "Exchanges, and how many there are; a page for people who ask for HTML.",
      content: {
        "application/json": { schema: listOf("requests", exchangeSchema) },
        "text/html": { schema: { type: "string" } },
      },
    },
    400: problemResponse("There is no such filter, or nothing that it could be."),
  },
  answer(ask) {
    const { served, session, mount, query, headers } = ask;
    const found = filtered(ask);
    if (!wantsPage(headers)) return exchangesReply(found, ask, vary);
    const { offset, limit, part } = windowed(found, query);
    const requests = part.map(served.show);
    const total = found.length;
    const end = offset + requests.length;
    const next = end < total && limit > 0 ? nextQuery(query, end) : undefined;
    return pageReply(requestsPage({ session, mount, requests, total, offset, next }), {
      ...pageHeaders,
      ...vary,
    });
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
  answer({ served, mount, path, headers }) {
    const exchange = find(String(path["id"]), served);
    const shown = served.show(exchange);
    if (wantsPage(headers))
      return pageReply(exchangePage(shown, heldAgainst(exchange, served), mount), {
        ...pageHeaders,
        ...vary,
      });
    return jsonReply(shown, vary);
  },
};

const vary = { Vary: "Accept" };

function wantsPage(headers: Ask["headers"]): boolean {
  const wanted = negotiate(headers["accept"], [{ type: "application/json" }, { type: "text/html" }]);
  return wanted?.type === "text/html";
}

function nextQuery(query: DocumentPart, offset: number): string {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, offset })) all.set(name, String(value));
  return all.toString();
}

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

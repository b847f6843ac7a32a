import type { Exchange } from "../../problem/exchange.ts";
import { negotiate } from "../../http/accept.ts";
import { exchangePage } from "../ui/exchange-page.ts";
import { pageHeaders } from "../ui/page.ts";
import { isUnmatched } from "./find-requests.ts";
import type { AdminOperation, Ask, DocumentPart } from "./operation.ts";
import { pageParameters, windowOf } from "./paging.ts";
import { emptyReply, jsonReply, notFound, pageReply } from "./reply.ts";
import { exchangeSchema, jsonResponse, listOf, problemResponse } from "./schemas.ts";

const standardLimit = 100;

const filter = (name: string, description: string, schema: DocumentPart) => ({
  name,
  in: "query",
  description,
  schema,
});

/** The journal of a session, newest first. */
export const listRequests: AdminOperation = {
  id: "listRequests",
  method: "GET",
  path: "/requests",
  summary: "The session's journal, newest first",
  ofSession: true,
  parameters: [
    ...pageParameters({ maximum: 1000, standard: standardLimit }),
    filter("status", "Only answers of this status, or of this class of them.", {
      type: "string",
      pattern: "^[1-5](\\d\\d|XX|xx)$",
      examples: ["404", "4XX"],
    }),
    filter("method", "Only requests of this method.", { type: "string", examples: ["POST"] }),
    filter("operation", "Only requests of this operationId.", { type: "string" }),
    filter("source", "Only answers of this source; `scenario` and `stub` mean each of them.", {
      type: "string",
      examples: ["forced", "scenario", "scenario:outage"],
    }),
    filter("unmatched", "Whether the contract had no operation for the request.", { type: "boolean" }),
  ],
  responses: { 200: jsonResponse("Exchanges, and how many there are.", listOf("requests", exchangeSchema)) },
  answer({ served, session, query }) {
    const { offset, limit } = windowOf(query, standardLimit);
    const found = served.sessions.exchanges(session).filter((exchange) => isWanted(exchange, query));
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
    const shown = served.show(find(String(path["id"]), served));
    const vary = { Vary: "Accept" };
    const wanted = negotiate(headers["accept"], [{ type: "application/json" }, { type: "text/html" }]);
    if (wanted?.type === "text/html") return pageReply(exchangePage(shown), { ...pageHeaders, ...vary });
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

/** The query of `listRequests`, which its parameters have been held against. */
interface Filters {
  readonly status?: string;
  readonly method?: string;
  readonly operation?: string;
  readonly source?: string;
  readonly unmatched?: boolean;
}

function isWanted(exchange: Exchange, { status, method, operation, source, unmatched }: Filters): boolean {
  return (
    (status === undefined || hasStatus(exchange, status)) &&
    (method === undefined || exchange.request.method === method.toUpperCase()) &&
    (operation === undefined || exchange.operationId === operation) &&
    (source === undefined || exchange.source === source || exchange.source.startsWith(`${source}:`)) &&
    (unmatched === undefined || isUnmatched(exchange) === unmatched)
  );
}

function hasStatus({ response }: Exchange, wanted: string): boolean {
  const status = String(response.status);
  return wanted.toUpperCase().endsWith("XX") ? status[0] === wanted[0] : status === wanted;
}

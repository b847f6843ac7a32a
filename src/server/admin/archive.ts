import type { Exchange } from "../../problem/exchange.ts";
import type { Served } from "../served.ts";
import type { AdminOperation } from "./operation.ts";
import { filtered, filterParameters } from "./request-filters.ts";
import { jsonResponse, objectOf, problemResponse } from "./schemas.ts";
import { version } from "./version.ts";

/** The journal for whatever reads HTTP archives: developer tools of browsers, proxies, load generators. */
export const archiveRequests: AdminOperation = {
  id: "archiveRequests",
  method: "GET",
  path: "/requests.har",
  summary: "The session's journal as an HTTP archive (HAR 1.2), the oldest first",
  description:
    "Bodies that are no text are in base64. `_why`, `_violations`, `_operationId`, `_source`, `_session`, `_id` and `_fault` are Locum's own.",
  ofSession: true,
  parameters: filterParameters.filter(({ name }) => name !== "order"),
  responses: {
    200: jsonResponse(
      "An archive.",
      objectOf({
        log: objectOf({
          version: { const: "1.2" },
          creator: objectOf({ name: { type: "string" }, version: { type: "string" } }),
          entries: { type: "array", items: { type: "object" } },
        }),
      }),
    ),
    400: problemResponse("Something that it was to be narrowed down by is not there."),
  },
  answer(ask) {
    const { served, session, query } = ask;
    const exchanges = filtered({ ...ask, query: { ...query, order: "oldest" } });
    return {
      status: 200,
      headers: {
        "Content-Type": "application/json",
        "Content-Disposition": `attachment; filename="${session}.har"`,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
      pieces: written(exchanges, served),
      end: () => undefined,
    };
  },
};

/** Entry by entry: ten thousand at once would hold everybody else up. */
function* written(exchanges: readonly Exchange[], { harEntry }: Served): Generator<string> {
  const creator = JSON.stringify({ name: "Locum", version });
  yield `{"log":{"version":"1.2","creator":${creator},"entries":[`;
  for (const [index, exchange] of exchanges.entries()) {
    yield `${index === 0 ? "\n" : ",\n"}${JSON.stringify(harEntry(exchange))}`;
  }
  yield "\n]}}\n";
}

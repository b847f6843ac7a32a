import { ProblemError } from "../../problem/problem.ts";
import { EventStream, positionOf } from "./event-stream.ts";
import type { AdminOperation, Ask } from "./operation.ts";
import { problemResponse } from "./schemas.ts";

/** The journal as it grows. */
export const watchEvents: AdminOperation = {
  id: "watchEvents",
  method: "GET",
  path: "/events",
  summary: "What happens in the session from now on, as server-sent events",
  description:
    "`exchange` has an exchange as GET /requests/{id} gives it. `cleared` says whose journal was emptied, `forgotten` that it has dropped exchanges before this reader came to them. A comment every 15 seconds keeps the connection alive.",
  ofSession: true,
  parameters: [
    {
      name: "all",
      in: "query",
      description: "Of all sessions instead of one.",
      schema: { type: "boolean", default: false },
    },
    {
      name: "Last-Event-ID",
      in: "header",
      description: "The id of the last event that was read, to go on behind it; browsers send it themselves.",
      schema: { type: "string", examples: ["mf2k0c1p-42"] },
    },
  ],
  responses: {
    200: {
      description: "Events without end.",
      content: {
        "text/event-stream": {
          schema: { type: "string" },
          example: 'event: cleared\nid: mf2k0c1p-42\ndata: {"session":"default"}\n\n',
        },
      },
    },
    400: problemResponse("Last-Event-ID is no id of an event."),
    503: problemResponse("There are too many readers."),
  },
  answer(ask) {
    const { served, session, query } = ask;
    const stream = new EventStream({
      served,
      session: query["all"] === true ? undefined : session,
      position: startOf(ask),
    });
    return {
      status: 200,
      headers: {
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        // Some proxies keep back what is short, unless they are told not to.
        "X-Accel-Buffering": "no",
      },
      pieces: stream.pieces(),
      end: () => stream.end(),
    };
  },
};

/** Now, or where the reader was before it lost the connection. */
function startOf({ served, headers }: Ask): number {
  const last = headers["last-event-id"];
  if (last === undefined || last === "") return served.sessions.latest;
  const position = positionOf(last, served);
  if (position !== undefined) return position;
  throw new ProblemError("admin-invalid-request", {
    detail: `Last-Event-ID ${JSON.stringify(last.slice(0, 80))} is no id of an event of this API.`,
    help: "Send the id of an event that was read, or no Last-Event-ID to begin now.",
  });
}

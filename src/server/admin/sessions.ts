import type { AdminOperation } from "./operation.ts";
import { emptyReply, jsonReply, notFound } from "./reply.ts";
import { jsonResponse, listOf, objectOf, problemResponse } from "./schemas.ts";

/** The sessions in use. Asking creates none. */
export const listSessions: AdminOperation = {
  id: "listSessions",
  method: "GET",
  path: "/sessions",
  summary: "The sessions that have answered a request or hold records",
  ofSession: false,
  responses: {
    200: jsonResponse(
      "Sessions in alphabetical order, and how many there are.",
      listOf(
        "sessions",
        objectOf({
          name: { type: "string" },
          requests: { type: "integer", minimum: 0, description: "Exchanges in its journal." },
        }),
      ),
    ),
  },
  async answer({ served: { sessions } }) {
    const names = await sessions.names();
    return jsonReply({
      sessions: names.map((name) => ({
        name,
        requests: sessions.find(name)?.journal.size ?? 0,
      })),
      meta: { total: names.length },
    });
  },
};

/** Ends a session: as if it had never been. */
export const endSession: AdminOperation = {
  id: "endSession",
  method: "DELETE",
  path: "/sessions/{name}",
  summary: "Forget a session and everything in it",
  ofSession: false,
  parameters: [
    {
      name: "name",
      in: "path",
      required: true,
      description: "As GET /sessions lists it.",
      schema: { type: "string" },
    },
  ],
  responses: { 204: { description: "It is gone." }, 404: problemResponse("There is no such session.") },
  async answer({ served: { sessions }, path }) {
    const name = String(path["name"]);
    if (!(await sessions.has(name))) {
      const what = `session ${JSON.stringify(name.slice(0, 80))}`;
      throw notFound({
        what,
        wanted: name,
        known: await sessions.names(),
        help: "GET /__admin/sessions lists those there are.",
      });
    }
    await sessions.end(name);
    return emptyReply();
  },
};

/** Begins a session anew. */
export const resetSession: AdminOperation = {
  id: "resetSession",
  method: "POST",
  path: "/reset",
  summary: "Begin the session anew: no records, ids, ordinals, states or journal",
  description: "What it was told goes too: stubs, preferences, scenarios on or off.",
  ofSession: true,
  // Nothing need be sent; clients that cannot send nothing send `{}`.
  requestBody: { content: { "application/json": { schema: { type: "object" }, example: {} } } },
  responses: { 204: { description: "It is empty, on file too." } },
  async answer({ served, session }) {
    await served.sessions.reset(session);
    return emptyReply();
  },
};

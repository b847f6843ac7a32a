import { prefer, preferNothing } from "../told/preferences.ts";
import type { AdminOperation } from "./operation.ts";
import { emptyReply, jsonReply } from "./reply.ts";
import { jsonResponse, problemResponse } from "./schemas.ts";

// What can be had is said by the reader of preferences, which names the nearest; here it is told to people only.
const preferencesSchema = {
  type: "object",
  description:
    "Keys and values as Prefer has them: code, example, dynamic, seed, scenario, delay, fault and so on.",
  examples: [{ code: 503, delay: "100-500" }],
  additionalProperties: true,
};

/** What the session was told to ask for. */
export const readPreferences: AdminOperation = {
  id: "readPreferences",
  method: "GET",
  path: "/preferences",
  summary: "What every request of the session asks for that does not ask otherwise",
  ofSession: true,
  responses: { 200: jsonResponse("As it was sent; empty where nothing was.", preferencesSchema) },
  answer: ({ served, session }) => jsonReply(served.sessions.find(session)?.told?.preferences?.written ?? {}),
};

/** "Everything 503 for a minute": forcing for the whole session. */
export const replacePreferences: AdminOperation = {
  id: "replacePreferences",
  method: "PUT",
  path: "/preferences",
  summary: "Let every request of the session ask for this that does not ask otherwise, and for nothing else",
  description: "What it was told before is gone. DELETE /preferences takes it back.",
  ofSession: true,
  requestBody: { required: true, content: { "application/json": { schema: preferencesSchema } } },
  responses: {
    200: jsonResponse("What is in force now.", preferencesSchema),
    400: problemResponse("Something of it cannot be had; nothing was taken."),
  },
  answer(ask) {
    const written = ask.body as Readonly<Record<string, unknown>>;
    prefer(ask, written);
    return jsonReply(written);
  },
};

/** Requests are answered as usual again. */
export const clearPreferences: AdminOperation = {
  id: "clearPreferences",
  method: "DELETE",
  path: "/preferences",
  summary: "Take back what the session was told to ask for",
  ofSession: true,
  responses: { 204: { description: "It asks for nothing." } },
  answer(ask) {
    preferNothing(ask);
    return emptyReply();
  },
};

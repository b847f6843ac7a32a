import { isUnmatched } from "../../journal/unmatched.ts";
import type { Exchange } from "../../problem/exchange.ts";
import { foundBy, readPattern } from "../verify/pattern.ts";
import type { AdminOperation, Ask } from "./operation.ts";
import { exchangesReply, exchangeWindow } from "./exchanges-reply.ts";
import { jsonReply } from "./reply.ts";
import { exchangeSchema, jsonResponse, listOf, objectOf, problemResponse } from "./schemas.ts";

// What can be looked for is said by the reader of patterns, which names the nearest; here it is told to people only.
const requestBody = {
  required: true,
  content: {
    "application/json": {
      schema: {
        type: "object",
        description:
          "operation, and matchers by name: headers, query, path, cookies; body by JSON Pointer. {} is every request.",
        examples: [{ operation: "createPet", body: { "/name": { equals: "Ada" } } }],
        additionalProperties: true,
      },
    },
  },
};

const badPattern = problemResponse("The pattern names what is not there; its errors say where.");

/** How often the session was asked something. */
export const countRequests: AdminOperation = {
  id: "countRequests",
  method: "POST",
  path: "/requests/count",
  summary: "How many requests of the session a pattern is about",
  ofSession: true,
  requestBody,
  responses: {
    200: jsonResponse("How many there are.", objectOf({ count: { type: "integer", minimum: 0 } })),
    400: badPattern,
  },
  answer: (ask) => jsonReply({ count: found(ask).length }),
};

/** The exchanges of the session that a pattern is about. */
export const findRequests: AdminOperation = {
  id: "findRequests",
  method: "POST",
  path: "/requests/find",
  summary: "The requests of the session that a pattern is about, newest first",
  ofSession: true,
  parameters: exchangeWindow,
  requestBody,
  responses: {
    200: jsonResponse("Exchanges, and how many there are.", listOf("requests", exchangeSchema)),
    400: badPattern,
  },
  answer: (ask) => exchangesReply(found(ask), ask),
};

/** What the session was asked and the contract does not have. */
export const listUnmatched: AdminOperation = {
  id: "listUnmatched",
  method: "GET",
  path: "/requests/unmatched",
  summary: "The requests of the session that led to no operation of the contract, newest first",
  ofSession: true,
  parameters: exchangeWindow,
  responses: { 200: jsonResponse("Exchanges, and how many there are.", listOf("requests", exchangeSchema)) },
  answer: (ask) => exchangesReply(ask.served.sessions.exchanges(ask.session).filter(isUnmatched), ask),
};

function found({ served, session, body }: Ask): readonly Exchange[] {
  return foundBy(readPattern(body as Readonly<Record<string, unknown>>, served), served, session);
}

import { verify } from "../verify/verify.ts";
import type { AdminOperation } from "./operation.ts";
import { jsonReply } from "./reply.ts";
import { jsonResponse, objectOf, problemResponse } from "./schemas.ts";

// What can be expected is said by its reader, which names the nearest; here it is told to people only.
const requestBody = {
  required: true,
  content: {
    "application/json": {
      schema: {
        type: "object",
        description:
          "One of: pattern, as /requests/find takes it, and times, atLeast, atMost or never; inOrder, a list of patterns; noViolations, true, and patterns of requests that may break the contract as except. within waits so many milliseconds, at most 120000, for what did not come yet.",
        examples: [
          { pattern: { operation: "createPet" }, times: 1 },
          { inOrder: [{ operation: "createPet" }, { operation: "listPets" }], within: 500 },
          { noViolations: true },
        ],
        additionalProperties: true,
      },
    },
  },
};

/** What a test asks at its end. */
export const verifyRequests: AdminOperation = {
  id: "verifyRequests",
  method: "POST",
  path: "/requests/verify",
  summary:
    "Whether the session was asked what is expected, as often, in order, or without breaking the contract",
  ofSession: true,
  requestBody,
  responses: {
    200: jsonResponse(
      "The verdict; a failed one too.",
      objectOf({
        verified: { type: "boolean" },
        message: { type: "string", description: "For people; where it failed, with the near misses." },
        requests: {
          type: "array",
          items: { type: "string" },
          description: "Ids of those it is about, newest first, at most 100.",
        },
        count: { type: "integer", minimum: 0, description: "How many those are." },
      }),
    ),
    503: problemResponse("Too many verifications wait already."),
    400: problemResponse(
      "The verification names what is not there, or contradicts itself; its errors say where.",
    ),
  },
  answer: async (ask) => jsonReply(await verify(ask, ask.body as Readonly<Record<string, unknown>>)),
};

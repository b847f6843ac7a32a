import type { AdminOperation } from "./operation.ts";
import { jsonReply } from "./reply.ts";
import { jsonResponse, listOf, objectOf } from "./schemas.ts";

/** What can be asked for with `Prefer: scenario=<name>`, and what is on for everybody. */
export const scenarios: AdminOperation = {
  id: "listScenarios",
  method: "GET",
  path: "/scenarios",
  summary: "The scenarios of the server",
  ofSession: false,
  responses: {
    200: jsonResponse(
      "Scenarios, and how many there are.",
      listOf(
        "scenarios",
        objectOf({
          name: { type: "string" },
          description: { type: "string" },
          active: {
            type: "boolean",
            description: "On in every session; the others by Prefer: scenario=<name>.",
          },
          stubs: { type: "integer", minimum: 0 },
        }),
      ),
    ),
  },
  answer({ served }) {
    const { all } = served.scenarios;
    return jsonReply({
      scenarios: all.map(({ name, description, active, stubs }) => ({
        name,
        description,
        active,
        stubs: stubs.length,
      })),
      meta: { total: all.length },
    });
  },
};

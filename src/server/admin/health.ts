import type { AdminOperation } from "./operation.ts";
import { jsonReply } from "./reply.ts";
import { jsonResponse, objectOf } from "./schemas.ts";
import { version } from "./version.ts";

/** The one path that is open to everybody, so that a container can be asked whether it lives. */
export const healthPath = "/health";

/** Whether the mock serves, and what it serves badly: a mock that can say it is degraded is alive, so it says so with 200. */
export const health: AdminOperation = {
  id: "getHealth",
  method: "GET",
  path: healthPath,
  summary: "Whether all is well",
  ofSession: false,
  responses: {
    200: jsonResponse(
      "The mock serves.",
      objectOf({
        status: { enum: ["ok", "degraded"] },
        reasons: { type: "array", items: { type: "string" } },
        version: { type: "string" },
        uptimeSeconds: { type: "integer", minimum: 0 },
        contract: objectOf({
          title: { type: "string" },
          version: { type: "string" },
          operations: { type: "integer" },
          unusable: {
            type: "integer",
            description: "Parts that are not served; GET /operations lists them.",
          },
        }),
      }),
    ),
  },
  answer({ served: { store, mistake, contract, clock, startedAt } }) {
    const onDisk = mistake();
    const reasons = [...store.health().reasons, ...(onDisk === undefined ? [] : [staleBecause(onDisk)])];
    const { title, operations, unusable } = contract;
    return jsonReply({
      status: reasons.length === 0 ? "ok" : "degraded",
      reasons,
      version,
      uptimeSeconds: Math.max(0, Math.floor((clock.now() - startedAt) / 1000)),
      contract: {
        title,
        version: contract.version,
        operations: operations.length,
        unusable: unusable.length,
      },
    });
  },
};

function staleBecause(mistake: string): string {
  return `What was read before stays in force, because what is on disk now cannot be used: ${mistake}`;
}

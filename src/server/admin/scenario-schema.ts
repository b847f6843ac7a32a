import type { Contract } from "../../contract/contract.ts";
import { scenarioSchema } from "../../scenarios/schema/scenario-schema.ts";
import type { AdminOperation } from "./operation.ts";
import { jsonTextReply } from "./reply.ts";
import { jsonResponse } from "./schemas.ts";

/** Made once for a contract: of a large one it takes a second. */
const known = new WeakMap<Contract, string>();

/** What `locum schema` prints. */
export const describeScenarios: AdminOperation = {
  id: "getScenarioSchema",
  method: "GET",
  path: "/scenario.schema.json",
  summary: "The JSON Schema of scenario files for this contract, for editors",
  ofSession: false,
  responses: {
    200: jsonResponse("A JSON Schema.", { type: "object", required: ["$schema", "$defs", "properties"] }),
  },
  answer({ served: { contract } }) {
    const text = known.get(contract) ?? JSON.stringify(scenarioSchema(contract));
    known.set(contract, text);
    return jsonTextReply(text);
  },
};

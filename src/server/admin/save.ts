import type { AdminOperation } from "./operation.ts";
import { jsonReply } from "./reply.ts";
import { jsonResponse, objectOf, problemResponse } from "./schemas.ts";
import { loadInTurn } from "../../load-in-turn.ts";

const text = { type: "string" };

interface Body {
  readonly scenario: string;
  readonly description?: string;
  readonly active?: boolean;
}

/** From a session's stubs to a scenario that everybody has. */
export const saveStubs: AdminOperation = {
  id: "saveStubs",
  method: "POST",
  path: "/stubs/save",
  summary: "Write the stubs that the session was told as a file into the folder of scenarios",
  ofSession: true,
  requestBody: {
    required: true,
    content: {
      "application/json": {
        schema: {
          type: "object",
          required: ["scenario"],
          properties: {
            scenario: { type: "string", description: "Its name, and without .yaml that of its file." },
            description: text,
            active: { type: "boolean", description: "On in every session; off when nothing is said." },
          },
        },
        example: { scenario: "outage", description: "What support saw on Monday" },
      },
    },
  },
  responses: {
    201: jsonResponse("It is on file.", objectOf({ scenario: text, file: text, note: text })),
    400: problemResponse("This is no name for a scenario."),
    409: problemResponse("There is no folder, there are no stubs, the name is taken, or the disk refuses."),
  },
  async answer(ask) {
    // Brings what writes YAML, which nothing else here needs.
    const { saveStubs: save } = await loadInTurn(() => import("../told/save.ts"));
    const { scenario, description, active = false } = ask.body as Body;
    const file = await save(ask, { name: scenario, description, active });
    const when = ask.served.options.watch ? "is read at once" : "counts from the next start";
    const note = `The file ${when}. The session keeps its stubs until they are taken back.`;
    return { ...jsonReply({ scenario, file, note }), status: 201 };
  },
};

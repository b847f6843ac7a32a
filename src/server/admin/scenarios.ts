import type { Scenario } from "../../scenarios/scenario.ts";
import { isActive } from "../../scenarios/scenarios.ts";
import { spokenState } from "../../stubs/select.ts";
import { setState, use } from "../told/scenarios.ts";
import type { AdminOperation, Ask } from "./operation.ts";
import { emptyReply, jsonReply, notFound } from "./reply.ts";
import { jsonResponse, listOf, objectOf, problemResponse } from "./schemas.ts";

const text = { type: "string" };
const count = { type: "integer", minimum: 0 };

const scenarioSchema = objectOf({
  name: text,
  description: text,
  active: { type: "boolean", description: "On in this session; the others by Prefer: scenario=<name>." },
  state: { type: "string", description: "In this session." },
  states: { type: "array", items: text, description: "All that its stubs name." },
  stubs: {
    type: "array",
    items: objectOf({
      name: text,
      operation: text,
      answered: { ...count, description: "How often in this session since the server was started." },
    }),
  },
});

const missing = problemResponse("There is no such scenario.");
const nameParameter = {
  name: "name",
  in: "path",
  required: true,
  description: "As GET /scenarios lists it.",
  schema: text,
};

/** What can be asked for with `Prefer: scenario=<name>`, what is on in the session, and how far it has got. */
export const scenarios: AdminOperation = {
  id: "listScenarios",
  method: "GET",
  path: "/scenarios",
  summary: "The scenarios, what is on in the session, and their states",
  ofSession: true,
  responses: {
    200: jsonResponse("Scenarios, and how many there are.", listOf("scenarios", scenarioSchema)),
  },
  async answer(ask) {
    const { all } = ask.served.scenarios;
    const shown = await Promise.all(all.map((one) => show(one, ask)));
    return jsonReply({ scenarios: shown, meta: { total: all.length } });
  },
};

/** Switches a scenario on or off in the session. */
export const useScenario: AdminOperation = {
  id: "useScenario",
  method: "PUT",
  path: "/scenarios/{name}",
  summary: "Switch a scenario on or off in the session",
  description: "Whatever its file says, and in this session alone; POST /reset forgets it.",
  ofSession: true,
  parameters: [nameParameter],
  requestBody: {
    required: true,
    content: {
      "application/json": { schema: objectOf({ active: { type: "boolean" } }), example: { active: true } },
    },
  },
  responses: { 200: jsonResponse("The scenario as it is now.", scenarioSchema), 404: missing },
  async answer(ask) {
    const scenario = find(ask);
    use(ask, scenario, (ask.body as { active: boolean }).active);
    return jsonReply(await show(scenario, ask));
  },
};

/** Moves a scenario of the session to a state, as its stubs would. */
export const setScenarioState: AdminOperation = {
  id: "setScenarioState",
  method: "PUT",
  path: "/scenarios/{name}/state",
  summary: "Move a scenario of the session to a state",
  description: "One that its stubs name, in `when` or `then`, or `Started`, in which each begins.",
  ofSession: true,
  parameters: [nameParameter],
  requestBody: {
    required: true,
    content: { "application/json": { schema: objectOf({ state: text }), example: { state: "Started" } } },
  },
  responses: {
    200: jsonResponse("The scenario as it is now.", scenarioSchema),
    400: problemResponse("Its stubs name no such state."),
    404: missing,
  },
  async answer(ask) {
    const scenario = find(ask);
    await setState(ask, scenario, (ask.body as { state: string }).state);
    return jsonReply(await show(scenario, ask));
  },
};

/** Scenarios begin anew; everything else stays. */
export const rewindScenarios: AdminOperation = {
  id: "rewindScenarios",
  method: "POST",
  path: "/scenarios/reset",
  summary: "Begin the session's scenarios anew: states, sequences, times and counters; all else stays",
  ofSession: true,
  // Nothing need be sent; clients that cannot send nothing send `{}`.
  requestBody: { content: { "application/json": { schema: { type: "object" }, example: {} } } },
  responses: { 204: { description: "They begin anew." } },
  async answer({ served, session }) {
    await served.sessions.rewind(session);
    await served.store.settle(session);
    return emptyReply();
  },
};

function find({ served, path }: Ask): Scenario {
  const name = String(path["name"]);
  const { all } = served.scenarios;
  const scenario = all.find((one) => one.name === name);
  if (scenario) return scenario;
  throw notFound({
    what: `scenario ${JSON.stringify(name.slice(0, 80))}`,
    wanted: name,
    known: all.map((one) => one.name),
    help: "GET /__admin/scenarios lists those there are.",
  });
}

async function show(
  { name, description, ...scenario }: Scenario,
  { served, session }: Ask,
): Promise<unknown> {
  const { told, answered } = served.sessions.find(session) ?? {};
  return {
    name,
    description,
    active: isActive({ name, active: scenario.active }, told),
    state: spokenState(await served.store.state(session, name)),
    states: scenario.states.names,
    stubs: scenario.stubs.map((stub) => ({
      name: stub.name,
      operation: stub.operationId,
      answered: answered?.get(stub.id) ?? 0,
    })),
  };
}

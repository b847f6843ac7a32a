import type { RunTimeStub, WrittenStub } from "../../stubs/run-time.ts";
import { addStub, removeStub, removeStubs, replaceStub as replace } from "../told/stubs.ts";
import { pointerOf } from "../told/mistakes.ts";
import type { AdminOperation, Ask } from "./operation.ts";
import { pageParameters, windowOf } from "./paging.ts";
import { emptyReply, jsonReply, notFound } from "./reply.ts";
import { jsonResponse, listOf, objectOf, problemResponse } from "./schemas.ts";

const text = { type: "string" };

const part = (description: string) => ({ description });

// What can stand in a stub is said by the reader of scenario files, which names the nearest; here it is told to people.
const stubSchema = {
  type: "object",
  description: "A stub as in a scenario file, in JSON.",
  properties: {
    operation: part('Required: operationId, "POST /pets", or "*" for all.'),
    when: part("Matchers; every request when it is left out."),
    respond: part("Status, headers, body and so on; as usual when it is left out."),
    then: part("What its answer leads to, such as a state."),
  },
  examples: [{ operation: "*", respond: { status: 503, undeclared: true } }],
  additionalProperties: true,
};

const toldSchema = objectOf({
  id: { type: "string", description: "As X-Mock-Source says it: stub:<id>." },
  stub: stubSchema,
  answered: { type: "integer", minimum: 0, description: "How often." },
  unusable: {
    type: "array",
    items: objectOf({ pointer: text, message: text }),
    description: "Why it does not answer: what of it the contract, which has changed, does not allow.",
  },
});

const idParameter = {
  name: "id",
  in: "path",
  required: true,
  description: "As POST /stubs gave it.",
  schema: text,
};
const body = { required: true, content: { "application/json": { schema: stubSchema } } };
const missing = problemResponse("The session has no such stub.");
const refused = problemResponse("The stub cannot be used; `errors` names the places.");
const full = problemResponse("The session has as many stubs as it may.");

/** What the session was told while the server runs; those of files are in the scenarios. */
export const listStubs: AdminOperation = {
  id: "listStubs",
  method: "GET",
  path: "/stubs",
  summary: "The stubs that the session was told, the latest first",
  ofSession: true,
  parameters: pageParameters({ maximum: 1_000_000 }),
  responses: {
    200: jsonResponse(
      "Stubs in the order in which they are asked, where priority and conditions do not say otherwise.",
      listOf("stubs", toldSchema),
    ),
  },
  answer(ask) {
    const stubs = ask.served.sessions.find(ask.session)?.told?.stubs ?? [];
    const { offset, limit } = windowOf(ask.query);
    const shown = stubs.slice(offset, offset + limit).map((one) => show(one, ask));
    return jsonReply({ stubs: shown, meta: { total: stubs.length } });
  },
};

/** Tells the session a stub. */
export const createStub: AdminOperation = {
  id: "createStub",
  method: "POST",
  path: "/stubs",
  summary: "Tell the session a stub; it goes before earlier ones and those of files that ask for as much",
  ofSession: true,
  requestBody: body,
  responses: {
    201: {
      ...jsonResponse("The stub and its id.", toldSchema),
      headers: { Location: { description: "Where it is.", schema: text } },
    },
    400: refused,
    507: full,
  },
  async answer(ask) {
    const stub = await addStub(ask, ask.body as WrittenStub);
    const location = `/__session/${ask.session}/__admin/stubs/${stub.id}`;
    return { ...jsonReply(show(stub, ask), { Location: location }), status: 201 };
  },
};

/** Takes back all that the session was told of stubs. */
export const deleteStubs: AdminOperation = {
  id: "deleteStubs",
  method: "DELETE",
  path: "/stubs",
  summary: "Take back all stubs that the session was told",
  ofSession: true,
  responses: { 204: { description: "There are none." } },
  async answer(ask) {
    await removeStubs(ask);
    return emptyReply();
  },
};

/** One stub that the session was told. */
export const readStub: AdminOperation = {
  id: "readStub",
  method: "GET",
  path: "/stubs/{id}",
  summary: "A stub that the session was told, and how often it has answered",
  ofSession: true,
  parameters: [idParameter],
  responses: { 200: jsonResponse("The stub.", toldSchema), 404: missing },
  answer(ask) {
    const id = String(ask.path["id"]);
    const stub = ask.served.sessions.find(ask.session)?.told?.stubs.find((one) => one.id === id);
    if (!stub) throw noStub(ask);
    return jsonReply(show(stub, ask));
  },
};

/** Another stub under the same id, in the same place. */
export const replaceStub: AdminOperation = {
  id: "replaceStub",
  method: "PUT",
  path: "/stubs/{id}",
  summary: "Put another stub in the place of one; its counters begin anew",
  ofSession: true,
  parameters: [idParameter],
  requestBody: body,
  responses: { 200: jsonResponse("The stub.", toldSchema), 400: refused, 404: missing, 507: full },
  async answer(ask) {
    const stub = await replace(ask, String(ask.path["id"]), ask.body as WrittenStub);
    if (!stub) throw noStub(ask);
    return jsonReply(show(stub, ask));
  },
};

/** Takes one stub back. */
export const deleteStub: AdminOperation = {
  id: "deleteStub",
  method: "DELETE",
  path: "/stubs/{id}",
  summary: "Take back a stub that the session was told",
  ofSession: true,
  parameters: [idParameter],
  responses: { 204: { description: "It is gone." }, 404: missing },
  async answer(ask) {
    if (!(await removeStub(ask, String(ask.path["id"])))) throw noStub(ask);
    return emptyReply();
  },
};

function noStub({ served, session, path }: Ask): Error {
  const id = String(path["id"]);
  return notFound({
    what: `stub ${JSON.stringify(id.slice(0, 80))} in the session ${session}`,
    wanted: id,
    known: served.sessions.find(session)?.told?.stubs.map((one) => one.id) ?? [],
    help: "GET /__admin/stubs lists those there are; POST /__admin/stubs makes one, and gives it an id.",
  });
}

function show(stub: RunTimeStub, { served, session }: Ask): unknown {
  const { findings = [] } = served.scenarios.read(stub);
  return {
    id: stub.id,
    stub: stub.written,
    answered: served.sessions.find(session)?.answered.get(stub.id) ?? 0,
    unusable: findings.map(({ path, cause, help }) => ({
      pointer: pointerOf(path),
      message: `${cause}. ${help}.`,
    })),
  };
}

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MockServer, MockServerOptions } from "../../src/index.ts";
import { ask, startMock, temporaryFolder, type Answer, type Asking } from "./mock.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: unknown, examples?: unknown) => ({
  "application/json": { schema, ...(examples === undefined ? {} : { examples }) },
});
const pet = json(ref("Pet"), { tortoise: { value: { id: 100, name: "Achilles", status: "available" } } });
const answers = (status: number, content: unknown) => ({
  [status]: { description: "Fine", content },
  404: { description: "Not there", content: json(ref("Problem")) },
  409: { description: "Not now", content: json(ref("Problem")) },
  503: { description: "Not today", content: json(ref("Problem")) },
});
const petId = [{ name: "petId", in: "path", required: true, schema: { type: "integer" } }];

/** Pets that are sold, people who own them, a till, and a door that counts who logs in. */
export const petShop = {
  openapi: "3.1.0",
  info: { title: "Pet shop", version: "1" },
  paths: {
    "/pets": {
      get: { operationId: "listPets", responses: answers(200, json({ type: "array", items: ref("Pet") })) },
      post: {
        operationId: "createPet",
        requestBody: { content: json(ref("NewPet")) },
        responses: answers(201, pet),
      },
    },
    "/pets/{petId}": {
      get: { operationId: "readPet", parameters: petId, responses: answers(200, pet) },
      delete: {
        operationId: "deletePet",
        parameters: petId,
        responses: { 204: { description: "Gone" }, 404: { description: "Not there" } },
      },
    },
    "/pets/{petId}/sale": {
      post: {
        operationId: "sellPet",
        parameters: petId,
        requestBody: { content: json({ type: "object" }) },
        responses: answers(200, json(ref("Sale"))),
      },
    },
    "/owners/{ownerId}/notes": {
      get: { operationId: "listNotes", responses: answers(200, json({ type: "array", items: ref("Note") })) },
      post: {
        operationId: "writeNote",
        requestBody: { content: json(ref("Note")) },
        responses: answers(201, json(ref("Note"))),
      },
      parameters: [{ name: "ownerId", in: "path", required: true, schema: { type: "string" } }],
    },
    "/till": {
      get: { operationId: "readTill", responses: answers(200, json(ref("Till"))) },
      put: {
        operationId: "fillTill",
        requestBody: { content: json(ref("Till")) },
        responses: answers(200, json(ref("Till"))),
      },
    },
    "/login": {
      post: {
        operationId: "login",
        requestBody: { content: json({ type: "object", properties: { user: { type: "string" } } }) },
        responses: answers(200, json(ref("Greeting"))),
      },
    },
  },
  components: {
    schemas: {
      NewPet: {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string" }, tags: { type: "array", items: { type: "string" } } },
      },
      Pet: {
        type: "object",
        required: ["id", "name", "status"],
        properties: {
          id: { type: "integer", minimum: 1 },
          name: { type: "string" },
          status: { enum: ["available", "pending", "sold"] },
          tags: { type: "array", items: { type: "string" } },
          soldTo: { type: "string" },
          soldAt: { type: "string", format: "date-time" },
          updatedAt: { type: "string", format: "date-time" },
        },
      },
      Note: {
        type: "object",
        required: ["id", "ownerId", "text"],
        properties: { id: { type: "integer" }, ownerId: { type: "string" }, text: { type: "string" } },
      },
      Till: {
        type: "object",
        required: ["cents"],
        properties: { cents: { type: "integer", minimum: 0 }, currency: { type: "string" } },
      },
      Sale: {
        type: "object",
        required: ["pet"],
        properties: { pet: { type: "integer" }, name: { type: "string" }, until: { type: "string" } },
      },
      Greeting: {
        type: "object",
        required: ["text"],
        properties: { text: { type: "string" }, nth: { type: "integer" }, other: {} },
      },
      Problem: { type: "object", properties: { message: { type: "string" } } },
    },
  },
};

/** A shop and how to ask it. */
export interface Shop {
  readonly mock: MockServer;
  readonly ask: (line: string, asking?: Asking) => Promise<Answer>;
  /** In a session of that name. */
  readonly as: (session: string) => Shop["ask"];
}

/** The shop with one active scenario of these stubs, YAML as it stands below `stubs:`. */
export async function openShop(stubs: string, options: Partial<MockServerOptions> = {}): Promise<Shop> {
  const scenarios = await temporaryFolder();
  writeFileSync(join(scenarios, "shop.yaml"), `scenario: shop\nactive: true\nstubs:\n${stubs}\n`);
  const mock = await startMock({ document: petShop, scenarios, ...options });
  const asked = (line: string, asking: Asking = {}) => {
    const [method = "GET", path = "/"] = line.split(" ");
    return ask(`${mock.url}${path}`, { method, ...asking });
  };
  return {
    mock,
    ask: asked,
    as: (session) => (line, asking) =>
      asked(line, { ...asking, headers: { ...asking?.headers, "x-mock-session": session } }),
  };
}

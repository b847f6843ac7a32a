import type { MockServer } from "../../src/index.ts";
import { apiOf } from "../support/answers.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

const owner = {
  type: "object",
  properties: { email: { type: "string" }, next: { $ref: "#/components/schemas/Owner" } },
};
const pet = {
  type: "object",
  required: ["name"],
  properties: {
    id: { type: "integer", readOnly: true },
    name: { type: "string" },
    tags: { type: "array", items: { type: "object", properties: { word: { type: "string" } } } },
  },
  anyOf: [{ properties: { owner: { $ref: "#/components/schemas/Owner" } } }, { properties: { shelter: {} } }],
};
const json = (schema: object) => ({ "application/json": { schema } });
const document = apiOf(
  {
    "/pets": {
      parameters: [{ name: "X-Team", in: "header", schema: { type: "string" } }],
      get: {
        operationId: "listPets",
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", default: 3 } },
          { name: "sid", in: "cookie", schema: { type: "string" } },
        ],
        responses: {
          200: {
            description: "OK",
            content: { ...json({ type: "array" }), "text/*": { schema: { type: "string" } } },
          },
          "4XX": { description: "Wrong" },
        },
      },
      post: {
        operationId: "createPet",
        requestBody: { content: json(pet) },
        responses: {
          201: { description: "Created", content: json({ type: "object" }) },
          default: { description: "Else" },
        },
      },
    },
    "/pets/{petId}": {
      parameters: [{ name: "petId", in: "path", required: true, schema: { type: "integer" } }],
      delete: { operationId: "deletePet", responses: { 204: { description: "Gone" } } },
    },
  },
  { components: { schemas: { Owner: owner } } },
);

interface Covered {
  readonly operations: readonly {
    readonly id: string;
    readonly requests: number;
    readonly responses: readonly Record<string, unknown>[];
    readonly parameters: readonly { readonly in: string; readonly name: string; readonly sent: boolean }[];
    readonly properties: readonly {
      readonly name: string;
      readonly declared: boolean;
      readonly sent: boolean;
    }[];
  }[];
  readonly meta: Record<string, { readonly declared: number; readonly used: number }>;
}

let mock: MockServer;
beforeAll(async () => {
  mock = await startMock({ document, maxExchanges: 2 });
});
afterAll(stopAll);

const coverage = async (session: string, query = "") => {
  const { json } = await ask(`${mock.url}/__session/${session}/__admin/coverage${query}`);
  const { operations, meta } = json as unknown as Covered;
  return {
    operations: Object.fromEntries(operations.map((one) => [one.id, one])),
    meta,
    count: operations.length,
  };
};
const send = (session: string, path: string, asking: Parameters<typeof ask>[1] = {}) =>
  ask(`${mock.url}/__session/${session}${path}`, asking);
const sentOf = (list: readonly { readonly name: string; readonly sent: boolean }[] = []) =>
  list.filter(({ sent }) => sent).map(({ name }) => name);

describe("of what the contract declares, coverage tells", () => {
  test("which operations were called, and which nobody ever asked for", async () => {
    await send("calls", "/pets");
    await send("calls", "/pets");
    const { operations, meta } = await coverage("calls");
    expect(Object.values(operations).map(({ id, requests }) => [id, requests])).toEqual([
      ["listPets", 2],
      ["createPet", 0],
      ["deletePet", 0],
    ]);
    expect(meta["operations"]).toEqual({ declared: 3, used: 1 });
  });

  test("which answers were given, by status and media type, and those that it does not declare", async () => {
    await send("answers", "/pets");
    await send("answers", "/pets", { headers: { accept: "text/csv" } });
    await send("answers", "/pets?__code=404");
    await send("answers", "/pets?__code=503");
    await send("answers", "/pets?__code=204");
    await send("answers", "/pets", { method: "POST", body: { name: "Ada" } });
    await send("answers", "/pets", {
      method: "POST",
      body: { name: "Ada" },
      headers: { prefer: "code=409" },
    });
    await send("answers", "/pets?__fault=connection-reset").catch(() => undefined);
    const { operations, meta } = await coverage("answers");
    expect(operations["listPets"]?.requests).toBe(6);
    expect(operations["listPets"]?.responses).toEqual([
      { status: "200", type: "application/json", declared: true, answered: 1 },
      { status: "200", type: "text/*", declared: true, answered: 1 },
      { status: "4XX", type: null, declared: true, answered: 1 },
      { status: "503", type: "application/problem+json", declared: false, answered: 1 },
      { status: "204", type: null, declared: false, answered: 1 },
    ]);
    expect(operations["createPet"]?.responses).toEqual([
      { status: "201", type: "application/json", declared: true, answered: 1 },
      { status: "default", type: null, declared: true, answered: 1 },
    ]);
    expect(meta["responses"]).toEqual({ declared: 6, used: 5 });
  });

  test("which parameters were sent, wherever they are; a default is not sent", async () => {
    await send("parameters", "/pets", { headers: { cookie: "sid=1" } });
    await send("parameters", "/pets/7", { method: "DELETE" });
    const { operations } = await coverage("parameters");
    expect(sentOf(operations["listPets"]?.parameters)).toEqual(["sid"]);
    expect(sentOf(operations["deletePet"]?.parameters)).toEqual(["petId"]);
    await send("parameters", "/pets?limit=2", { headers: { "x-team": "a" } });
    const again = await coverage("parameters");
    expect(sentOf(again.operations["listPets"]?.parameters)).toEqual(["x-team", "limit", "sid"]);
    expect(again.meta["parameters"]).toEqual({ declared: 5, used: 4 });
  });

  test("which properties were sent, of valid requests and others, and those that it does not declare", async () => {
    const { operations: before } = await coverage("properties");
    const names = before["createPet"]?.properties.map(({ name }) => name);
    expect(names?.slice(0, 3)).toEqual(["name", "tags", "tags.word"]);
    expect(names).toEqual(expect.arrayContaining(["owner", "owner.email", "owner.next.email", "shelter"]));
    expect(names).not.toContain("id");
    const body = { nam: 1, tags: [{ word: "a" }, { colour: "b" }], owner: { next: { email: "x" } } };
    await send("properties", "/pets", { method: "POST", body });
    const { operations } = await coverage("properties");
    expect(sentOf(operations["createPet"]?.properties)).toEqual([
      ...["tags", "tags.word", "owner", "owner.next", "owner.next.email", "nam", "tags.colour"],
    ]);
    expect(operations["createPet"]?.properties.filter(({ declared }) => !declared)).toEqual([
      { name: "nam", declared: false, sent: true },
      { name: "tags.colour", declared: false, sent: true },
    ]);
  });
});

test("coverage knows of more than the journal keeps, and begins anew with the session", async () => {
  const before = (await coverage("x", "?all=true")).operations["listPets"]?.requests ?? 0;
  for (let n = 0; n < 5; n++) await send("life", "/pets");
  await send("life-2", "/pets");
  expect((await coverage("life")).operations["listPets"]?.requests).toBe(5);
  await ask(`${mock.url}/__session/life/__admin/requests`, { method: "DELETE" });
  expect((await coverage("life")).operations["listPets"]?.requests).toBe(5);
  await mock.session("life").reset();
  await ask(`${mock.url}/__admin/sessions/life-2`, { method: "DELETE" });
  expect((await coverage("life")).operations["listPets"]?.requests).toBe(0);
  await send("life", "/pets?limit=1");
  const all = await coverage("x", "?all=true");
  expect(all.operations["listPets"]?.requests).toBe(before + 7);
  expect((await coverage("life", "?limit=1&offset=2")).count).toBe(1);
});

test("bodies of ever other names cost a bounded memory, and a body of very many a bounded time", async () => {
  for (let n = 0; n < 6; n++) {
    const body = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`p${String(n)}-${String(i)}`, 1]));
    await send("flood", "/pets", { method: "POST", body });
  }
  const { operations } = await coverage("flood");
  expect(sentOf(operations["createPet"]?.properties)).toHaveLength(500);
});

test("a document of 1,200 operations is reported whole", async () => {
  const operation = { responses: { 200: { description: "OK" } } };
  const paths = Object.fromEntries(
    Array.from({ length: 1200 }, (_, n) => [`/things${String(n)}`, { get: operation }]),
  );
  const large = await startMock({ document: apiOf(paths) });
  await ask(`${large.url}/things7`);
  const { json } = await ask(`${large.url}/__admin/coverage`);
  const { meta } = json as unknown as Covered;
  expect(meta["operations"]).toEqual({ declared: 1200, used: 1 });
});

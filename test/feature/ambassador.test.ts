import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import type { MockServer } from "../../src/index.ts";
import { ada, ambassadorDocument, ambassadors, ask, startMock, stopAll } from "../support/mock.ts";

interface Responses {
  [status: string]: { content: { "application/json": { schema: { properties: Record<string, unknown> } } } };
}
const document = parse(readFileSync(ambassadorDocument, "utf8")) as {
  paths: Record<string, { post: { responses: Responses } }>;
};
const { responses } = document.paths["/manager/ambassadors"]!.post;
const schemaOf = (status: string) => responses[status]!.content["application/json"].schema;

/** A judge of its own: plain AJV on the document, none of our translation. */
function isValid(status: string, value: unknown): boolean {
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);
  return ajv.validate(schemaOf(status), value);
}

let mock: MockServer;
let api: ReturnType<typeof ambassadors>;

beforeAll(async () => {
  mock = await startMock({ scenarios: "scenarios" });
  api = ambassadors(mock);
});
afterAll(stopAll);
beforeEach(() => ask(`${mock.url}/__admin/reset`, { method: "POST" }));

describe("creating an ambassador", () => {
  test("answers 201 with every property of the contract, valid, and with what was sent", async () => {
    const sent = { ...ada, lang: "fr_FR", gender: "female", dob: "1815-12-10" };
    const { status, json, headers } = await api.create(sent);
    expect(status).toBe(201);
    expect(Object.keys(json).toSorted()).toEqual(Object.keys(schemaOf("201").properties).toSorted());
    expect(Object.keys(json)).toHaveLength(95);
    expect(isValid("201", json)).toBe(true);
    expect(json).toMatchObject(sent);
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("x-mock-source")).toBe("store");
    expect(headers.get("x-mock-exchange")).toBe("default-1");
  });

  test("counts ids up", async () => {
    expect((await api.create()).json["id_ambassador"]).toBe(1);
    expect((await api.create()).json["id_ambassador"]).toBe(2);
  });

  test("gives another answer for another first name", async () => {
    const first = await api.create();
    await ask(`${mock.url}/__admin/reset`, { method: "POST" });
    const { json } = await api.create({ ...ada, firstname: "Grace" });
    expect(json["firstname"]).toBe("Grace");
    expect(json["phone_1"]).not.toBe(first.json["phone_1"]);
  });

  test("works at the bare path as well as below the server's", async () => {
    const headers = { authorization: "Bearer x" };
    const { status } = await ask(`${mock.url}/manager/ambassadors`, { method: "POST", body: ada, headers });
    expect(status).toBe(201);
  });

  test("hangs together: one person, one place, dates in order", async () => {
    const seen = { nulls: 0, places: new Set<unknown>() };
    for (let n = 0; n < 20; n++) {
      const { json } = await api.create({ ...ada, firstname: `Ada${String(n)}` }, { prefer: "dynamic=true" });
      expect(String(json["date_insert"]) <= String(json["date_update"])).toBe(true);
      expect(json["phone_1"]).toMatch(/^\+?[\d ().-]{7,}$/);
      const sponsor = json["sponsor"] as Record<string, string>;
      expect(sponsor["email"]!.split("@")[0]).toContain(sponsor["username"]!.replace(/\d+$/, "").slice(0, 4));
      const place = json["address_geocode"] as Record<string, string>;
      seen.places.add(place["city"]);
      expect(Math.abs(Number(place["latitude"]))).toBeLessThanOrEqual(90);
      seen.nulls += Object.values(json).filter((value) => value === null).length;
      expect(isValid("201", json)).toBe(true);
    }
    expect(seen.nulls).toBeGreaterThan(20);
    expect(seen.places.size).toBeGreaterThan(5);
  });
});

describe("credentials", () => {
  test("without a token: 401 in the contract's words, and how to do better", async () => {
    const { status, text, headers } = await api.post({ body: ada });
    expect([status, text]).toEqual([401, '{"message":"Unauthorized."}']);
    expect(headers.get("www-authenticate")).toMatch(/^Bearer realm=/);
    expect(headers.get("x-mock-source")).toBe("security");
  });

  test.each([
    ["ambassador", 403],
    ["expired", 401],
  ])("the token %s gets %d", async (token, status) => {
    const answer = await api.create(ada, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("x-mock-source")).toBe("scenario:magic-values");
  });

  test("403 has no body, and so no Content-Type, as the contract says", async () => {
    const { text, headers } = await api.create(ada, { authorization: "Bearer ambassador" });
    expect(text).toBe("");
    expect(headers.get("content-type")).toBeNull();
  });
});

describe("requests that break the contract", () => {
  test("every violated field is listed at once, in the shape and words of the contract", async () => {
    const { status, json, headers } = await api.create({ lastname: 7, email: "ada at example" });
    expect(status).toBe(422);
    expect(json).toEqual({
      message: "firstname is required! (and 2 more errors)",
      errors: {
        firstname: ["firstname is required!"],
        lastname: ["lastname must be a string, not a number"],
        email: ["email must be a valid email address"],
      },
    });
    expect(isValid("422", json)).toBe(true);
    const violations = JSON.parse(headers.get("x-mock-violations")!) as { pointer: string }[];
    expect(violations.map(({ pointer }) => pointer)).toEqual(["/firstname", "/lastname", "/email"]);
    expect(JSON.parse(headers.get("sl-violations")!)).toContainEqual({
      location: ["request", "body", "firstname"],
      severity: "Error",
      code: "required",
      message: "firstname is required!",
    });
  });

  test.each([
    [{ firstname: "Ada", lastname: "Lovelace" }, "email is required!"],
    [{ firstname: "Ada" }, "lastname is required! (and 1 more error)"],
  ])("counts the other errors: %j", async (body, message) => {
    expect((await api.create(body)).json["message"]).toBe(message);
  });

  test("names nested fields with dots", async () => {
    const { json } = await api.create({ ...ada, roles: [{ status_role: "employee" }, { status_role: 5 }] });
    expect(Object.keys(json["errors"] as object)).toEqual(["roles.1.status_role"]);
  });

  test("an empty body is missing every required field", async () => {
    const { status, json } = await api.post({ headers: { authorization: "Bearer x" } });
    expect(status).toBe(422);
    expect(Object.keys(json["errors"] as object)).toEqual(["firstname", "lastname", "email"]);
  });

  test("broken JSON: 400 that says where", async () => {
    const { status, json } = await api.create('{"firstname": ');
    expect(status).toBe(400);
    expect(json["code"]).toBe("invalid-body");
    expect(json["detail"]).toMatch(/JSON/);
  });

  test("a body of another kind: 415 that says which kinds there are", async () => {
    const { status, json } = await api.create("a=b", { "content-type": "application/x-www-form-urlencoded" });
    expect([status, json["code"]]).toEqual([415, "unsupported-media-type"]);
    expect(json["help"]).toContain("application/json");
  });

  test("an answer nobody can give: 406", async () => {
    const { status, json } = await api.create(ada, { accept: "text/csv" });
    expect([status, json["code"]]).toEqual([406, "not-acceptable"]);
  });

  test("errors ignore Accept", async () => {
    const { status, json } = await api.post({ body: ada, headers: { accept: "text/csv" } });
    expect([status, json["message"]]).toEqual([401, "Unauthorized."]);
  });
});

describe("requests beside the contract", () => {
  test("an unknown path: 404 problem with the nearest operation", async () => {
    const { status, json, headers } = await ask(`${mock.url}/api/v2/manager/ambasadors`, {
      method: "POST",
      body: {},
    });
    expect(status).toBe(404);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(json).toMatchObject({
      type: "urn:locum:problem:no-operation",
      code: "no-operation",
      nearMisses: ["POST /manager/ambassadors"],
      help: "Did you mean POST /manager/ambassadors?",
      instance: "/__admin/requests/default-1",
    });
  });

  test("GET on the path: 405 with Allow", async () => {
    const { status, headers, json } = await ask(api.url);
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe("POST, OPTIONS");
    expect(json["code"]).toBe("method-not-allowed");
  });
});

describe("values with a meaning (magic-values.yaml)", () => {
  test("an unknown referrer: 404", async () => {
    expect((await api.create({ ...ada, ambassador_id_referrer: "unknown" })).status).toBe(404);
  });

  test("a taken email: 422 in the contract's shape", async () => {
    const { status, json } = await api.create({ ...ada, email: "taken@example.com" });
    expect(status).toBe(422);
    expect(json).toEqual({
      message: "email has already been taken",
      errors: { email: ["email has already been taken"] },
    });
  });
});

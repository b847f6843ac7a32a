import type { MockServer } from "../../src/index.ts";
import { ada, ambassadors, ask, startMock, stopAll } from "../support/mock.ts";

let mock: MockServer;
let api: ReturnType<typeof ambassadors>;

beforeAll(async () => {
  mock = await startMock({ scenarios: "scenarios" });
  api = ambassadors(mock);
});
afterAll(stopAll);

const prefer = (text: string) => api.post({ headers: { prefer: text } });

describe("an error can be had on any request", () => {
  test("code=403 without body and token", async () => {
    const { status, headers, text } = await prefer("code=403");
    expect([status, text]).toEqual([403, ""]);
    expect(headers.get("preference-applied")).toBe("code=403");
    expect(headers.get("x-mock-source")).toBe("forced");
  });

  test("the same by query, which is not held against the request", async () => {
    const { status, headers } = await ask(`${api.url}?__code=403`, { method: "POST" });
    expect(status).toBe(403);
    expect(headers.get("x-mock-violations")).not.toContain("__code");
  });

  test.each([["x-mock-response-code"]])("the same by the alias %s", async (name) => {
    expect((await api.post({ headers: { [name]: "404" } })).status).toBe(404);
  });

  test("Prefer goes before the query", async () => {
    const { status } = await ask(`${api.url}?__code=404`, {
      method: "POST",
      headers: { prefer: "code=403" },
    });
    expect(status).toBe(403);
  });

  test("a status the contract does not declare comes as a problem that says so", async () => {
    const { status, json } = await prefer("code=500");
    expect(status).toBe(500);
    expect(json).toMatchObject({ code: "undeclared-status", status: 500, title: "Internal Server Error" });
    expect(json["help"]).toContain("201, 401, 403, 404, 422");
  });

  test("what is wrong with the request is noted all the same", async () => {
    const { headers } = await prefer("code=403");
    expect(headers.get("x-mock-violations")).toContain("firstname is required!");
  });

  test("code=422 tells what really is wrong", async () => {
    const { status, json } = await prefer("code=422");
    expect(status).toBe(422);
    expect(json["message"]).toBe("firstname is required! (and 2 more errors)");
  });

  test.each(["banana", "99", "600", "404.5", ""])("code=%s: 400 that says what is possible", async (code) => {
    const { status, json } = await prefer(`code=${code}`);
    expect([status, json["code"]]).toEqual([400, "invalid-preference"]);
    expect(json["help"]).toContain("200 to 599");
  });
});

describe("a success must be earned", () => {
  test("code=201 does not help an invalid request", async () => {
    expect((await api.create({}, { prefer: "code=201" })).status).toBe(422);
  });

  test("code=201 on a valid one", async () => {
    const { status, headers } = await api.create(ada, { prefer: "code=201" });
    expect(status).toBe(201);
    expect(headers.get("x-mock-source")).toBe("forced");
  });
});

describe("the other keys", () => {
  test("seed gives another world, the same each time", async () => {
    const worlds = await Promise.all(
      ["blue", "blue", "red"].map(async (seed, n) => {
        const { json } = await api.create(ada, {
          prefer: `seed=${seed}`,
          "x-mock-session": `seed-${String(n)}`,
        });
        return json["phone_1"];
      }),
    );
    expect(worlds[0]).toBe(worlds[1]);
    expect(worlds[0]).not.toBe(worlds[2]);
  });

  test("dynamic=true generates where the document has examples", async () => {
    const headers = { "x-mock-session": "dynamic" };
    const authored = await api.create(ada, headers);
    const generated = await api.create(ada, { ...headers, prefer: "dynamic=true" });
    expect(authored.json["address_geocode"]).toMatchObject({ city: "Paris", street: "Rue de Rivoli" });
    expect(generated.json["address_geocode"]).not.toMatchObject({ street: "Rue de Rivoli" });
  });

  test("scenario=outage for this request only", async () => {
    const outage = await api.create(ada, { prefer: "scenario=outage" });
    expect(outage.status).toBe(503);
    expect(outage.headers.get("retry-after")).not.toBeNull();
    expect(outage.headers.get("x-mock-source")).toBe("scenario:outage");
    expect((await api.create()).status).toBe(201);
  });

  test("an unknown scenario: 400 with the nearest name", async () => {
    const { status, json } = await api.create(ada, { prefer: "scenario=outtage" });
    expect(status).toBe(400);
    expect(json["detail"]).toContain("did you mean outage?");
  });

  test.each(["delay=soon", "delay=5-1", "dynamic=maybe", "fault=explosion"])("%s: 400", async (text) => {
    expect((await prefer(text)).status).toBe(400);
  });

  test("an example that is not there: 400", async () => {
    const { status, json } = await api.create(ada, { prefer: "example=nobody" });
    expect([status, json["code"]]).toEqual([400, "invalid-preference"]);
  });

  test("delay changes nothing but the time", async () => {
    const { status, headers } = await prefer("code=404, delay=1");
    expect(status).toBe(404);
    expect(headers.get("preference-applied")).toBe("code=404, delay=1");
  });

  test("keys may be spread over repeated headers, and unknown ones are ignored", async () => {
    const headers: [string, string][] = [
      ["prefer", "respond-async"],
      ["prefer", 'code="404"'],
    ];
    const response = await fetch(api.url, { method: "POST", headers });
    expect(response.status).toBe(404);
    expect(response.headers.get("preference-applied")).toBe("code=404");
  });
});

test("preferences that no header can carry are answered, whole and delayed, and the server lives", async () => {
  for (const query of ["__seed=%E2%82%AC", "__seed=%7F&__delay=1", "__seed=%0D%0AX: y"]) {
    const headers = { authorization: "Bearer x" };
    const { status, headers: answered } = await ask(`${api.url}?${query}`, {
      method: "POST",
      body: ada,
      headers,
    });
    expect([status, answered.get("x")]).toEqual([201, null]);
  }
});

test.each(['foo; bar="baz", code=403', ", code=403", 'a="x, code=500", code=403', "code = 403 ; q=1"])(
  "Prefer: %s is read as RFC 7240 has it",
  async (text) => {
    expect((await prefer(text)).status).toBe(403);
  },
);

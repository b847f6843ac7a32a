import type { MockServer } from "../../src/index.ts";
import { inSession, petDocument, problemOf, sourceOf } from "../support/control.ts";
import { ada, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

let pets: MockServer;
let ambassadors: MockServer;

beforeAll(async () => {
  pets = await startMock({ document: petDocument });
  ambassadors = await startMock({ scenarios: "scenarios" });
});
afterAll(stopAll);

const sold = { operation: "readPet", when: { path: { petId: "7" } }, respond: { body: { name: "Sold" } } };
const down = { operation: "*", respond: { status: 503, undeclared: true } };

describe("a stub told while the server runs", () => {
  test("answers from then on, under the id that it was given", async () => {
    const session = inSession(pets);
    const { status, headers, json } = await session.admin("POST", "/stubs", sold);
    expect([status, json["id"], json["stub"], json["answered"]]).toEqual([201, "readPet-1", sold, 0]);
    expect(headers.get("location")).toBe(`/__session/${session.name}/__admin/stubs/readPet-1`);
    const answer = await session.pet(7);
    expect([answer.json["name"], sourceOf(answer)]).toEqual(["Sold", "stub:readPet-1"]);
    expect((await session.pet(8)).json["name"]).not.toBe("Sold");
    const { json: seen } = await session.admin("GET", "/stubs/readPet-1");
    expect(seen["answered"]).toBe(1);
  });

  test.each([null, [], "text", 5])(
    "answers %j, and what the request says of a thing is kept",
    async (body) => {
      const session = inSession(pets);
      for (const operation of ["createPet", "replacePet", "changePet"])
        await session.stub({ operation, respond: { body, undeclared: true } });
      const asked = [
        await session.createPet(),
        await session.pet(1, { method: "PATCH", body: { name: "Tom" } }),
        await session.pet(1, { method: "PUT", body: { name: "Ida" } }),
      ];
      for (const answer of asked)
        expect([answer.status < 300, answer.text]).toEqual([true, JSON.stringify(body)]);
      expect((await session.pet(1)).json["name"]).toBe("Ida");
    },
  );

  test("speaks the contract's errors in the ambassador API as well", async () => {
    const session = inSession(ambassadors);
    await session.stub({
      operation: "POST /manager/ambassadors",
      when: { body: { "/firstname": "Ada" } },
      respond: { status: 422, errors: { email: "has already been taken" } },
    });
    const { status, json } = await session.create(ada);
    expect([status, json]).toEqual([
      422,
      { message: "has already been taken", errors: { email: ["has already been taken"] } },
    ]);
    expect((await session.create({ ...ada, firstname: "Grace" })).status).toBe(201);
  });

  test("is named by its name, or else by its operation, and counted", async () => {
    const session = inSession(pets);
    const ids = [
      await session.stub(down),
      await session.stub({ ...down, name: "Everything is down!" }),
      await session.stub({ ...sold, operation: "GET /pets/{petId}" }),
      await session.stub({ ...down, name: "../../etc/passwd" }),
    ];
    expect(ids).toEqual(["stub-1", "Everything-is-down-2", "GET-pets-petId-3", "etc-passwd-4"]);
  });

  test("goes before those told earlier, and before those of files, that ask for as much", async () => {
    const session = inSession(ambassadors);
    const expired = { authorization: "Bearer expired" };
    const stub = (status: number) => ({
      operation: "POST /manager/ambassadors",
      when: { headers: { authorization: { contains: "expired" } } },
      respond: { status, undeclared: true },
    });
    expect(sourceOf(await session.create(ada, expired))).toBe("scenario:magic-values");
    await session.stub(stub(500));
    expect((await session.create(ada, expired)).status).toBe(500);
    await session.stub(stub(502));
    expect((await session.create(ada, expired)).status).toBe(502);
    const { json } = await session.admin("GET", "/stubs");
    expect((json["stubs"] as { id: string }[]).map(({ id }) => id)).toEqual([
      "POST-manager-ambassadors-2",
      "POST-manager-ambassadors-1",
    ]);
    await session.stub({ ...stub(504), priority: -1 });
    expect((await session.create(ada, expired)).status).toBe(502);
  });

  test("tells the same story in every session that is told the same", async () => {
    const story = async () => {
      const session = inSession(pets);
      await session.stub({ operation: "createPet", respond: { status: 201, body: { kind: "cat" } } });
      const answers = [await session.createPet(), await session.createPet()];
      return answers.map((answer) => [sourceOf(answer), answer.text]);
    };
    expect(await story()).toEqual(await story());
  });

  test("shares its state with the others that the session was told", async () => {
    const session = inSession(pets);
    await session.stub({
      operation: "createPet",
      when: { state: "Started" },
      respond: { status: 201 },
      then: { state: "Full" },
    });
    await session.stub({ operation: "createPet", when: { state: "Full" }, respond: { status: 409 } });
    expect([(await session.createPet()).status, (await session.createPet()).status]).toEqual([201, 409]);
  });

  test("can be replaced, and then begins to count anew under its id", async () => {
    const session = inSession(pets);
    const once = { ...down, times: 1 };
    const id = await session.stub(once);
    expect([(await session.pets()).status, (await session.pets()).status]).toEqual([503, 200]);
    const { status, json } = await session.admin("PUT", `/stubs/${id}`, { ...once, times: 2 });
    expect([status, json["id"], json["answered"]]).toEqual([200, id, 0]);
    const statuses = [await session.pets(), await session.pets(), await session.pets()];
    expect(statuses.map((answer) => answer.status)).toEqual([503, 503, 200]);
  });

  test("can be taken back, one or all, and its id is not given again", async () => {
    const session = inSession(pets);
    const [first] = [await session.stub(down), await session.stub(sold)];
    expect((await session.admin("DELETE", `/stubs/${first}`)).status).toBe(204);
    expect((await session.pets()).status).toBe(200);
    expect((await session.pet(7)).json["name"]).toBe("Sold");
    expect((await session.admin("DELETE", "/stubs")).status).toBe(204);
    expect((await session.pet(7)).json["name"]).not.toBe("Sold");
    expect(await session.stub(sold)).toBe("readPet-3");
  });

  test("is asked beside a scenario that is on, and not where a request asks for one alone", async () => {
    const session = inSession(ambassadors);
    await session.stub({ ...down, respond: { status: 500, undeclared: true } });
    expect((await session.create(ada)).status).toBe(500);
    expect((await session.create(ada, { prefer: "scenario=outage" })).status).toBe(503);
  });

  test.each([
    ["GET", undefined],
    ["PUT", sold],
    ["DELETE", undefined],
  ])("%s of one that is not there: 404 that names the nearest", async (method, body) => {
    const session = inSession(pets);
    await session.stub(sold);
    const { status, json } = await session.admin(method, "/stubs/readPet-2", body);
    expect([status, json["code"], json["nearMisses"]]).toEqual([404, "admin-not-found", ["readPet-1"]]);
    expect((await session.admin("GET", "/stubs")).json["meta"]).toEqual({ total: 1 });
  });
});

describe("a stub that cannot be used is refused with place, cause and the nearest right name", () => {
  test.each<[string, Record<string, unknown>, string, RegExp]>([
    ["no operation", { respond: { status: 200 } }, "/operation", /a stub needs an operation/],
    [
      "an unknown one",
      { ...sold, operation: "raedPet" },
      "/operation",
      /no operation "raedPet" \(did you mean readPet/,
    ],
    ["a key nobody knows", { ...sold, respnd: {} }, "/respnd", /did you mean respond/],
    ["null", { ...sold, when: null }, "/when", /must have keys and values/],
    ["an undeclared status", { ...sold, respond: { status: 409 } }, "/respond/status", /declares 200, 404/],
    [
      "a field of no body",
      { ...sold, respond: { body: { nmae: "x" } } },
      "/respond/body/nmae",
      /did you mean name/,
    ],
    [
      "a value that breaks the schema",
      { ...sold, respond: { body: { name: 7 } } },
      "/respond/body/name",
      /type: "string"/,
    ],
    [
      "a parameter nobody declared",
      { ...sold, when: { path: { "pet/Id": "7" } } },
      "/when/path/pet~1Id",
      /did you mean petId/,
    ],
    [
      "a prototype",
      JSON.parse('{"operation":"readPet","__proto__":{"priority":9}}') as Record<string, unknown>,
      "/__proto__",
      /nothing is called "__proto__"/,
    ],
    ["another's id", { ...sold, id: "readPet-9" }, "/id", /nothing is called "id"/],
  ])("%s", async (...[, stub, pointer, message]) => {
    const session = inSession(pets);
    const told = problemOf(await session.admin("POST", "/stubs", stub));
    expect([told.status, told.code, told.pointers]).toEqual([400, "admin-invalid-request", [pointer]]);
    expect(told.messages).toMatch(message);
    expect(told.detail).toContain(pointer);
    expect((await session.admin("GET", "/stubs")).json["meta"]).toEqual({ total: 0 });
  });

  test("all that is wrong is told at once, a hundred at most", async () => {
    const wrong = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`x${String(n)}`, n]));
    const session = inSession(pets);
    const few = problemOf(await session.admin("POST", "/stubs", { operation: "*", a: 1, b: 2 }));
    expect(few.pointers).toEqual(["/a", "/b"]);
    const many = problemOf(await session.admin("POST", "/stubs", { operation: "*", ...wrong }));
    expect(many.pointers).toHaveLength(100);
    expect(many.detail).toContain("10000 places");
  });

  test("and the one that was there before stays", async () => {
    const session = inSession(pets);
    const id = await session.stub(sold);
    expect((await session.admin("PUT", `/stubs/${id}`, { ...sold, operation: "nothing" })).status).toBe(400);
    expect((await session.pet(7)).json["name"]).toBe("Sold");
  });

  test.each<[string, unknown, number, string]>([
    ["a list", [], 400, "admin-invalid-request"],
    ["a text", '"down"', 400, "admin-invalid-request"],
    ["nothing", undefined, 400, "admin-invalid-request"],
    ["more than anyone writes", { ...sold, name: "x".repeat(1_000_001) }, 413, "body-too-large"],
    ["more than the server reads", { ...sold, name: "x".repeat(10 * 1024 * 1024) }, 413, "body-too-large"],
    ["deep", `${'{"when":'.repeat(50_000)}{}${"}".repeat(50_000)}`, 400, "admin-invalid-request"],
  ])("%s", async (...[, body, status, code]) => {
    const told = problemOf(await inSession(pets).admin("POST", "/stubs", body));
    expect([told.status, told.code]).toEqual([status, code]);
  });
});

describe("what a session was told is its own", () => {
  test("others do not see its stubs, while requests run in all of them", async () => {
    const [told, ...others] = Array.from({ length: 6 }, () => inSession(pets));
    const answers = others.map(async (session) => {
      const all = await Promise.all(Array.from({ length: 40 }, () => session.pet(7)));
      return all.map(({ status }) => status);
    });
    const own = Array.from({ length: 20 }, async () => {
      await told!.stub(down);
      return (await told!.pet(7)).status;
    });
    expect(new Set((await Promise.all(answers)).flat())).toEqual(new Set([200]));
    expect(await Promise.all(own)).toEqual(Array.from({ length: 20 }, () => 503));
  });

  test("a sequence told at run time gives each of three hundred requests a step of its own", async () => {
    const session = inSession(pets);
    const sequence = Array.from({ length: 300 }, (_, n) => ({ status: 201, body: { weight: n + 1 } }));
    await session.stub({ operation: "createPet", respond: { sequence } });
    const answers = await Promise.all(Array.from({ length: 300 }, () => session.createPet()));
    expect(new Set(answers.map(({ json }) => json["weight"])).size).toBe(300);
  });

  test("asking about a session that does not exist creates none; telling it something does", async () => {
    const session = inSession(pets, "unheard-of");
    const names = async () => {
      const { json } = await session.admin("GET", "/sessions");
      return (json["sessions"] as { name: string }[]).map(({ name }) => name);
    };
    for (const path of ["/stubs", "/preferences", "/scenarios"]) await session.admin("GET", path);
    for (const path of ["/stubs", "/preferences"]) {
      expect((await session.admin("DELETE", path)).status).toBe(204);
    }
    expect((await session.admin("POST", "/scenarios/reset")).status).toBe(204);
    expect((await session.admin("POST", "/stubs", { operation: "nothing" })).status).toBe(400);
    expect(await names()).not.toContain("unheard-of");
    await session.stub(sold);
    expect(await names()).toContain("unheard-of");
  });

  test.each([
    ["POST /reset", (name: string) => inSession(pets, name).admin("POST", "/reset")],
    ["DELETE /sessions/{name}", (name: string) => inSession(pets).admin("DELETE", `/sessions/${name}`)],
  ])("%s forgets it, and ids begin anew", async (_, forget) => {
    const session = inSession(pets);
    await session.stub({ ...down, times: 1 });
    await session.prefer({ code: 503 });
    await session.pets({ headers: { prefer: "code=200" } });
    expect((await forget(session.name)).status).toBe(204);
    expect((await session.admin("GET", "/preferences")).json).toEqual({});
    expect((await session.pets()).status).toBe(200);
    expect(await session.stub({ ...down, times: 1 })).toBe("stub-1");
    expect((await session.pets()).status).toBe(503);
  });

  test("after a restart it is gone, and a namesake counts from the beginning", async () => {
    const data = await temporaryFolder();
    const once = { operation: "createPet", times: 1, respond: { status: 201 }, then: { state: "Full" } };
    const full = { operation: "createPet", when: { state: "Full" }, respond: { status: 409 } };
    const start = () => startMock({ document: petDocument, store: "file", data });
    for (const count of [1, 2]) {
      const mock = await start();
      const session = inSession(mock, "restarted");
      expect((await session.admin("GET", "/stubs")).json["meta"]).toEqual({ total: 0 });
      expect(await session.stub(full)).toBe("createPet-1");
      expect(await session.stub(once)).toBe("createPet-2");
      const answers = [await session.createPet(), await session.createPet()];
      expect([count, ...answers.map(({ status }) => status)]).toEqual([count, 201, 409]);
      await mock.stop();
    }
  });

  test("sixteen megabytes of stubs are enough: 507 that says what to do, and the session lives on", async () => {
    const session = inSession(pets);
    const large = { ...sold, respond: { headers: { "X-Long": "x".repeat(990_000) } }, priority: -1 };
    for (let n = 0; n < 16; n++) await session.stub(large);
    const told = problemOf(await session.admin("POST", "/stubs", large));
    expect([told.status, told.code]).toEqual([507, "too-many-stubs"]);
    expect(told.help).toContain("DELETE /__admin/stubs");
    await session.stub(sold);
    expect((await session.pet(7)).json["name"]).toBe("Sold");
    expect((await session.admin("DELETE", "/stubs")).status).toBe(204);
    await session.stub(large);
  });
});

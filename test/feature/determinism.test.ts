import { ada, ambassadors, ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";
import { serve, stopServing } from "../support/cli.ts";

afterAll(async () => {
  stopServing();
  await stopAll();
});

/** Two creates and an error, in a process of its own with an empty data folder. */
async function history(env: Record<string, string> = {}, args: readonly string[] = []): Promise<string[]> {
  const serving = await serve(["--data", await temporaryFolder(), ...args], env);
  const url = `${serving.url}/api/v2/manager/ambassadors`;
  const headers = { authorization: "Bearer x" };
  const bodies: string[] = [];
  for (const body of [ada, ada, { lastname: 7 }])
    bodies.push((await ask(url, { method: "POST", body, headers })).text);
  await serving.stop();
  return bodies;
}

test("the same requests get the same bytes in a new process, another time zone, another locale and on another day", async () => {
  const [here, ...elsewhere] = await Promise.all([
    history(),
    history({ TZ: "Pacific/Kiritimati", LANG: "ar_EG.UTF-8", LC_ALL: "tr_TR.UTF-8" }),
    history({ NODE_OPTIONS: "--import ./test/support/another-day.mjs" }),
  ]);
  for (const there of elsewhere) expect(there).toEqual(here);
  expect(here[0]).not.toBe(here[1]);
});

test("another seed gives other values", async () => {
  const [one, other] = await Promise.all([history(), history({}, ["--seed", "another"])]);
  expect(other[0]).not.toBe(one[0]);
  expect(other[2]).toBe(one[2]);
});

test("how a request is written does not count, only what it says", async () => {
  const mock = await startMock();
  const create = (body: unknown, session: string) =>
    ambassadors(mock).create(body, { "x-mock-session": session });
  const plain = await create(ada, "plain");
  const reordered = await create(
    { email: ada.email, lastname: ada.lastname, firstname: ada.firstname },
    "reordered",
  );
  const spaced = await create(JSON.stringify(ada, undefined, 4), "spaced");
  expect(reordered.text).toBe(plain.text);
  expect(spaced.text).toBe(plain.text);
});

test("the same request again creates another thing", async () => {
  const { create } = ambassadors(await startMock());
  const [first, second] = [await create(), await create()];
  expect(second.json["phone_2"]).not.toBe(first.json["phone_2"]);
});

test("adding a property to a schema leaves the others as they were", async () => {
  const documentWith = (more: object) => ({
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {
      "/things/{id}": {
        get: {
          operationId: "readThing",
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
          responses: {
            200: {
              description: "A thing",
              content: {
                "application/json": {
                  schema: {
                    type: "object",
                    properties: {
                      id: { type: "integer" },
                      label: { type: "string" },
                      weight: { type: "number" },
                      ...more,
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  });
  const before = await ask(`${(await startMock({ document: documentWith({}) })).url}/things/7`);
  const after = await ask(
    `${(await startMock({ document: documentWith({ colour: { type: "string" } }) })).url}/things/7`,
  );
  expect(after.json).toMatchObject(before.json);
  expect(after.json["colour"]).toBeDefined();
});

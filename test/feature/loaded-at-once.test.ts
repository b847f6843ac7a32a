import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createMockServer, type MockServer, type MockServerOptions } from "../../src/index.ts";
import { temporaryFolder, stopAll } from "../support/mock.ts";
import { petShop } from "../support/pet-shop.ts";
import { library } from "../support/swagger.ts";

// Nothing may be loaded here before all of it is asked for in the same moment, so this file has one test.

afterAll(stopAll);

const created: MockServer[] = [];
afterAll(() => Promise.all(created.map((mock) => mock.stop())));

const mockOf = (options: Partial<MockServerOptions> = {}) => {
  const mock = createMockServer({ document: petShop, store: "memory", port: 0, ...options });
  created.push(mock);
  return mock;
};

const statusOf = async (mock: MockServer, path: string, init?: RequestInit) =>
  (await mock.handle(path, init)).status;
const sent = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json", host: "localhost" },
  body: JSON.stringify(body),
});

test("all that is loaded on demand can be asked for at once, in process, under Jest", async () => {
  const scenarios = await temporaryFolder();
  writeFileSync(
    join(scenarios, "shop.yaml"),
    "scenario: shop\nactive: true\nstubs: [{ operation: login }]\n",
  );
  const mock = mockOf();
  const tenant = mockOf({ scenarios });
  const answers = await Promise.all([
    statusOf(mock, "/", { headers: { host: "localhost" } }),
    statusOf(mock, "/pest"),
    statusOf(mock, "/pets"),
    statusOf(mock, "/__admin/requests/explain", sent("POST", { url: "/pest" })),
    statusOf(mock, "/__admin/stubs/save", sent("POST", { scenario: "kept" })),
    mock
      .session("own")
      .stub({ operation: "readTill", respond: { status: 503 } })
      .then(() => 1),
    mock
      .session("own")
      .requests()
      .then((all) => all.length),
    statusOf(tenant, "/login", sent("POST", {})),
    statusOf(mockOf({ document: library }), "/library/v2/nothing"),
    statusOf(mockOf({ locale: "de" }), "/pets"),
    statusOf(mockOf({ locale: "de", watch: true, scenarios }), "/pets"),
    mockOf({ locale: "xx" })
      .start()
      .catch((error: unknown) => String(error)),
  ]);
  expect(answers).toEqual([
    ...[200, 404, 200, 200, 409, 1, 0, 200, 404, 200, 200],
    expect.stringContaining("faker has no locale"),
  ]);
});

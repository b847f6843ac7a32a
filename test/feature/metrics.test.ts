import { Traffic } from "../../src/metrics/traffic.ts";
import { prometheusText } from "../../src/metrics/prometheus.ts";
import { apiOf } from "../support/answers.ts";
import { note, petServed } from "../support/admin-app.ts";
import { readMetrics } from "../support/metrics.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

const attack = 'a"} 1\nlocum_fake 7\\';
const ok = {
  responses: { 200: { description: "OK", content: { "application/json": { schema: { type: "integer" } } } } },
};
const document = apiOf({
  "/words": {
    get: { operationId: "listWords", ...ok },
    post: {
      operationId: attack,
      ...ok,
      requestBody: { content: { "application/json": { schema: { type: "integer" } } } },
    },
  },
});

test("metrics tell what was answered and how long it took, of all sessions, and no secret", async () => {
  let now = 1_000_000;
  const mock = await startMock({ document, ports: { clock: { now: () => now++ } } });
  for (const session of ["alice-s3cret", "b"]) {
    await ask(`${mock.url}/words?token=s3cret`, { headers: { "x-mock-session": session } });
  }
  await ask(`${mock.url}/words?__delay=70`);
  await ask(`${mock.url}/words`, { method: "POST", body: "no" });
  await ask(`${mock.url}/nothing/s3cret`);
  const { text, headers, status } = await ask(`${mock.url}/__admin/metrics`);
  expect([status, headers.get("content-type")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
  expect(text).not.toContain("s3cret");
  const { value, types } = readMetrics(text);
  const requests = (operation: string, request: string, source: string) => {
    const [method = "", status = ""] = request.split(" ");
    return value("locum_requests_total", { operation, method, status, source });
  };
  expect(requests("listWords", "GET 200", "generated")).toBe(3);
  expect(requests(attack, "POST 400", "validation")).toBe(1);
  expect(requests("", "GET 404", "problem")).toBe(1);
  expect(value("locum_fake", {})).toBeUndefined();
  expect(value("locum_unmatched_total", {})).toBe(1);
  expect(value("locum_sessions", {})).toBe(3);
  expect(value("locum_journal_exchanges", {})).toBe(5);
  expect(value("locum_request_duration_seconds_count", {})).toBe(5);
  expect(value("locum_request_duration_seconds_bucket", { le: "0.05" })).toBe(4);
  expect(value("locum_request_duration_seconds_bucket", { le: "0.1" })).toBe(5);
  expect(value("locum_request_duration_seconds_bucket", { le: "+Inf" })).toBe(5);
  expect(value("locum_store_degraded", {})).toBe(0);
  expect(value("process_resident_memory_bytes", {})).toBeGreaterThan(1e6);
  expect(types.get("locum_request_duration_seconds")).toBe("histogram");
});

test("breaches of the contract are counted by the side that broke it", async () => {
  const mock = await startMock({ document });
  await ask(`${mock.url}/words`, { method: "POST", body: '"x"' });
  const { value } = readMetrics((await ask(`${mock.url}/__admin/metrics`)).text);
  expect(value("locum_violations_total", { side: "request" })).toBe(1);
  expect(value("locum_violations_total", { side: "response" })).toBe(0);
});

test("however many kinds of requests there are, so many are told apart, and none is lost", () => {
  const traffic = new Traffic();
  const served = petServed();
  const exchange = note(served);
  for (let n = 0; n < 10_050; n++) traffic.note({ ...exchange, operationId: `op-${String(n)}` });
  for (let n = 0; n < 30; n++)
    traffic.note({ ...exchange, operationId: "op-1", source: `stub:${String(n)}` });
  const { requests } = traffic;
  expect(requests).toHaveLength(10_001);
  expect(requests.at(-1)).toMatchObject({ source: "other", count: 80 });
  expect(requests.reduce((sum, { count }) => sum + count, 0)).toBe(10_080);
});

test("whatever a label holds, it is one label", () => {
  const samples = [{ labels: { operation: attack }, value: 1 }];
  const text = prometheusText([{ name: "a", kind: "counter", help: "A.", samples }]);
  expect(text.split("\n")).toHaveLength(4);
  expect(readMetrics(text).value("a", { operation: attack })).toBe(1);
});

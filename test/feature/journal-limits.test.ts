import { serve } from "../support/cli.ts";
import { readMetrics } from "../support/metrics.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";
import { petShop } from "../support/pet-shop.ts";

afterAll(stopAll);

/** As long as Node lets a head be. */
const long = "x".repeat(15_000);

interface Listed {
  readonly id: string;
  readonly request: { readonly cut?: unknown };
}

const journalOf = async (url: string, session: string) => {
  const { json } = await ask(`${url}/__session/${session}/__admin/requests?limit=1000`);
  return json["requests"] as Listed[];
};

test("the command line says how many exchanges a journal keeps, how many bytes, and how much of a body", async () => {
  const limits = ["--max-exchanges", "5", "--max-journal-bytes", "40000", "--max-journal-body", "10"];
  const { url, stop } = await serve(["test/support/petstore.yaml", "--store", "memory", ...limits]);
  try {
    for (let n = 0; n < 8; n++) await ask(`${url}/__session/many/nothing`);
    expect((await journalOf(url, "many")).map(({ id }) => id)).toEqual(
      [8, 7, 6, 5, 4].map((n) => `many-${String(n)}`),
    );
    for (let n = 0; n < 5; n++) await ask(`${url}/__session/long/nothing`, { headers: { "x-long": long } });
    expect((await journalOf(url, "long")).map(({ id }) => id)).toEqual(["long-5", "long-4"]);
    await ask(`${url}/__session/body/nothing`, { method: "POST", body: { name: "Ada" } });
    expect((await journalOf(url, "body"))[0]?.request.cut).toEqual({ kept: 10, of: 14 });
  } finally {
    await stop();
  }
});

test("long headers do not get a journal beyond its bytes, and metrics, archive and coverage agree", async () => {
  const maxJournalBytes = 200_000;
  const mock = await startMock({ document: petShop, maxJournalBytes });
  const sent = 40;
  for (let n = 0; n < sent; n++) await ask(`${mock.url}/till`, { headers: { "x-long": long } });
  const metrics = readMetrics((await ask(`${mock.url}/__admin/metrics`)).text);
  const kept = (await journalOf(mock.url, "default")).length;
  expect(kept).toBeGreaterThan(5);
  expect(kept).toBeLessThanOrEqual(maxJournalBytes / long.length);
  expect(metrics.value("locum_journal_exchanges", {})).toBe(kept);
  expect(metrics.value("locum_journal_bytes", {})).toBeLessThanOrEqual(maxJournalBytes);
  expect(metrics.value("locum_journal_bytes", {})).toBeGreaterThan(kept * long.length);
  const archive = await ask(`${mock.url}/__admin/requests.har`);
  expect((archive.json["log"] as { entries: unknown[] }).entries).toHaveLength(kept);
  // What was covered stays covered when the journal forgets how.
  const { operations } = (await ask(`${mock.url}/__admin/coverage`)).json as {
    operations: { id: string; requests: number }[];
  };
  expect(operations.find(({ id }) => id === "readTill")?.requests).toBe(sent);
});

test("a list of exchanges is written one by one, and is the same whole", async () => {
  const mock = await startMock({ document: petShop });
  const session = mock.session();
  const url = `${session.url}/__admin/requests`;
  const empty = await ask(url);
  expect(empty.json).toEqual({ requests: [], meta: { total: 0 } });
  for (let n = 0; n < 3; n++) await ask(`${session.url}/pets`, { method: "POST", body: { name: "é" } });
  const { json, headers } = await ask(url);
  expect([headers.get("content-length"), headers.get("content-type")]).toEqual([null, "application/json"]);
  expect(json).toEqual({ requests: await session.requests(), meta: { total: 3 } });
  expect((await ask(`${url}?limit=1&offset=1`)).json["requests"]).toEqual([
    (json["requests"] as unknown[])[1],
  ]);
});

import type { MockServer } from "../../src/index.ts";
import { apiOf } from "../support/answers.ts";
import { archiveFlaws, type Archive } from "../support/archive.ts";
import { ask, startMock, stopAll } from "../support/mock.ts";

const pet = {
  type: "object",
  required: ["name"],
  properties: { name: { type: "string" }, pin: { type: "string" } },
};
const content = { "application/json": { schema: pet } };
const document = apiOf({
  "/pets": {
    get: {
      operationId: "listPets",
      parameters: [{ name: "q", in: "query", schema: { type: "string" } }],
      responses: { 200: { description: "OK", content: { "image/png": {} } } },
    },
    post: {
      operationId: "createPet",
      requestBody: { content: { ...content, "application/octet-stream": {} } },
      responses: { 201: { description: "Created", content } },
    },
  },
});

afterAll(stopAll);

const archiveOf = async (mock: MockServer, query = "", session = "default") => {
  const { status, text, headers } = await ask(
    `${mock.url}/__session/${session}/__admin/requests.har${query}`,
  );
  expect([status, headers.get("content-type")]).toEqual([200, "application/json"]);
  const archive = JSON.parse(text) as Archive;
  expect(archiveFlaws(archive)).toEqual([]);
  return { text, entries: archive.log.entries };
};

describe("the journal as an HTTP archive", () => {
  let mock: MockServer;
  beforeAll(async () => {
    mock = await startMock({ document, redact: ["pin"], maxJournalBody: 1000 });
  });

  test("has what the journal has, the oldest first", async () => {
    const url = `${mock.url}/__session/all/pets`;
    await ask(`${url}?q=a%20b&q=c&__delay=7`, { headers: { cookie: "sid=s3cret; b=s3cret" } });
    await ask(url, { method: "POST", body: { name: "Ada", pin: "s3cret" } });
    await ask(url, { method: "POST", body: { name: 7 }, headers: { authorization: "Bearer s3cret" } });
    await ask(`${mock.url}/__session/all/pest?api_key=s3cret`);
    const { text, entries } = await archiveOf(mock, "", "all");
    expect(text).not.toContain("s3cret");
    const journal = await ask(`${mock.url}/__session/all/__admin/requests?order=oldest`);
    const requests = journal.json["requests"] as Record<string, Record<string, unknown>>[];
    expect(entries.map((entry) => JSON.parse(entry.request.postData?.text ?? "null") as unknown)).toEqual(
      requests.map(({ request }) => request?.["body"]),
    );
    expect(
      entries.map(({ startedDateTime, time, request, response, ...ours }) => ({
        id: ours._id,
        session: ours._session,
        time: startedDateTime,
        duration: time,
        operationId: ours._operationId,
        source: ours._source,
        method: request.method,
        url: request.url.replace(`${mock.url}/__session/all`, "").replace("%5Bredacted%5D", "[redacted]"),
        status: response.status,
        violations: ours._violations,
        why: ours._why,
      })),
    ).toEqual(
      requests.map(({ request, response, ...rest }) => ({
        ...rest,
        method: request?.["method"],
        url: request?.["url"],
        status: response?.["status"],
      })),
    );
  });

  test("splits queries and cookies, and says how long an answer took", async () => {
    const url = `${mock.url}/__session/parts/pets?q=a%20b&q=c&__delay=7`;
    await ask(url, { headers: { cookie: "sid=1; b" } });
    const { entries } = await archiveOf(mock, "", "parts");
    const [{ request, time } = {}] = entries;
    expect(request?.queryString).toEqual([
      { name: "q", value: "a b" },
      { name: "q", value: "c" },
      { name: "__delay", value: "7" },
    ]);
    expect(request?.cookies).toEqual([{ name: "sid", value: "[redacted]" }]);
    expect(time).toBeGreaterThanOrEqual(7);
  });

  test("has bytes in base64, and of a long body the beginning and its length", async () => {
    const url = `${mock.url}/__session/bytes/pets`;
    const bytes = Buffer.alloc(3000, 0xff);
    await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: bytes,
    });
    await ask(url);
    const { entries } = await archiveOf(mock, "", "bytes");
    expect(entries[0]?.request).toMatchObject({
      bodySize: 3000,
      postData: { text: bytes.subarray(0, 1000).toString("base64"), _encoding: "base64" },
    });
    expect(entries[0]?.request.postData?.comment).toContain("3000 bytes");
    expect(entries[1]?.response.content).toMatchObject({ mimeType: "image/png", encoding: "base64" });
  });

  test("can be narrowed down as the journal can", async () => {
    const url = `${mock.url}/__session/some`;
    for (const path of ["/pets", "/pest", "/pets"]) await ask(url + path);
    expect((await archiveOf(mock, "?unmatched=true", "some")).entries).toHaveLength(1);
    expect((await archiveOf(mock, "?since=some-1", "some")).entries).toHaveLength(2);
    const refused = await ask(`${url}/__admin/requests.har?statu=4XX`);
    expect([refused.status, refused.json["code"]]).toEqual([400, "admin-invalid-request"]);
  });

  test("of a session that was never used is one without entries", async () => {
    expect((await archiveOf(mock, "", "nobody")).entries).toEqual([]);
  });
});

test("what a journal could not keep of a body is not looked for in it, and a secret in it is not shown", async () => {
  const mock = await startMock({ document, redact: ["pin"], maxJournalBody: 100 });
  const session = mock.session("default");
  await ask(`${mock.url}/pets`, { method: "POST", body: { pin: "s3cret", name: "x".repeat(200) } });
  expect(await session.find({ operation: "createPet" })).toMatchObject([
    { request: { body: "[redacted]", cut: { kept: 100, of: 226 } } },
  ]);
  expect(await session.find({ body: { "/pin": { exists: false } } })).toEqual([]);
  await expect(session.verify({ body: { "/pin": "s3cret" } })).rejects.toThrow(/--max-journal-body/);
});

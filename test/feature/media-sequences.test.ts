import { mediaDocument, mediaMock } from "../support/media.ts";
import { stopAll } from "../support/mock.ts";

afterAll(stopAll);

const step = { type: "object", required: ["n"], properties: { n: { type: "integer", minimum: 1 } } };

/** OpenAPI 3.2: what each item of a sequence is, without a schema for all of them. */
async function streaming(type: string, itemSchema: object) {
  const content = { [type]: { itemSchema } };
  return mediaMock(mediaDocument({ stream: { takes: content, gives: content } }, { openapi: "3.2.0" }));
}

const texts: Readonly<Record<string, (...items: readonly unknown[]) => string>> = {
  "application/jsonl": (...items) => items.map((item) => `${JSON.stringify(item)}\n`).join(""),
  "application/x-ndjson": (...items) => items.map((item) => JSON.stringify(item)).join("\n"),
  "application/json-seq": (...items) => items.map((item) => `\x1e${JSON.stringify(item)}\n`).join(""),
  "application/geo+json-seq": (...items) => items.map((item) => `\x1e${JSON.stringify(item)}\n`).join(""),
};

test.each(Object.entries(texts))("each item of %s is judged by itemSchema", async (type, written) => {
  const { post } = await streaming(type, step);
  expect((await post("stream", { type, body: written({ n: 1 }, { n: 2 }) })).status).toBe(200);
  const { status, json } = await post("stream", { type, body: written({ n: 1 }, { n: 0 }, {}) });
  const { errors } = json() as { errors: { pointer: string; code: string }[] };
  expect([status, errors.map(({ pointer, code }) => `${pointer} ${code}`)]).toEqual([
    422,
    ["/1/n minimum", "/2/n required"],
  ]);
});

test.each(Object.keys(texts))("an answer in %s has items that keep itemSchema", async (type) => {
  const { post } = await streaming(type, step);
  const { text, headers } = await post("stream", { type, body: '{"n":1}' });
  const lines = text.split("\n").filter((line) => line !== "");
  expect(headers.get("content-type")).toBe(type);
  expect(lines.every((line) => line.startsWith("\x1e") === type.includes("json-seq"))).toBe(true);
  const items = lines.map((line) => JSON.parse(line.replace("\x1e", "")) as { n: number });
  expect(items.length).toBeGreaterThan(0);
  expect(items.every(({ n }) => Number.isInteger(n) && n >= 1)).toBe(true);
});

const event = {
  type: "object",
  required: ["data"],
  properties: { event: { enum: ["add", "drop"] }, data: { type: "string" }, retry: { type: "integer" } },
};

test("server-sent events are judged one by one, with the fields that WHATWG HTML gives them", async () => {
  const type = "text/event-stream";
  const { post } = await streaming(type, event);
  const good = ": hello\nevent: add\ndata: a\ndata: b\nretry: 10\n\ndata:c\n\n";
  expect((await post("stream", { type, body: good })).status).toBe(200);
  const { status, json } = await post("stream", { type, body: `${good}event: lose\nid: 7\n\n` });
  const { errors } = json() as { errors: { pointer: string; code: string }[] };
  expect([status, errors.map(({ pointer, code }) => `${pointer} ${code}`)]).toEqual([
    422,
    ["/2/event enum", "/2/data required"],
  ]);
});

test("an answer of server-sent events has events that keep itemSchema; one that is written keeps its text", async () => {
  const content = { "text/event-stream": { itemSchema: event } };
  const example = "event: add\ndata: one\n\nevent: drop\ndata: two\n\n";
  const broken = "event: lose\n\n";
  const { post } = await mediaMock(
    mediaDocument({
      generated: { gives: content },
      written: { gives: { "text/event-stream": { ...content["text/event-stream"], example } } },
      broken: { gives: { "text/event-stream": { ...content["text/event-stream"], example: broken } } },
    }),
  );
  const { text } = await post("generated");
  const events = text.split("\n\n").filter((one) => one !== "");
  expect(events.length).toBeGreaterThan(0);
  expect(events.every((one) => /^data: ./m.test(one))).toBe(true);
  const { text: written, headers } = await post("written");
  expect([written, headers.get("x-mock-violations")]).toEqual([example, null]);
  expect((await post("broken")).headers.get("x-mock-violations")).toMatch(
    /"in":"response","pointer":"\/0\/event"/,
  );
});

test("parts of multipart/mixed are judged one by one", async () => {
  const { post } = await streaming("multipart/mixed", step);
  const part = (n: unknown) => `--X\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ n })}\r\n`;
  const type = "multipart/mixed; boundary=X";
  expect((await post("stream", { type, body: `${part(1)}${part(2)}--X--` })).status).toBe(200);
  expect((await post("stream", { type, body: `${part(1)}${part("x")}--X--` })).status).toBe(422);
});

test("where both are said, schema judges the whole and itemSchema each", async () => {
  const type = "application/jsonl";
  const content = { [type]: { schema: { type: "array", maxItems: 2 }, itemSchema: step } };
  const { post } = await mediaMock(mediaDocument({ stream: { takes: content, gives: content } }));
  const statuses = await Promise.all(
    ['{"n":1}', '{"n":1}\n{"n":1}\n{"n":1}', '{"n":0}'].map(
      async (body) => (await post("stream", { type, body })).status,
    ),
  );
  expect(statuses).toEqual([200, 422, 422]);
});

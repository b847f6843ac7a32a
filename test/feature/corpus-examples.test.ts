import { ask, startMock, stopAll } from "../support/mock.ts";
import { plainJudge } from "../support/schemas.ts";

afterAll(stopAll);

const event = {
  type: "object",
  required: ["title", "day"],
  properties: {
    title: { type: "string" },
    day: { type: "string", format: "date" },
    seats: { type: "integer" },
  },
};

/** A document of one operation that answers with this content. */
function answering(content: object) {
  return {
    openapi: "3.0.3",
    info: { title: "Events", version: "1" },
    paths: { "/event": { get: { responses: { "200": { description: "It.", content } } } } },
  };
}

const json = (schema: object, examples: Record<string, unknown>) => ({
  "application/json": {
    schema,
    examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
  },
});

async function asked(content: object, headers: Record<string, string> = {}) {
  const mock = await startMock({ document: answering(content) });
  return ask(`${mock.url}/event`, { headers });
}

const good = { title: "Concert", day: "2026-05-01" };
const bad = { title: "Reading", day: "1 May", seats: 40 };

test("of several examples the first that keeps its schema is sent", async () => {
  const answer = await asked(json(event, { bad, good }));
  expect(answer.json).toEqual(good);
  expect(answer.headers.get("x-mock-source")).toBe("example");
  expect(answer.headers.get("x-mock-violations")).toBeNull();
});

test("an example that is asked for by name is sent as it is written, and what is wrong with it is said", async () => {
  const answer = await asked(json(event, { bad, good }), { prefer: "example=bad" });
  expect(answer.json).toEqual(bad);
  expect(answer.headers.get("x-mock-violations")).toContain("/day");
});

test("where no example keeps its schema, what is wrong with the first is made up and the rest of it stays", async () => {
  const answer = await asked(json(event, { bad }));
  expect(answer.json).toMatchObject({ title: "Reading", seats: 40 });
  expect(plainJudge(event)(answer.json)).toEqual([]);
});

test("in a list only the items that are wrong are made up", async () => {
  const list = { type: "array", items: event };
  const answer = await asked(json(list, { bad: [good, bad, { title: "Play" }] }));
  expect(answer.json).toMatchObject([good, { title: "Reading", seats: 40 }, { title: "Play" }]);
  expect(plainJudge(list)(answer.json)).toEqual([]);
});

test("an example of which nothing is right gives way to what is generated", async () => {
  const answer = await asked(json(event, { bad: ["Concert"] }));
  expect(plainJudge(event)(answer.json)).toEqual([]);
  expect(answer.headers.get("x-mock-source")).toBe("generated");
});

test("an example is all there is where no value can satisfy the schema, and what is wrong with it is said", async () => {
  const schema = { ...event, required: ["none"], additionalProperties: false };
  const answer = await asked(json(schema, { good }));
  expect([answer.status, answer.json]).toEqual([200, good]);
  expect(answer.headers.get("x-mock-violations")).toContain("/none");
});

test("JSON that is written as a text is sent as JSON, unless a text is what the schema wants", async () => {
  const text = JSON.stringify(good);
  expect((await asked(json(event, { text }))).json).toEqual(good);
  expect((await asked(json({ type: "string" }, { text }))).json).toBe(text);
});

test("text in another format is sent as the document writes it", async () => {
  const example = "title,day\nConcert,1 May\n";
  const answer = await asked({ "text/csv": { schema: event, example } });
  expect(answer.text).toBe(example);
});

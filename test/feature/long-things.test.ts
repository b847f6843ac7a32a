import { ask, startMock, stopAll, temporaryFolder } from "../support/mock.ts";

afterAll(stopAll);

const schema = {
  type: "object",
  required: ["id", "text"],
  properties: {
    id: { type: "integer" },
    text: { type: "string" },
    kind: { type: "string", enum: ["a", "b"] },
  },
};
const asked = { "application/json": { schema: { ...schema, required: ["text"] } } };
const content = { "application/json": { schema } };
const answer = (status: string) => ({ [status]: { description: "", content } });
const list = {
  description: "",
  content: { "application/json": { schema: { type: "array", items: schema } } },
};
const document = {
  openapi: "3.1.0",
  info: { title: "Notes", version: "1" },
  paths: {
    "/notes": {
      post: { requestBody: { content: asked }, responses: answer("201") },
      get: { responses: { "200": list } },
    },
    "/notes/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
        responses: answer("200"),
      },
    },
  },
};

/** JSON around the sizes of buffers, and things behind them that are shorter. */
const lengths = [60_000, 16_384, 40_000, 16_330, 16_340, 16_350, 8_192, 20_000, 10];
const letters = "abcdefghi";
/** `1: 60000 times a`: long enough for people who read why it failed. */
const told = (thing: unknown): string => {
  const { id, text } = thing as { id: number; text: string };
  return `${String(id)}: ${String(text.length)} times ${[...new Set(text)].join("")}`;
};

test("long things stay as they were made: read, listed, in the journal, on file and after a new start", async () => {
  const data = await temporaryFolder();
  const mock = await startMock({ document, store: "file", data });
  for (const [index, length] of lengths.entries()) {
    await ask(`${mock.url}/notes`, { method: "POST", body: { text: letters.charAt(index).repeat(length) } });
  }
  const wanted = lengths.map(
    (length, index) => `${String(index + 1)}: ${String(length)} times ${letters.charAt(index)}`,
  );
  const readFrom = async (url: string) => {
    const all = lengths.map(async (_, index) => (await ask(`${url}/notes/${String(index + 1)}`)).json);
    return (await Promise.all(all)).map(told);
  };
  expect(await readFrom(mock.url)).toEqual(wanted);
  expect(((await ask(`${mock.url}/notes`)).json as unknown as unknown[]).map(told)).toEqual(wanted);
  const posted = await mock.session("default").requests({ method: "POST" });
  expect(posted.map(({ response }) => told(response.body)).toReversed()).toEqual(wanted);
  await mock.stop();
  const again = await startMock({ document, store: "file", data });
  expect(await readFrom(again.url)).toEqual(wanted);
});

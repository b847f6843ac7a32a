import { ask, startMock, stopAll } from "../support/mock.ts";

afterAll(stopAll);

/** A document of one operation that takes a JSON body. */
function taking(schema: object) {
  return {
    openapi: "3.0.3",
    info: { title: "Orders", version: "1" },
    paths: {
      "/orders": {
        post: {
          requestBody: { required: true, content: { "application/json": { schema } } },
          responses: { "204": { description: "Taken." } },
        },
      },
    },
  };
}

test("each property of a body is held to its own pattern, and to no other's", async () => {
  const schema = {
    type: "object",
    properties: {
      currency: { type: "string", pattern: "^[A-Z]{3}$" },
      amount: { type: "string", pattern: "^[0-9]+$" },
    },
  };
  const mock = await startMock({ document: taking(schema) });
  const right = await ask(`${mock.url}/orders`, { method: "POST", body: { currency: "EUR", amount: "12" } });
  expect(right.status).toBe(204);
  const wrong = await ask(`${mock.url}/orders`, { method: "POST", body: { currency: "EUR", amount: "EUR" } });
  expect(wrong.status).toBe(422);
  expect(wrong.json["errors"]).toMatchObject([{ pointer: "/amount", code: "pattern" }]);
});

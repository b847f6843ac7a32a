import { convertCaptures } from "../../src/convert/convert.ts";

interface Operation {
  readonly [key: string]: unknown;
  readonly parameters: readonly { readonly name: string }[];
  readonly requestBody: { readonly content: Record<string, { readonly schema: Record<string, unknown> }> };
  readonly responses: Record<string, Record<string, unknown>>;
}

/** Converts one page and gives its only operation. */
function convert(text: string) {
  const conversion = convertCaptures([{ name: "page.txt", text }]);
  const [path] = Object.values(conversion.document["paths"] as Record<string, Record<string, Operation>>);
  const [operation] = Object.values(path!);
  return { ...conversion, operation: operation! };
}

/** The schema of a page's body, given the lines of its attributes. */
function bodySchema(...lines: string[]) {
  const text = [
    "Make",
    "",
    "POST /things",
    "application/json",
    "",
    "Body",
    "",
    ...lines,
    "",
    "Responses",
    "",
    "  • 204",
  ];
  const { operation, warnings } = convert(text.join("\n"));
  const schema = operation.requestBody.content["application/json"]!.schema;
  const told = warnings.filter((warning) => warning.startsWith("page.txt:"));
  return { schema, properties: schema["properties"] as Record<string, unknown>, warnings: told };
}

const orders = `Shop API

Base URL
https://shop.example/v1

List the orders of a shop Deprecated; Added in 2.1.0

GET /shops/{shop_id}/orders

Spaces method and path for this operation:

get /s/{space_id}/shops/{shop_id}/orders

All orders:

  • paid ones
  • open ones

Headers

  • X-API-Version string Required

Path parameters

  • string Required

    The shop.

Query parameters

  • limit integer

    Minimum value is 1, maximum value is 100. Default value is 20.

Responses

  • 200 application/json text/csv

    The orders.

    Hide headers attribute Show headers attribute
    • X-Total integer Required

      How many.
    Hide response attribute Show response attribute object
    • orders array[object] Required

      Hide orders attributes Show orders attributes object
      • id string
      • When it was made.
      • who string
  • 204
  • application/json

    Gone.

    Hide response attribute Show response attribute object
    • message string
  • 4XX application/problem+json
  • default

    Anything else.

GET /shops/{shop_id}/orders
curl -X GET "https://shop.example/v1/shops/7/orders?limit=5" \\
  -H "X-API-Key: $API_KEY"
Response examples (200)
{
  "orders": [{ "id": "string", "made_at": "Monday", "who": "string" }]
}
Response examples (410)
# Headers
Date: today
# Payload
{
  "message": "Gone for good"
}
`;

describe("pages", () => {
  const { operation, document, warnings } = convert(orders);

  test("title, badges, description and server stand above", () => {
    expect(operation).toMatchObject({
      operationId: "listOrders",
      summary: "List the orders of a shop",
      description: "All orders:\n\n- paid ones\n- open ones",
      deprecated: true,
      "x-badges": ["Added in 2.1.0"],
      security: [{ xApiKey: [] }],
    });
    expect(document).toMatchObject({
      info: { title: "Order API", version: "1" },
      servers: [{ url: "https://shop.example/v1" }],
      components: { securitySchemes: { xApiKey: { type: "apiKey", in: "header", name: "X-API-Key" } } },
    });
  });

  test("parameters are read from their sections; a lost name comes from the path", () => {
    expect(operation.parameters).toEqual([
      { name: "X-API-Version", in: "header", required: true, schema: { type: "string" } },
      { name: "shop_id", in: "path", description: "The shop.", required: true, schema: { type: "string" } },
      { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100, default: 20 } },
    ]);
  });

  test("responses have headers, several media types, or nothing; a lost name or code comes from the example", () => {
    const order = {
      type: "object",
      properties: {
        id: { type: "string" },
        made_at: { type: "string", description: "When it was made.", examples: ["Monday"] },
        who: { type: "string" },
      },
    };
    expect(operation.responses).toEqual({
      "200": {
        description: "The orders.",
        headers: { "X-Total": { description: "How many.", required: true, schema: { type: "integer" } } },
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: { orders: { type: "array", items: order } },
              required: ["orders"],
            },
          },
          "text/csv": {},
        },
      },
      "204": { description: "No Content" },
      "410": {
        description: "Gone.",
        content: {
          "application/json": {
            schema: { type: "object", properties: { message: { type: "string" } } },
            example: { message: "Gone for good" },
          },
        },
      },
      "4XX": { description: "Response 4XX", content: { "application/problem+json": {} } },
      default: { description: "Anything else." },
    });
    expect(warnings).toEqual([
      "page.txt:53: `application/json` is a response whose status code was lost: taken to be 410, from the order of the examples",
    ]);
  });

  test("two bodies of different media types, required as the page says", () => {
    const text = [
      ...[
        "Save",
        "",
        "POST /things",
        "",
        "application/json",
        "",
        "Body Required",
        "",
        "Either.",
        "",
        "  • a string",
      ],
      ...[
        "",
        "multipart/form-data",
        "",
        "Body Required",
        "",
        "  • b string(binary)",
        "",
        "Responses",
        "",
        "  • 204",
      ],
    ].join("\n");
    expect(convert(text).operation.requestBody).toEqual({
      description: "Either.",
      required: true,
      content: {
        "application/json": { schema: { type: "object", properties: { a: { type: "string" } } } },
        "multipart/form-data": {
          schema: { type: "object", properties: { b: { type: "string", format: "binary" } } },
        },
      },
    });
  });

  test("a name that nothing tells is left out with a warning, never taken from the description", () => {
    const { properties, warnings } = bodySchema(
      "  • a string",
      "  • The date of the last change",
      "  • b string",
    );
    expect(Object.keys(properties)).toEqual(["a", "b"]);
    expect(warnings).toEqual([
      "page.txt:9: the name of this attribute was lost, and no example tells it: left out",
    ]);
  });

  test("a path parameter no page lists is added, for the path would be invalid without", () => {
    const { operation: found, warnings: told } = convert(
      "Get a pet\n\nGET /pets/{id}\n\nResponses\n\n  • 204",
    );
    expect(found).toMatchObject({
      operationId: "getPet",
      parameters: [{ name: "id", in: "path", required: true }],
    });
    expect(told[0]).toBe("GET /pets/{id}: no capture lists the path parameter `id`: taken to be a string");
  });

  test("an example that is no JSON, is nested absurdly, or belongs to no response is left out with a warning", () => {
    const text = [
      "Get",
      "",
      "GET /a",
      "",
      "Responses",
      "",
      "  • 200 application/json",
      "",
      "GET /a",
      "curl https://a.example/a",
    ];
    const blocks = [
      "Response examples (200)",
      "<xml/>",
      "Response examples (200)",
      "[".repeat(5000),
      "Response examples (404)",
      "{}",
    ];
    const { operation: found, warnings: told } = convert([...text, ...blocks].join("\n"));
    expect(found.responses).toEqual({ "200": { description: "OK", content: { "application/json": {} } } });
    expect(told.slice(0, 3)).toEqual([
      "page.txt:15: an example of a response (404) that declares no content: left out",
      "page.txt:11: an example (200) holds no JSON that can be read: left out",
      "page.txt:13: an example (200) holds no JSON that can be read: left out",
    ]);
  });

  test("several examples keep the names their summaries give them", () => {
    const text = [
      "Get",
      "",
      "GET /a",
      "",
      "Responses",
      "",
      "  • 200 application/json",
      "",
      "GET /a",
      "curl https://a.example/a",
    ];
    const block = [
      "Response examples (200)",
      "One pet",
      "A cat",
      '{"n": 1}',
      "Two pets",
      '{"n": 2}',
      "Two pets",
      '[{"n": 3}]',
    ];
    const { operation: found } = convert([...text, ...block].join("\n"));
    expect(found.responses["200"]!["content"]).toEqual({
      "application/json": {
        examples: {
          "One-pet": { summary: "One pet", description: "A cat", value: { n: 1 } },
          "Two-pets": { summary: "Two pets", value: { n: 2 } },
          "Two-pets-2": { summary: "Two pets", value: [{ n: 3 }] },
        },
      },
    });
  });
});
